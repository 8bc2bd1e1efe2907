package org.subtext.statistics;

import java.util.Arrays;

/**
 * How much wider than a standard normal the standardised AUCs of scores without signal spread.
 *
 * <p>A statistic less its mean under no signal, over the standard error that an interval uses, has standard deviation 1
 * where that error is right. Here: the deviation, and how far out the upper tail lies, as the mean of the ratios of its
 * 95, 96, 97, 98 and 99 % quantiles (type 7) to the normal's. One quantile alone is three times as noisy as the
 * deviation, and the deviation alone says nothing of a skewed tail. Checked against NumPy and SciPy in {@code
 * NullDispersionTest}.
 *
 * @param draws how many there were
 * @param mean 0 where nothing pulls the AUCs off one half
 * @param standardDeviation divisor n − 1
 * @param upperTail ratio of the upper quantiles to the normal's
 * @param shareAbove share of draws above the normal's 97.5 % quantile, 0.025 where the error is right
 * @param shareOutside share of draws beyond it on either side, 0.05 where the error is right
 */
public record NullDispersion(
        int draws, double mean, double standardDeviation, double upperTail, double shareAbove, double shareOutside) {
    private static final double[] TAIL = {0.95, 0.96, 0.97, 0.98, 0.99};
    private static final double LEVEL = 0.95;

    /**
     * Of standardised AUCs without signal.
     *
     * @param z finite, at least two
     */
    public static NullDispersion of(double[] z) {
        if (z.length < 2) {
            throw new IllegalArgumentException("a dispersion needs at least two draws, got " + z.length);
        }
        double[] sorted = z.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).sum() / sorted.length;
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean);
        }
        double ratios = 0;
        for (double share : TAIL) {
            ratios += BootstrapDistribution.quantile(sorted, share) / Gaussian.quantile(share);
        }
        double limit = Gaussian.twoSided(LEVEL);
        double above = share(sorted, limit);
        double below = Arrays.stream(sorted).filter(value -> value < -limit).count() / (double) sorted.length;
        return new NullDispersion(
                sorted.length,
                mean,
                Math.sqrt(squares / (sorted.length - 1)),
                ratios / TAIL.length,
                above,
                above + below);
    }

    /** By how much an interval has to be wider: the larger of deviation and tail, and never below one. */
    public double factor() {
        return Math.max(1, Math.max(standardDeviation, upperTail));
    }

    private static double share(double[] sorted, double limit) {
        return Arrays.stream(sorted).filter(value -> value > limit).count() / (double) sorted.length;
    }
}
