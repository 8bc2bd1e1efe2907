package org.subtext.silo.privacy;

import java.util.Optional;

/**
 * The least noise with which so many rounds cost no more than a target.
 *
 * @param rate with which a patient takes part in a round, in (0, 1]
 * @param rounds at least 1
 */
public record NoiseFor(double rate, long rounds) {
    private static final double PRECISION = 1e-9;

    /** More noise than this leaves nothing of a sum over patients. */
    private static final double MOST = 1000;

    public NoiseFor {
        if (rounds < 1) {
            throw new IllegalArgumentException("at least 1 round, got " + rounds);
        }
    }

    /**
     * σ in units of the clip norm, within a billionth above the least; empty where 1,000 clip norms are not enough.
     *
     * @param before what the same patients' earlier rounds cost
     * @param epsilon above 0
     */
    public Optional<Double> atMost(PrivacyLoss before, double epsilon, double delta) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("a target is above 0, got " + epsilon);
        }
        double low = SampledGaussian.LEAST_NOISE;
        if (isWithin(low, before, epsilon, delta)) {
            return Optional.of(low);
        }
        double high = low;
        do {
            low = high;
            high *= 2;
            if (high > MOST) {
                return Optional.empty();
            }
        } while (!isWithin(high, before, epsilon, delta));
        while (high / low > 1 + PRECISION) {
            double middle = Math.sqrt(low * high);
            if (isWithin(middle, before, epsilon, delta)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Optional.of(high);
    }

    private boolean isWithin(double noise, PrivacyLoss before, double epsilon, double delta) {
        return before.and(new SampledGaussian(rate, noise), rounds)
                        .epsilon(delta)
                        .epsilon()
                <= epsilon;
    }
}
