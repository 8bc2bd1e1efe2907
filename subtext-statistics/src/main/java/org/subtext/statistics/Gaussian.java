package org.subtext.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** The standard normal distribution, with tails that do not underflow. */
public final class Gaussian {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /** Beyond this the survival function nears the smallest double and the asymptotic series is exact to 1e-12. */
    private static final double FAR = 30;

    private Gaussian() {}

    /** The inverse of {@link #cumulative}. */
    public static double quantile(double probability) {
        return STANDARD.inverseCumulativeProbability(probability);
    }

    /** The quantile of Student's t. */
    public static double student(double probability, double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
    }

    /** The share of a standard normal variable at or below z. */
    public static double cumulative(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    /** The z of a two-sided interval, 1.96 for level 0.95. */
    public static double twoSided(double level) {
        requireLevel(level);
        return quantile(0.5 + level / 2);
    }

    /** The share of a standard normal variable at least as far from 0 as z. */
    public static double twoSidedP(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }

    /** log10 of {@link #twoSidedP}, finite for every finite z. */
    static double log10TwoSidedP(double z) {
        double x = Math.abs(z);
        if (x < FAR) {
            return Math.log10(twoSidedP(x));
        }
        // Mills ratio, Abramowitz and Stegun 26.2.12
        double square = x * x;
        double series = 1 - 1 / square + 3 / (square * square) - 15 / (square * square * square);
        double logTail = -square / 2 - Math.log(x * Math.sqrt(2 * Math.PI)) + Math.log(series);
        return (Math.log(2) + logTail) / Math.log(10);
    }

    /** Refuses what is no level of confidence or of a test. */
    public static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level lies in (0, 1), got " + level);
        }
    }
}
