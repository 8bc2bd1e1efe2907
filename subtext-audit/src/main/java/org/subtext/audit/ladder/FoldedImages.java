package org.subtext.audit.ladder;

import java.util.Arrays;
import java.util.Map;
import org.subtext.assessment.RungKind;
import org.subtext.cohort.Cohort;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.readers.BandReader;
import org.subtext.readers.LinearReader;
import org.subtext.readers.RecordedClasses;
import org.subtext.readers.TaughtImages;
import org.subtext.recognition.CohortPixels;
import org.subtext.split.Part;
import org.subtext.split.PatientSplit;

/**
 * The images of a run with who is assessed in which division, for readers that are taught in closed form.
 *
 * <p>A division's reader is taught by everyone who is not assessed in it: of the patients that steer a network's
 * training it may learn, since nothing steers it.
 *
 * @param divisions by name, in order; every patient is assessed in at most one
 * @param balance an image weighs n^−balance where its patient has n
 */
public record FoldedImages(CohortPixels images, Map<String, PatientSplit> divisions, double balance) {
    /**
     * Scores by ridge regression on features.
     *
     * @param features {@code [position of the cohort][feature]}
     * @param blocks how many features each block has
     */
    PredictionTable scored(RungKind kind, float[][] features, int[] blocks) {
        return table(kind, LinearReader.acrossFolds(new TaughtImages(features, blocks, recorded()), folds()));
    }

    /** Scores by a reader of bands. */
    PredictionTable scored(RungKind kind, BandReader reader) {
        return table(kind, reader.acrossFolds(recorded(), folds()));
    }

    private PredictionTable table(RungKind kind, double[][] scores) {
        PredictionTableBuilder table =
                new PredictionTableBuilder(images.cohort().classNames());
        ExperimentName experiment = new ExperimentName.Model(kind.title());
        divisions.forEach((name, split) -> {
            for (int position : split.positions(images.cohort(), Part.TEST)) {
                float[] own = new float[scores[position].length];
                for (int k = 0; k < own.length; k++) {
                    own[k] = (float) scores[position][k];
                }
                images.add(table, experiment, name, Part.TEST.label(), position, own);
            }
        });
        return table.build();
    }

    private int[] folds() {
        int[] folds = new int[images.cohort().size()];
        Arrays.fill(folds, LinearReader.TEACHES_ALL);
        int fold = 0;
        for (PatientSplit split : divisions.values()) {
            for (int position : split.positions(images.cohort(), Part.TEST)) {
                folds[position] = fold;
            }
            fold++;
        }
        return folds;
    }

    private RecordedClasses recorded() {
        Cohort cohort = images.cohort();
        return new RecordedClasses(
                cohort.labels(), cohort.patientOrdinals(), cohort.classNames().size(), balance);
    }
}
