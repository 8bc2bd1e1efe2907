package org.subtext.statistics.sites;

import org.subtext.statistics.Estimate;

/**
 * Mean and standard deviation of values of several sites, from three sums.
 *
 * <p>The variance within sites and that between their means add up, which a mean of variances leaves out. Divisor n −
 * 1. Squares are taken about {@code origin}, near the mean, so that little is lost to rounding. Checked in {@code
 * SitesReferenceTest} against NumPy 2.4.6.
 *
 * @param count values
 * @param sum of the values less the origin
 * @param squares of the values less the origin
 * @param origin the same at all sites
 */
public record Moments(long count, double sum, double squares, double origin) {
    /** Of values. */
    public static Moments of(double[] values, double origin) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value - origin;
            squares += (value - origin) * (value - origin);
        }
        return new Moments(values.length, sum, squares, origin);
    }

    /** Of a site that tells its mean and standard deviation. */
    public static Moments ofSite(long count, double mean, double deviation, double origin) {
        double centred = mean - origin;
        return new Moments(
                count, count * centred, (count - 1) * deviation * deviation + count * centred * centred, origin);
    }

    /** Of both. */
    public Moments plus(Moments other) {
        if (other.origin != origin) {
            throw new IllegalArgumentException("sums about different origins cannot be added");
        }
        return new Moments(count + other.count, sum + other.sum, squares + other.squares, origin);
    }

    public Estimate mean() {
        return count == 0 ? Estimate.undefined("no values") : new Estimate.Point(origin + sum / count);
    }

    public Estimate deviation() {
        if (count < 2) {
            return Estimate.undefined("a standard deviation needs two values, got " + count);
        }
        return new Estimate.Point(Math.sqrt(Math.max(0, (squares - sum * sum / count) / (count - 1))));
    }
}
