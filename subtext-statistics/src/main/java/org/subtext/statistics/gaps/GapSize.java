package org.subtext.statistics.gaps;

import org.subtext.statistics.Gaussian;

/**
 * How many rows it takes to tell two rates apart, and what power some number of rows has.
 *
 * <p>Sizes and power are those of the normal test with the pooled rate. {@link GroupPermutation} finds less, as exact
 * tests of counts do: 0.776 where 0.80 is planned for 0.7 against 0.8 with groups of one size, and what is planned with
 * (1 + 1/k)/|p₁ − p₂| rows more. In groups of unlike size it lies between 0.70 and 0.83 in what was computed
 * ({@code validation/statistics/gap_power.py}).
 *
 * <p>Rows are those that the rate is a share of: positives for a true positive rate. With k = n₁/n₂ and p̄ = (k·p₁ +
 * p₂)/(k + 1), n₂ = [z_{α/2}·√(p̄q̄(1 + 1/k)) + z_β·√(p₁q₁/k + p₂q₂)]²/(p₁ − p₂)², times the design effect where
 * patients have several rows ({@link org.subtext.statistics.ClusteredShare#designEffect}). Source: Fleiss, Levin and
 * Paik (2003), Statistical Methods for Rates and Proportions, section 4, doi:10.1002/0471445428. Checked against NumPy
 * in {@code GapSizeTest}.
 *
 * @param first rate of the first group that is expected, in [0, 1]
 * @param second rate of the second group
 * @param ratio rows of the first group for each row of the second, above 0
 * @param alpha two-sided level of the test
 * @param designEffect at least 1 in practice, above 0
 */
public record GapSize(double first, double second, double ratio, double alpha, double designEffect) {
    public GapSize {
        if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1)) {
            throw new IllegalArgumentException("rates lie in [0, 1], got " + first + " and " + second);
        }
        if (!(ratio > 0 && designEffect > 0) || Double.isInfinite(ratio) || Double.isInfinite(designEffect)) {
            throw new IllegalArgumentException("a ratio and a design effect are above zero");
        }
        Gaussian.requireLevel(alpha);
    }

    /** Independent rows, groups of one size, 5 %. */
    public static GapSize of(double first, double second) {
        return new GapSize(first, second, 1, 0.05, 1);
    }

    /**
     * Rows of the second group with which the gap is found with that power; not yet rounded up.
     *
     * @throws IllegalArgumentException where the rates are equal: no number of rows finds a gap of 0
     */
    public double rowsToFind(double power) {
        requireGap();
        Gaussian.requireLevel(power);
        double reach = Gaussian.twoSided(1 - alpha) * underNull() + Gaussian.quantile(power) * underTruth();
        return designEffect * reach * reach / ((first - second) * (first - second));
    }

    /** The chance that the gap is found, by a test in its own direction, with that many rows in the second group. */
    public double power(double rowsOfSecond) {
        requireGap();
        double distance = Math.abs(first - second) * Math.sqrt(rowsOfSecond / designEffect);
        double beyond = distance - Gaussian.twoSided(1 - alpha) * underNull();
        double spread = underTruth();
        return spread == 0 ? beyond >= 0 ? 1 : 0 : Gaussian.cumulative(beyond / spread);
    }

    /**
     * Rows of the second group with which an interval at level 1 − alpha lies within the margin with that power, if
     * both groups have the second one's rate: (z_{α/2} + z_{(1+power)/2})²·pq(1 + 1/k)/margin², times the design
     * effect. Both ends must hold, between which the chance of failing is shared.
     *
     * @param margin above 0
     */
    public double rowsToExclude(double margin, double power) {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("a margin is above zero, got " + margin);
        }
        Gaussian.requireLevel(power);
        double reach = Gaussian.twoSided(1 - alpha) + Gaussian.twoSided(power);
        return designEffect * reach * reach * second * (1 - second) * (1 + 1 / ratio) / (margin * margin);
    }

    private double underNull() {
        double pooled = (ratio * first + second) / (ratio + 1);
        return Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
    }

    private double underTruth() {
        return Math.sqrt(first * (1 - first) / ratio + second * (1 - second));
    }

    private void requireGap() {
        if (first == second) {
            throw new IllegalArgumentException("rates that are equal have no gap to find");
        }
    }
}
