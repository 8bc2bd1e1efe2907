package org.subtext.statistics.gaps;

import java.util.List;
import org.subtext.statistics.Gaussian;

/**
 * The largest |t| of a family on each draw under its null hypothesis.
 *
 * @param largest ascending
 * @param tests in the family
 */
record LargestStatistics(List<Double> largest, int tests) {
    /**
     * The level of intervals that hold all of a family together with probability 1 − alpha: the normal level whose
     * quantile the largest |t| exceeds in a share alpha of the draws. At least 1 − alpha, at most Bonferroni's 1 −
     * alpha/tests, which small groups with their long tails would else be beyond.
     */
    double simultaneousLevel(double alpha) {
        Gaussian.requireLevel(alpha);
        int place = (int) Math.ceil((1 - alpha) * (largest.size() + 1)) - 1;
        double quantile = place < largest.size() ? largest.get(place) : Double.POSITIVE_INFINITY;
        double level = 1 - (tests == 0 ? alpha : Gaussian.twoSidedP(quantile));
        return Math.min(1 - alpha / Math.max(1, tests), Math.max(1 - alpha, level));
    }
}
