package org.subtext.statistics.sites;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far one distribution lies from another, both counted in the same bins.
 *
 * <p>Definition, with shares p and q: the population stability index Σ(p − q)·ln(p/q); Jensen and Shannon's divergence
 * (KL(p‖m) + KL(q‖m))/2 with m = (p + q)/2, in nats, 0 to ln 2; Kolmogorov's largest distance of the cumulated shares,
 * which bins may make smaller. A bin that is empty on one side has no logarithm: every bin of that side then counts
 * half an image more ({@link #isSmoothed}).
 *
 * <p>Without any drift the index of n and m images in B bins is near χ² with B − 1 degrees of freedom times (1/n +
 * 1/m), so that few images in many bins look like drift: {@link #isMoreThanChance} says whether it exceeds that.
 * Sources: Yurdakul (2018), scholarworks.wmich.edu/dissertations/3208, for the distribution of the index; Lin (1991),
 * doi:10.1109/18.61115. Checked in {@code SitesReferenceTest} against NumPy 2.4.6 and SciPy 1.17.1.
 *
 * @param stability the population stability index
 * @param divergence Jensen and Shannon's, in nats
 * @param kolmogorov the largest distance of cumulated shares
 * @param isSmoothed whether half an image was added to bins
 * @param isMoreThanChance whether the index exceeds what images of one distribution reach in 1 of 1,000 samples
 */
public record Drift(
        double stability, double divergence, double kolmogorov, boolean isSmoothed, boolean isMoreThanChance) {
    /** From this index on distributions are said to differ, as is the custom of the field. */
    public static final double ALARM = 0.2;

    private static final double RARE = 0.999;

    /**
     * Of two counts, each of at least one image.
     *
     * @param reference by bin
     * @param site by bin, as many
     */
    public static Drift of(long[] reference, long[] site) {
        if (reference.length != site.length || reference.length < 2) {
            throw new IllegalArgumentException("both are counted in the same bins, at least two");
        }
        long ofReference = Arrays.stream(reference).sum();
        long ofSite = Arrays.stream(site).sum();
        if (ofReference == 0 || ofSite == 0) {
            throw new IllegalArgumentException("drift is between two distributions, each of an image at least");
        }
        double[] p = shares(reference, site);
        double[] q = shares(site, reference);
        double stability = 0;
        double divergence = 0;
        for (int bin = 0; bin < p.length; bin++) {
            if (p[bin] > 0 && q[bin] > 0) {
                double middle = (p[bin] + q[bin]) / 2;
                stability += (p[bin] - q[bin]) * Math.log(p[bin] / q[bin]);
                divergence += (p[bin] * Math.log(p[bin] / middle) + q[bin] * Math.log(q[bin] / middle)) / 2;
            }
        }
        long used = occupied(reference, site);
        double chance = used < 2
                ? 0
                : ChiSquaredDistribution.of(used - 1.0).inverseCumulativeProbability(RARE)
                        * (1.0 / ofReference + 1.0 / ofSite);
        return new Drift(
                stability,
                Math.max(0, divergence),
                kolmogorov(reference, site),
                isOneSided(reference, site) || isOneSided(site, reference),
                stability > chance);
    }

    /** Whether the index reaches {@link #ALARM} and more than chance. */
    public boolean isAlarm() {
        return stability >= ALARM && isMoreThanChance;
    }

    private static long occupied(long[] one, long[] other) {
        long bins = 0;
        for (int bin = 0; bin < one.length; bin++) {
            bins += one[bin] + other[bin] > 0 ? 1 : 0;
        }
        return bins;
    }

    private static boolean isOneSided(long[] counts, long[] others) {
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] == 0 && others[bin] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Shares, with half an image more in every bin that either has where one has none; bins empty of both stay 0. */
    private static double[] shares(long[] counts, long[] others) {
        double more = isOneSided(counts, others) ? 0.5 : 0;
        double[] shares = new double[counts.length];
        double all = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            shares[bin] = counts[bin] + others[bin] > 0 ? counts[bin] + more : 0;
            all += shares[bin];
        }
        for (int bin = 0; bin < shares.length; bin++) {
            shares[bin] /= all;
        }
        return shares;
    }

    private static double kolmogorov(long[] reference, long[] site) {
        double ofReference = Arrays.stream(reference).sum();
        double ofSite = Arrays.stream(site).sum();
        double largest = 0;
        long one = 0;
        long other = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            one += reference[bin];
            other += site[bin];
            largest = Math.max(largest, Math.abs(one / ofReference - other / ofSite));
        }
        return largest;
    }
}
