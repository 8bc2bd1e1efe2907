package org.subtext.statistics;

import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * How many cases an AUC needs, and what power a number of cases has.
 *
 * <p>Cases are independent rows of which a share {@code prevalence} is positive. Where patients have several images the
 * number is multiplied by the design effect ({@link ClusteredAuc#designEffect}) and counts images; at patient level
 * leave the design effect at 1 and it counts patients.
 *
 * <p>The binormal model is checked against pROC's {@code power.roc.test} in {@code SamplePlanTest}, the default by
 * simulation.
 *
 * @param prevalence share of positives in (0, 1)
 * @param designEffect at least 1 in practice, above 0
 * @param variance how the variance of an AUC is foretold
 */
public record SamplePlan(double prevalence, double designEffect, VarianceModel variance) {
    public SamplePlan {
        if (!(prevalence > 0 && prevalence < 1)) {
            throw new IllegalArgumentException("prevalence lies in (0, 1), got " + prevalence);
        }
        if (!(designEffect > 0) || Double.isInfinite(designEffect)) {
            throw new IllegalArgumentException("a design effect is above zero, got " + designEffect);
        }
    }

    /** Normal scores of one variance, no clustering. */
    public static SamplePlan of(double prevalence) {
        return new SamplePlan(prevalence, 1, VarianceModel.NORMAL);
    }

    /** The variance of an estimated AUC before there are data. */
    public enum VarianceModel {
        /** Scores normal in both classes with one variance, exactly: (m + n + 1)/(12mn) at one half. */
        NORMAL {
            @Override
            public double of(double auc, double positives, double negatives) {
                return NormalScores.variance(auc, positives, negatives);
            }
        },
        /**
         * Scores normal in both classes, approximately, as pROC has it: 0.0099·e^(−a²/2)·[(5a²+8) + (a²+8)/κ]/n⁺ with a
         * = √2·Φ⁻¹(AUC) and κ = n⁻/n⁺. Obuchowski and McClish (1997),
         * doi:10.1002/(SICI)1097-0258(19970715)16:13&lt;1529::AID-SIM565&gt;3.0.CO;2-H.
         */
        BINORMAL {
            @Override
            public double of(double auc, double positives, double negatives) {
                double a = Math.sqrt(2) * Gaussian.quantile(auc);
                double kappa = negatives / positives;
                return 0.0099 * Math.exp(-a * a / 2) * (5 * a * a + 8 + (a * a + 8) / kappa) / positives;
            }
        },
        /** Scores exponential in both classes. Hanley and McNeil (1982), doi:10.1148/radiology.143.1.7063747. */
        HANLEY_MCNEIL {
            @Override
            public double of(double auc, double positives, double negatives) {
                double square = auc * auc;
                double q1 = auc / (2 - auc);
                double q2 = 2 * square / (1 + auc);
                return (auc * (1 - auc) + (positives - 1) * (q1 - square) + (negatives - 1) * (q2 - square))
                        / (positives * negatives);
            }
        };

        /** @param auc in (0, 1) */
        public abstract double of(double auc, double positives, double negatives);
    }

    /** Cases for an interval of AUC ± {@code halfWidth}. */
    public long casesForHalfWidth(double auc, double halfWidth, double level) {
        requireAuc(auc);
        if (!(halfWidth > 0)) {
            throw new IllegalArgumentException("a half width is above zero, got " + halfWidth);
        }
        double z = Gaussian.twoSided(level);
        return smallest(cases -> z * Math.sqrt(variance(auc, cases)) <= halfWidth)
                .orElseThrow();
    }

    /**
     * Cases with which an interval lies above one half with the given power if the AUC is {@code auc}.
     *
     * @param auc above one half
     * @param alpha two-sided level of the test, 1 − level of the interval
     */
    public long casesToExcludeChance(double auc, double alpha, double power) {
        requireAuc(auc);
        if (auc <= 0.5) {
            throw new IllegalArgumentException("only an AUC above 0.5 can be told from chance, got " + auc);
        }
        Gaussian.requireLevel(power);
        return smallest(cases -> power(auc, cases, alpha) >= power).orElseThrow();
    }

    /**
     * Cases with which the two one-sided tests at alpha show chance within the margin, with that power, if the AUC is
     * ½.
     */
    public long casesToShowChance(double margin, double alpha, double power) {
        if (!(margin > 0 && margin < 0.5)) {
            throw new IllegalArgumentException("a margin lies in (0, 0.5), got " + margin);
        }
        Gaussian.requireLevel(alpha);
        Gaussian.requireLevel(power);
        // Both tests must reject: beta is shared between the two sides.
        double reach = Gaussian.quantile(1 - alpha) + Gaussian.quantile((1 + power) / 2);
        return smallest(cases -> reach * Math.sqrt(variance(0.5, cases)) <= margin)
                .orElseThrow();
    }

    /**
     * The chance that an AUC passes the one-sided permutation test at alpha and has its {@link ScoreInterval} above one
     * half. The estimate is taken for normal on the logit scale, which foretells small classes best.
     *
     * @param auc that is true
     */
    public double powerOfTestAndInterval(double auc, double cases, double alpha, double level) {
        requireAuc(auc);
        double positives = cases / designEffect * prevalence;
        double negatives = cases / designEffect * (1 - prevalence);
        if (Math.min(positives, negatives) < 2) {
            return 0;
        }
        double critical = Math.max(
                0.5 + Gaussian.quantile(1 - alpha) * Math.sqrt(variance(0.5, cases)),
                ScoreInterval.criticalAuc(positives, negatives, level));
        if (critical >= 1) {
            return 0;
        }
        double distance = Math.log(auc / (1 - auc)) - Math.log(critical / (1 - critical));
        return Gaussian.cumulative(distance * auc * (1 - auc) / Math.sqrt(variance(auc, cases)));
    }

    /**
     * The chance that an AUC of one half has its {@link ScoreInterval} at level 1 − 2·alpha within the margin, and that
     * tests of either side find nothing.
     *
     * @param above one-sided level of the test for an AUC above one half
     * @param below the same below
     */
    public double powerToShowChance(double margin, double cases, double alpha, double above, double below) {
        double positives = cases / designEffect * prevalence;
        double negatives = cases / designEffect * (1 - prevalence);
        if (Math.min(positives, negatives) < 2) {
            return 0;
        }
        double reach = ScoreInterval.reach(positives, negatives, 1 - 2 * alpha);
        double room = (margin - reach * Math.sqrt(variance(0.5 + margin, cases))) / Math.sqrt(variance(0.5, cases));
        double upper = Math.min(room, Gaussian.quantile(1 - above));
        double lower = Math.min(room, Gaussian.quantile(1 - below));
        return Math.max(0, Gaussian.cumulative(upper) - Gaussian.cumulative(-lower));
    }

    /**
     * The chance that {@code cases} cases exclude one half from a two-sided test at alpha, if the AUC is {@code auc}.
     */
    public double power(double auc, double cases, double alpha) {
        requireAuc(auc);
        Gaussian.requireLevel(alpha);
        double z = Gaussian.twoSided(1 - alpha);
        double underNull = Math.sqrt(variance(0.5, cases));
        double underTruth = Math.sqrt(variance(auc, cases));
        return Gaussian.cumulative((auc - 0.5 - z * underNull) / underTruth);
    }

    /** The foretold half width of an interval. */
    public double halfWidth(double auc, double cases, double level) {
        requireAuc(auc);
        return Gaussian.twoSided(level) * Math.sqrt(variance(auc, cases));
    }

    private double variance(double auc, double cases) {
        double effective = cases / designEffect;
        return variance.of(auc, effective * prevalence, effective * (1 - prevalence));
    }

    private static void requireAuc(double auc) {
        if (!(auc > 0 && auc < 1)) {
            throw new IllegalArgumentException("an expected AUC lies in (0, 1), got " + auc);
        }
    }

    private static OptionalLong smallest(LongPredicate enough) {
        return smallest(enough, Long.MAX_VALUE / 4);
    }

    /**
     * The smallest number of cases that is enough, by bisection: what is enough stays enough with more cases.
     *
     * @return empty where {@code most} are not enough
     */
    public static OptionalLong smallest(LongPredicate enough, long most) {
        long high = 2;
        while (!enough.test(high)) {
            if (high > most) {
                return OptionalLong.empty();
            }
            high *= 2;
        }
        long low = high / 2;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (enough.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high > most ? OptionalLong.empty() : OptionalLong.of(high);
    }
}
