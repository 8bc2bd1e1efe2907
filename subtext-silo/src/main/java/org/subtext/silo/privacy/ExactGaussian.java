package org.subtext.silo.privacy;

import org.subtext.statistics.Gaussian;

/**
 * What rounds in which every patient takes part cost, exactly, for normal noise on real numbers: to see by how much the
 * bound of {@link PrivacyLoss} is above it. No claim is made of it, since noise here is of whole numbers.
 *
 * <p>δ(ε) = Φ(μ/2 − ε/μ) − exp(ε) Φ(−μ/2 − ε/μ), where μ² is the number of rounds over σ². Source: Balle and Wang
 * (2018), arXiv:1805.06530, theorem 8; Dong, Roth and Su (2022), doi:10.1111/rssb.12454. Checked against Python in
 * {@code PrivacyLossTest}.
 *
 * @param noise σ in units of the clip norm
 * @param rounds at least 1
 */
public record ExactGaussian(double noise, long rounds) {
    private static final int HALVINGS = 200;

    public ExactGaussian {
        if (!(noise > 0) || rounds < 1) {
            throw new IllegalArgumentException("no Gaussian mechanism: noise " + noise + ", " + rounds + " rounds");
        }
    }

    /** The chance beyond exp(ε). */
    public double delta(double epsilon) {
        double mu = Math.sqrt(rounds) / noise;
        return Gaussian.cumulative(mu / 2 - epsilon / mu)
                - Math.exp(epsilon) * Gaussian.cumulative(-mu / 2 - epsilon / mu);
    }

    /** The ε at which that chance is δ; 0 where it is no larger already there. */
    public double epsilon(double delta) {
        if (delta(0) <= delta) {
            return 0;
        }
        double low = 0;
        double high = 1;
        while (delta(high) > delta) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && low < high; i++) {
            double middle = (low + high) / 2;
            if (delta(middle) > delta) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
