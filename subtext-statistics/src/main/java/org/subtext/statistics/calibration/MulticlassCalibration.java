package org.subtext.statistics.calibration;

import java.util.List;
import java.util.Optional;
import org.subtext.statistics.ClusteredMean;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.MulticlassScores;

/**
 * Whether class probabilities come true as often as they say, over all classes.
 *
 * <p>Undefined without rows or when some row's scores are no probabilities (outside [0, 1], or summing to something
 * that differs from 1 by more than 0.001). Checked against scikit-learn in {@code CalibrationTest}.
 */
public final class MulticlassCalibration {
    private static final double SUM_TOLERANCE = 1e-3;

    private final MulticlassScores scores;
    private final Optional<String> obstacle;

    private MulticlassCalibration(MulticlassScores scores) {
        this.scores = scores;
        this.obstacle = obstacle(scores);
    }

    public static MulticlassCalibration of(MulticlassScores scores) {
        return new MulticlassCalibration(scores);
    }

    private static Optional<String> obstacle(MulticlassScores scores) {
        if (scores.size() == 0) {
            return Optional.of("no rows");
        }
        for (int row = 0; row < scores.size(); row++) {
            double sum = 0;
            boolean inRange = true;
            for (int k = 0; k < scores.classCount(); k++) {
                double score = scores.score(k, row);
                inRange &= score >= 0 && score <= 1;
                sum += score;
            }
            if (!inRange || Math.abs(sum - 1) > SUM_TOLERANCE) {
                return Optional.of(
                        inRange
                                ? "the scores of a row do not sum to 1, so they are no probabilities"
                                : "scores lie outside 0 to 1, so they are no probabilities");
            }
        }
        return Optional.empty();
    }

    /** Mean over rows of the squared differences summed over classes, in [0, 2]. */
    public Estimate brier(double level) {
        if (obstacle.isPresent()) {
            return Estimate.undefined(obstacle.get());
        }
        double[] errors = new double[scores.size()];
        int[] clusters = new int[scores.size()];
        for (int row = 0; row < errors.length; row++) {
            clusters[row] = scores.cluster(row);
            for (int k = 0; k < scores.classCount(); k++) {
                double error = scores.score(k, row) - (scores.truth(row) == k ? 1 : 0);
                errors[row] += error * error;
            }
        }
        return ClusteredMean.of(errors, clusters, scores.clusterCount(), level);
    }

    /** Highest probability against the share of rows where its class is the recorded one. */
    public Reliability topLabel(Reliability.Binning binning, int bins) {
        if (obstacle.isPresent()) {
            return new Reliability(List.of());
        }
        double[] highest = new double[scores.size()];
        boolean[] right = new boolean[scores.size()];
        for (int row = 0; row < highest.length; row++) {
            int best = scores.highest(row);
            highest[row] = Math.min(1, scores.score(best, row));
            right[row] = best == scores.truth(row);
        }
        return Reliability.of(highest, right, binning, bins);
    }

    /** The expected calibration error of the highest probability, see {@link Reliability}. */
    public Estimate expectedError(Reliability.Binning binning, int bins) {
        return obstacle.map(Estimate::undefined)
                .orElseGet(() -> topLabel(binning, bins).expectedError());
    }
}
