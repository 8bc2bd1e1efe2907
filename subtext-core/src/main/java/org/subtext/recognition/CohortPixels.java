package org.subtext.recognition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.findings.Findings;
import org.subtext.images.PixelSource;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.recognition.LabelledImages.Truth;

/**
 * A cohort beside its pixels: positions of the one become rows to train on, and scores become rows of predictions.
 *
 * @param rows pixel row of each position of the cohort; handed over, read only
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record CohortPixels(Cohort cohort, PixelSource pixels, int[] rows) {
    /** Pixel rows of positions. */
    public int[] rowsOf(int[] positions) {
        return Arrays.stream(positions).map(position -> rows[position]).toArray();
    }

    /** Recorded classes of positions. */
    public int[] labelsOf(int[] positions) {
        return Arrays.stream(positions).map(position -> image(position).label()).toArray();
    }

    /** Positions with their labels and patients, to be trained on. */
    public LabelledImages labelled(int[] positions) {
        return labelled(pixels, positions);
    }

    /** The same with other pixels in the same rows. */
    public LabelledImages labelled(PixelSource source, int[] positions) {
        return new LabelledImages(source, rowsOf(positions), labelsOf(positions), patientsOf(positions));
    }

    /** Positions with the truths of findings in the place of a class. */
    public LabelledImages labelled(int[] positions, Findings findings) {
        Truth[][] truths = new Truth[positions.length][findings.count()];
        for (int i = 0; i < positions.length; i++) {
            for (int finding = 0; finding < findings.count(); finding++) {
                CohortImage image = image(positions[i]);
                Truth known = findings.isPresent(image, finding) ? Truth.PRESENT : Truth.ABSENT;
                truths[i][finding] = findings.isKnown(image, finding) ? known : Truth.UNKNOWN;
            }
        }
        return LabelledImages.ofFindings(pixels, rowsOf(positions), truths, patientsOf(positions));
    }

    private int[] patientsOf(int[] positions) {
        Map<String, Integer> ordinals = new HashMap<>();
        cohort.patients().keySet().forEach(patient -> ordinals.put(patient, ordinals.size()));
        return Arrays.stream(positions)
                .map(position -> ordinals.getOrDefault(image(position).patient(), -1))
                .toArray();
    }

    /**
     * Adds what one recogniser says of one image.
     *
     * @param scores one a class of the cohort, in its order
     */
    public void add(
            PredictionTableBuilder table,
            ExperimentName experiment,
            String run,
            String part,
            int position,
            float[] scores) {
        add(table, experiment, run, part, position, scores, image(position).label());
    }

    /** The same where the class is not the recorded one, told by its index. */
    public void add(
            PredictionTableBuilder table,
            ExperimentName experiment,
            String run,
            String part,
            int position,
            float[] scores,
            int label) {
        CohortImage image = image(position);
        double[] values = new double[scores.length];
        Arrays.setAll(values, k -> scores[k]);
        String truth = cohort.classNames().get(label);
        table.add(experiment, run, part, image.study(), image.patient(), image.id(), truth, values);
    }

    private CohortImage image(int position) {
        return cohort.images().get(position);
    }
}
