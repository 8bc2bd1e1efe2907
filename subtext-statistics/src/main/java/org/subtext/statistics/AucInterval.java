package org.subtext.statistics;

/** Intervals of an AUC from its value and variance. */
public final class AucInterval {
    private AucInterval() {}

    /** AUC ± z·se, cut off at 0 and 1. */
    static Estimate wald(double auc, double variance, double level, String method) {
        double reach = Gaussian.twoSided(level) * Math.sqrt(variance);
        return new Estimate.Known(auc, new Interval(Math.max(0, auc - reach), Math.min(1, auc + reach), level, method));
    }

    /** logit(AUC) ± z·se/(AUC·(1 − AUC)), transformed back; never leaves (0, 1). */
    public static Estimate logit(double auc, double variance, double level, String method) {
        double centre = logOdds(auc);
        double reach = Gaussian.twoSided(level) * Math.sqrt(variance) / (auc * (1 - auc));
        return new Estimate.Known(auc, new Interval(expit(centre - reach), expit(centre + reach), level, method));
    }

    /**
     * The one-sided bound when scores separate the classes and the variance is zero.
     *
     * <p>Of {@code pairs} disjoint pairs of a positive and a negative, independent of each other, all are ordered
     * rightly with probability AUC^pairs at most, so that the AUC is at least (1 − level)^(1/pairs). The bound holds
     * for any distribution and is conservative: a parametric one would be tighter, and wrong where its model is.
     */
    public static Estimate separated(double auc, int pairs, double level) {
        Gaussian.requireLevel(level);
        double bound = Math.pow(1 - level, 1.0 / pairs);
        String method = "exact one-sided bound, perfect separation of " + pairs + " independent pairs";
        return new Estimate.Known(
                auc, auc > 0.5 ? new Interval(bound, 1, level, method) : new Interval(0, 1 - bound, level, method));
    }

    /** Whether the variance of an AUC is zero, as scores separate the classes. */
    public static boolean isSeparated(double auc) {
        return auc == 0 || auc == 1;
    }

    /** The logit. */
    static double logOdds(double share) {
        return Math.log(share / (1 - share));
    }

    /** The inverse of {@link #logOdds}. */
    static double expit(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
