package org.subtext.statistics;

/**
 * The variance of an AUC whose scores are normal in both classes with one variance, exactly.
 *
 * <p>Definition: with m positives, n negatives, h = Φ⁻¹(AUC) and Q = AUC − 2·T(h, 1/√3), the chance that one case
 * outranks two, the variance is [AUC·(1 − AUC) + (m + n − 2)·(Q − AUC²)]/(mn), T being Owen's function. At one half it
 * is (m + n + 1)/(12mn), which holds there for every distribution without ties.
 *
 * <p>Source: Birnbaum (1956), for the variance by Q; Owen (1956), doi:10.1214/aoms/1177728074. Checked in
 * {@code ScoreIntervalTest}.
 */
final class NormalScores {
    private static final double SLOPE = 1 / Math.sqrt(3);
    private static final double NEAR_AN_END = 1e-12;

    /** Gauss–Legendre on (0, 1), eight points: exact to 1e-12 on so short a range. */
    private static final double[] POINTS = {
        0.019855071751231884, 0.10166676129318664, 0.2372337950418355, 0.4082826787521751,
        0.5917173212478249, 0.7627662049581645, 0.8983332387068134, 0.9801449282487681
    };

    private static final double[] WEIGHTS = {
        0.05061426814518813, 0.11119051722668724, 0.15685332293894363, 0.18134189168918100,
        0.18134189168918100, 0.15685332293894363, 0.11119051722668724, 0.05061426814518813
    };

    private NormalScores() {}

    /** The variance; zero at an AUC of 0 or 1. */
    static double variance(double auc, double positives, double negatives) {
        return varianceShape(auc, positives + negatives) / (positives * negatives);
    }

    /** The variance times mn, as it runs with the AUC among so many cases. */
    static double varianceShape(double auc, double cases) {
        if (auc < NEAR_AN_END || auc > 1 - NEAR_AN_END) {
            return 0;
        }
        double outranksTwo = auc - 2 * owen(Gaussian.quantile(auc));
        return auc * (1 - auc) + (cases - 2) * Math.max(0, outranksTwo - auc * auc);
    }

    /** T(h, 1/√3) = ∫₀^{1/√3} e^{−h²(1 + x²)/2}/(1 + x²) dx / 2π. */
    private static double owen(double h) {
        double sum = 0;
        for (int i = 0; i < POINTS.length; i++) {
            double x = SLOPE * POINTS[i];
            double squares = 1 + x * x;
            sum += WEIGHTS[i] * Math.exp(-h * h * squares / 2) / squares;
        }
        return SLOPE * sum / (2 * Math.PI);
    }
}
