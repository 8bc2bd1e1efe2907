package org.subtext.statistics;

/**
 * A threshold on a score, and what it makes of the rows: a row counts as positive when its score is at or above it.
 *
 * <p>A threshold that was chosen on the very rows it is applied to makes sensitivity and specificity look better than
 * they are; the interval does not cover that. Choose on one sample with {@link #youden} or {@link #atFalsePositiveRate}
 * and apply with {@link #at} on another.
 */
public final class OperatingPoint {
    private final BinaryScores scores;
    private final Estimate threshold;

    private OperatingPoint(BinaryScores scores, Estimate threshold) {
        this.scores = scores;
        this.threshold = threshold;
    }

    /** A given threshold. */
    public static OperatingPoint at(BinaryScores scores, double threshold) {
        return new OperatingPoint(scores, new Estimate.Point(threshold));
    }

    /**
     * The distinct score with the largest sensitivity + specificity − 1; of equal ones the highest. Youden (1950),
     * doi:10.1002/1097-0142(1950)3:1&lt;32::aid-cncr2820030106&gt;3.0.co;2-3.
     */
    public static OperatingPoint youden(BinaryScores scores) {
        return best(scores, (falsePositiveRate, sensitivity) -> sensitivity - falsePositiveRate);
    }

    /** The distinct score whose false positive rate is nearest to the target; of equally near ones the highest. */
    public static OperatingPoint atFalsePositiveRate(BinaryScores scores, double target) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException("a false positive rate lies in [0, 1], got " + target);
        }
        return best(scores, (falsePositiveRate, sensitivity) -> -Math.abs(falsePositiveRate - target));
    }

    @FunctionalInterface
    private interface Merit {
        double of(double falsePositiveRate, double sensitivity);
    }

    private static OperatingPoint best(BinaryScores scores, Merit merit) {
        if (scores.obstacle().isPresent()) {
            return new OperatingPoint(
                    scores, Estimate.undefined(scores.obstacle().get()));
        }
        double best = Double.NEGATIVE_INFINITY;
        double threshold = Double.NaN;
        for (Roc.Point point : Roc.of(scores).points()) {
            double worth = merit.of(point.falsePositiveRate(), point.sensitivity());
            // The rounding of a rate must not decide between equal ones.
            if (Double.isFinite(point.threshold()) && worth > best + 1e-12) {
                best = worth;
                threshold = point.threshold();
            }
        }
        return new OperatingPoint(
                scores,
                Double.isNaN(threshold)
                        ? Estimate.undefined("no finite score to take as a threshold")
                        : new Estimate.Point(threshold));
    }

    /** The score from which a row counts as positive. */
    public Estimate threshold() {
        return threshold;
    }

    /** Share of the positives at or above the threshold, with its clustered Wilson interval. */
    public Estimate sensitivity(double level) {
        return share(true, level);
    }

    /** Share of the negatives below the threshold, with its clustered Wilson interval. */
    public Estimate specificity(double level) {
        return share(false, level);
    }

    private Estimate share(boolean ofPositives, double level) {
        if (!threshold.isDefined()) {
            return threshold;
        }
        double cut = threshold.valueOr(Double.NaN);
        double[] right = new double[scores.clusterCount()];
        double[] rows = new double[scores.clusterCount()];
        for (int row = 0; row < scores.size(); row++) {
            if (scores.isPositive(row) == ofPositives) {
                rows[scores.cluster(row)]++;
                right[scores.cluster(row)] += (scores.score(row) >= cut) == ofPositives ? 1 : 0;
            }
        }
        if ((ofPositives ? scores.positives() : scores.negatives()) == 0) {
            return Estimate.undefined(
                    "no " + (ofPositives ? "positive" : "negative") + " among " + scores.size() + " rows");
        }
        return Proportion.clusteredWilson(right, rows, level);
    }
}
