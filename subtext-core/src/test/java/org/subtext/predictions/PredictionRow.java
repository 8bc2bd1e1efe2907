package org.subtext.predictions;

import java.util.List;

/** One row of a prediction table written out, as tests make and compare them. */
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
    }
}
