package org.subtext.statistics.sites;

/**
 * How the variance between sites, τ², is estimated from values y with variances v.
 *
 * <p>With weights w = 1/(v + τ²) and their weighted mean μ. Sources: DerSimonian and Laird (1986),
 * doi:10.1016/0197-2456(86)90046-2; Paule and Mandel (1982), doi:10.6028/jres.087.022; Viechtbauer (2005),
 * doi:10.3102/10769986030003261, for REML. Below 0 it is 0, which statsmodels 0.15.0 does not see to.
 */
public enum BetweenSites {
    /** τ² is 0: the sites are taken for alike. */
    NONE {
        @Override
        double variance(double[] y, double[] v) {
            return 0;
        }
    },
    /** DerSimonian and Laird's moments, (Q − k + 1)/(Σw − Σw²/Σw) at τ² = 0. */
    DERSIMONIAN_LAIRD {
        @Override
        double variance(double[] y, double[] v) {
            double sum = 0;
            double squares = 0;
            for (double variance : v) {
                sum += 1 / variance;
                squares += 1 / (variance * variance);
            }
            return Math.max(0, (q(y, v, 0) - (y.length - 1)) / (sum - squares / sum));
        }
    },
    /** Restricted maximum likelihood, by its fixed point. */
    REML {
        @Override
        double variance(double[] y, double[] v) {
            double between = DERSIMONIAN_LAIRD.variance(y, v);
            for (int step = 0; step < MOST_STEPS; step++) {
                double next = remlStep(y, v, between);
                if (Math.abs(next - between) <= 1e-14 * Math.max(1e-3, between)) {
                    return next;
                }
                between = next;
            }
            return between;
        }
    },
    /** Paule and Mandel's: the τ² at which Q is k − 1. */
    PAULE_MANDEL {
        @Override
        double variance(double[] y, double[] v) {
            double wanted = y.length - 1.0;
            if (q(y, v, 0) <= wanted) {
                return 0;
            }
            double inside = 0;
            double outside = 1;
            while (q(y, v, outside) > wanted) {
                inside = outside;
                outside *= 2;
            }
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (inside + outside) / 2;
                if (q(y, v, middle) > wanted) {
                    inside = middle;
                } else {
                    outside = middle;
                }
            }
            return (inside + outside) / 2;
        }
    };

    private static final int MOST_STEPS = 100_000;
    private static final int HALVINGS = 200;

    /** τ², not below 0. */
    abstract double variance(double[] y, double[] v);

    /** The mean, each value weighted by 1/(v + τ²). */
    static double mean(double[] y, double[] v, double between) {
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double weight = 1 / (v[i] + between);
            weights += weight;
            sum += weight * y[i];
        }
        return sum / weights;
    }

    /** Σ (y − μ)²/(v + τ²). */
    static double q(double[] y, double[] v, double between) {
        double mean = mean(y, v, between);
        double q = 0;
        for (int i = 0; i < y.length; i++) {
            q += (y[i] - mean) * (y[i] - mean) / (v[i] + between);
        }
        return q;
    }

    private static double remlStep(double[] y, double[] v, double between) {
        double mean = mean(y, v, between);
        double weights = 0;
        double squares = 0;
        double excess = 0;
        for (int i = 0; i < y.length; i++) {
            double weight = 1 / (v[i] + between);
            weights += weight;
            squares += weight * weight;
            excess += weight * weight * ((y[i] - mean) * (y[i] - mean) - v[i]);
        }
        return Math.max(0, excess / squares + 1 / weights);
    }
}
