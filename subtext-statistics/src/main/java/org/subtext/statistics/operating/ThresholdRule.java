package org.subtext.statistics.operating;

import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;

/**
 * How a threshold is chosen on rows whose truth is known.
 *
 * <p>Every finite distinct score is a candidate, and a row counts as positive when its score is at or above the
 * threshold. Of equally good candidates the highest is taken. A curve that leaves out collinear corners, as
 * scikit-learn's {@code roc_curve} does by default, may answer with another score; and a first corner at infinity is no
 * threshold. Undefined unless both classes are present and a candidate meets the rule; a {@link Fixed} one always is.
 *
 * <p>Checked against NumPy over all distinct scores in {@code ThresholdRuleTest}.
 */
public sealed interface ThresholdRule {
    /** The rounding of a rate must not decide between equal ones, nor keep one from a limit that it meets. */
    double ROUNDING = 1e-12;

    /** The false positive rate nearest to a target in [0, 1]: 0.20 in the studies of chest films. */
    record FalsePositiveRateNearest(double target) implements ThresholdRule {
        public FalsePositiveRateNearest {
            requireRate(target);
        }

        @Override
        public double merit(Counts counts) {
            return -Math.abs(counts.falsePositiveRate() - target);
        }
    }

    /** The lowest threshold whose false positive rate is at most a limit in [0, 1]. */
    record FalsePositiveRateAtMost(double limit) implements ThresholdRule {
        public FalsePositiveRateAtMost {
            requireRate(limit);
        }

        @Override
        public double merit(Counts counts) {
            return counts.falsePositiveRate() <= limit + ROUNDING ? counts.called() : Double.NaN;
        }
    }

    /** The highest threshold whose sensitivity is at least a limit in [0, 1]. */
    record SensitivityAtLeast(double limit) implements ThresholdRule {
        public SensitivityAtLeast {
            requireRate(limit);
        }

        @Override
        public double merit(Counts counts) {
            return counts.sensitivity() >= limit - ROUNDING ? -counts.called() : Double.NaN;
        }
    }

    /**
     * The largest sensitivity + specificity − 1; Youden (1950),
     * doi:10.1002/1097-0142(1950)3:1&lt;32::aid-cncr2820030106&gt;3.0.co;2-3.
     */
    record Youden() implements ThresholdRule {
        @Override
        public double merit(Counts counts) {
            return counts.sensitivity() - counts.falsePositiveRate();
        }
    }

    /** The largest F1 = 2·TP/(2·TP + FP + FN). */
    record MaximumF1() implements ThresholdRule {
        @Override
        public double merit(Counts counts) {
            return counts.f1();
        }
    }

    /** A threshold from elsewhere: a vendor's, or a clinical one. Needs no rows. */
    record Fixed(double threshold) implements ThresholdRule {
        public Fixed {
            if (!Double.isFinite(threshold)) {
                throw new IllegalArgumentException("a threshold is finite, got " + threshold);
            }
        }

        @Override
        public double merit(Counts counts) {
            return 0;
        }

        @Override
        public Estimate on(BinaryScores scores) {
            return new Estimate.Point(threshold);
        }
    }

    /** How a candidate splits the rows. */
    record Counts(long truePositives, long falsePositives, long positives, long negatives) {
        double sensitivity() {
            return truePositives / (double) positives;
        }

        double falsePositiveRate() {
            return falsePositives / (double) negatives;
        }

        double f1() {
            return 2.0 * truePositives / (truePositives + falsePositives + positives);
        }

        double called() {
            return truePositives + falsePositives;
        }
    }

    /** How good a candidate is; NaN where it does not meet the rule. */
    double merit(Counts counts);

    /** The threshold that the rule chooses. O(n) on sorted scores. */
    default Estimate on(BinaryScores scores) {
        if (scores.obstacle().isPresent()) {
            return Estimate.undefined(scores.obstacle().get());
        }
        double best = Double.NEGATIVE_INFINITY;
        double threshold = Double.NaN;
        long truePositives = 0;
        long falsePositives = 0;
        for (int position = scores.size() - 1; position >= 0; position--) {
            int row = scores.rowAt(position);
            truePositives += scores.isPositive(row) ? 1 : 0;
            falsePositives += scores.isPositive(row) ? 0 : 1;
            double score = scores.score(row);
            boolean isWhole = position == 0 || scores.score(scores.rowAt(position - 1)) != score;
            if (isWhole && Double.isFinite(score)) {
                double merit = merit(new Counts(truePositives, falsePositives, scores.positives(), scores.negatives()));
                if (merit > best + ROUNDING) {
                    best = merit;
                    threshold = score;
                }
            }
        }
        return Double.isNaN(threshold)
                ? Estimate.undefined("no score meets the rule for the threshold")
                : new Estimate.Point(threshold);
    }

    private static void requireRate(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a rate lies in [0, 1], got " + rate);
        }
    }
}
