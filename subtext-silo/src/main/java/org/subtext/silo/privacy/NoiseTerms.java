package org.subtext.silo.privacy;

import org.subtext.silo.masking.FixedPoint;
import org.subtext.silo.masking.Quorum;

/**
 * What sites agree on before gradients of patients are summed.
 *
 * @param round how often a patient takes part, and the noise of the whole sum in units of the clip norm
 * @param clipNorm the most that one patient's summed gradient may be long, above 0
 * @param sites how many sum; 1 where a site noises for itself alone
 */
public record NoiseTerms(SampledGaussian round, double clipNorm, int sites) {
    /** Norms are compared exactly, as whole numbers of steps whose square a long holds. */
    private static final double LONGEST = 0x1p31;

    public NoiseTerms {
        double steps = clipNorm * FixedPoint.SCALE;
        if (!(steps >= 1 / SampledGaussian.LEAST_NOISE * DiscreteGaussian.LEAST && steps < LONGEST)) {
            throw new IllegalArgumentException("a clip norm is above 0.000003 and below 128, got " + clipNorm);
        }
        if (sites != 1) {
            Quorum.threshold(sites);
        }
        if (Math.ceil(round.noise() * clipNorm * FixedPoint.SCALE) > DiscreteGaussian.MOST) {
            throw new IllegalArgumentException(
                    "noise of " + round.noise() + " clip norms of " + clipNorm + " leaves the range of whole numbers");
        }
    }

    /** The longest a patient's vector of whole numbers may be, in steps. */
    public long longest() {
        return (long) Math.floor(clipNorm * FixedPoint.SCALE);
    }

    /**
     * The noise of one site in steps, rounded up: the whole over the root of t, since of all who answer t are taken for
     * honest. A share for all n would leave too little where some drop out or lie. Where all answer, the sum has √(n/t)
     * times the noise that is counted on.
     */
    public DiscreteGaussian share() {
        double whole = round.noise() * clipNorm * FixedPoint.SCALE;
        return new DiscreteGaussian((long) Math.ceil(whole / Math.sqrt(honest())));
    }

    /** t, how many sites' noise is counted on. */
    public int honest() {
        return sites == 1 ? 1 : Quorum.threshold(sites);
    }
}
