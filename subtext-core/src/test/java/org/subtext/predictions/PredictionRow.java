package org.subtext.predictions;

import java.util.List;

/**
 * One row of a prediction table.
 *
 * @param experiment what was scored
 * @param run which recogniser: "fold 1", "model"
 * @param split the part of the cohort: "test", "validation", "external"
 * @param study study id; equal to the image id where the cohort knows no studies
 * @param patient patient id, the cluster of every interval
 * @param image image id; at study and patient level the id of the unit
 * @param truth name of the recorded class
 * @param scores one score a class, in the order of {@link PredictionTable#classes()}
 */
public record PredictionRow(
        ExperimentName experiment,
        String run,
        String split,
        String study,
        String patient,
        String image,
        String truth,
        List<Double> scores) {
    public PredictionRow {
        scores = List.copyOf(scores);
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("scores must be finite, got " + score);
            }
        }
    }
}
