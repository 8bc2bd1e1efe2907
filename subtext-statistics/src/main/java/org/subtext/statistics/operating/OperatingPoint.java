package org.subtext.statistics.operating;

import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Proportion;

/**
 * A threshold on a score, and what it makes of the rows: a row counts as positive when its score is at or above it.
 *
 * <p>A threshold that was chosen on the very rows it is applied to makes sensitivity and specificity look better than
 * they are; the interval does not cover that. Choose on one sample with a {@link ThresholdRule} and apply with
 * {@link #at} on another.
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

    /** The threshold that a rule chooses on these very rows. */
    public static OperatingPoint chosenBy(ThresholdRule rule, BinaryScores scores) {
        return new OperatingPoint(scores, rule.on(scores));
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
