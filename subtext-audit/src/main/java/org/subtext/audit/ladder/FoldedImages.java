package org.subtext.audit.ladder;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.subtext.assessment.RungKind;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.readers.LinearReader;
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
        double[][] scores = divisions.size() == 1 ? held(features, blocks) : acrossFolds(features, blocks);
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

    private double[][] held(float[][] features, int[] blocks) {
        PatientSplit split = divisions.values().iterator().next();
        int[] assessed = split.positions(images.cohort(), Part.TEST);
        boolean[] isAssessed = new boolean[features.length];
        Arrays.stream(assessed).forEach(position -> isAssessed[position] = true);
        int[] teaching =
                IntStream.range(0, features.length).filter(i -> !isAssessed[i]).toArray();
        float[][] taught = Arrays.stream(teaching).mapToObj(i -> features[i]).toArray(float[][]::new);
        LinearReader reader = LinearReader.taughtBy(taught(taught, blocks, teaching));
        double[][] scores = new double[features.length][];
        for (int position : assessed) {
            scores[position] = reader.scores(features[position]);
        }
        return scores;
    }

    private double[][] acrossFolds(float[][] features, int[] blocks) {
        int[] folds = new int[features.length];
        int fold = 0;
        for (PatientSplit split : divisions.values()) {
            for (int position : split.positions(images.cohort(), Part.TEST)) {
                folds[position] = fold;
            }
            fold++;
        }
        return LinearReader.acrossFolds(
                taught(features, blocks, IntStream.range(0, features.length).toArray()), folds);
    }

    private TaughtImages taught(float[][] features, int[] blocks, int[] positions) {
        Map<String, Integer> ordinals = new HashMap<>();
        int[] patients = new int[positions.length];
        for (int i = 0; i < patients.length; i++) {
            String patient = images.cohort().images().get(positions[i]).patient();
            Integer known = ordinals.putIfAbsent(patient, ordinals.size());
            patients[i] = known == null ? ordinals.size() - 1 : known;
        }
        int classes = images.cohort().classNames().size();
        return new TaughtImages(features, blocks, images.labelsOf(positions), patients, classes, balance);
    }
}
