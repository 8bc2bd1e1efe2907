package org.subtext.statistics;

/**
 * Two one-sided tests: is a number within a margin of a reference, by more than its error?
 *
 * <p>The margin is declared before the data are seen. Source: Schuirmann (1987), doi:10.1007/BF01068419. Checked
 * against statsmodels' {@code TOST} functions in {@code EquivalenceTest}.
 *
 * @param isEquivalent whether both one-sided tests reject at alpha, which is whether the interval at level 1 − 2·alpha
 *     lies strictly within the margin; false where it cannot be told
 * @param p the larger of the two one-sided p-values; undefined where only an interval was given
 * @param estimate the number with its interval at level 1 − 2·alpha
 */
public record Equivalence(boolean isEquivalent, Estimate p, Estimate estimate) {

    /** From a normally distributed estimate. */
    public static Equivalence normal(
            double value, double standardError, double reference, double margin, double alpha) {
        requireMargin(margin);
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("alpha lies in (0, 0.5), got " + alpha);
        }
        if (!(standardError > 0)) {
            Estimate none = Estimate.undefined("no standard error above zero");
            return new Equivalence(false, none, none);
        }
        double aboveLower = Gaussian.cumulative((reference - margin - value) / standardError);
        double belowUpper = Gaussian.cumulative((value - (reference + margin)) / standardError);
        double p = Math.max(aboveLower, belowUpper);
        double reach = Gaussian.twoSided(1 - 2 * alpha) * standardError;
        Interval interval = new Interval(value - reach, value + reach, 1 - 2 * alpha, "two one-sided tests");
        return new Equivalence(p < alpha, new Estimate.Point(p), new Estimate.Known(value, interval));
    }

    /**
     * From an interval of any making, for instance a patient-cluster bootstrap, at level 1 − 2·alpha.
     *
     * @param estimate equivalence is not shown where it has no interval
     */
    public static Equivalence ofInterval(Estimate estimate, double reference, double margin) {
        requireMargin(margin);
        boolean isWithin = estimate instanceof Estimate.Known known
                && known.interval().liesWithin(reference - margin, reference + margin);
        return new Equivalence(isWithin, Estimate.undefined("an interval has no p-value"), estimate);
    }

    private static void requireMargin(double margin) {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("a margin is above zero, got " + margin);
        }
    }
}
