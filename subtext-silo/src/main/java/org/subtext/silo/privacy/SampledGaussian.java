package org.subtext.silo.privacy;

/**
 * One round seen from a patient: each patient takes part with a probability of their own draw (Poisson sampling), and
 * normal noise is added to the sum of what those who take part contribute.
 *
 * <p>Patients are neighbours by being added or removed. Shuffled batches of a fixed size are another mechanism, of
 * which nothing here speaks; see {@link PrivacyClaim.None}.
 *
 * @param rate q, the probability with which a patient takes part, in (0, 1]
 * @param noise σ, the standard deviation of the noise in units of the clip norm, at least {@value #LEAST_NOISE}
 */
public record SampledGaussian(double rate, double noise) {
    /** Below this an epsilon says nothing, and its integral takes long. */
    static final double LEAST_NOISE = 0.2;

    static final double MOST_NOISE = 1e6;

    /** Beyond so many standard deviations the integrand is below the last digit: exp(−13²/2) = 2e-37. */
    private static final double REACH = 13;

    public SampledGaussian {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("a patient takes part with a probability in (0, 1], got " + rate);
        }
        if (!(noise >= LEAST_NOISE && noise <= MOST_NOISE)) {
            throw new IllegalArgumentException(
                    "noise is " + LEAST_NOISE + " to " + MOST_NOISE + " clip norms wide, got " + noise);
        }
    }

    /**
     * The Rényi divergence of a real order: ln A(α) / (α − 1), in nats.
     *
     * <p>Source: Mironov, Talwar and Zhang (2019), arXiv:1908.10530. Checked against numerical integration, opacus
     * 1.6.0 and dp-accounting 0.6.0 in {@code PrivacyLossTest}.
     *
     * @param order α, above 1
     */
    public double renyi(double order) {
        return logMoment(order) / (order - 1);
    }

    /**
     * ln A(α), A(α) = E[((1 − q) + q exp((2z − 1) / 2σ²))^α] for z normal with mean 0 and deviation σ; convex in α.
     *
     * <p>The trapezoid rule on the whole line: the integrand is analytic within πσ² of it, so that steps of σ²/3 leave
     * an error below 1e-15. Small moments are summed as what they exceed 1 by, of terms that are never negative.
     */
    double logMoment(double order) {
        if (!(order > 1)) {
            throw new IllegalArgumentException("a Rényi order is above 1, got " + order);
        }
        if (rate == 1) {
            return order * (order - 1) / (2 * noise * noise);
        }
        double step = Math.min(noise, noise * noise) / 3;
        double from = -REACH * noise;
        long last = (long) Math.ceil((order + 2 * REACH * noise) / step);
        double largest = 0;
        double sum = 0;
        double excess = 0;
        for (long i = 0; i <= last; i++) {
            double z = from + i * step;
            double ratio = logRatio((2 * z - 1) / (2 * noise * noise));
            double density = -z * z / (2 * noise * noise);
            double height = order * ratio + density;
            if (height > largest) {
                sum *= Math.exp(largest - height);
                largest = height;
            }
            sum += Math.exp(height - largest);
            excess += excess(order, ratio, density);
        }
        double unit = step / (noise * Math.sqrt(2 * Math.PI));
        double logMoment = largest + Math.log(sum * unit);
        return logMoment < 1 ? Math.log1p(excess * unit) : logMoment;
    }

    /** ln((1 − q) + q exp(x)). */
    private double logRatio(double x) {
        return x > 1 ? x + Math.log(rate + (1 - rate) * Math.exp(-x)) : Math.log1p(rate * Math.expm1(x));
    }

    /** (r^α − 1 − α(r − 1)) times the density: r has mean 1, so that the sum is A − 1, without its rounding. */
    private static double excess(double order, double ratio, double density) {
        double power = order * ratio;
        return Math.abs(power) < 1
                ? (Math.expm1(power) - order * Math.expm1(ratio)) * Math.exp(density)
                : Math.exp(power + density) - (1 - order) * Math.exp(density) - order * Math.exp(ratio + density);
    }
}
