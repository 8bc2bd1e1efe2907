package org.subtext.silo.training;

import java.util.Arrays;
import java.util.List;

/**
 * Means and variances of a batch-norm layer at one site, or of all together.
 *
 * <p>Pooled by the law of total variance, so that they are those of all examples at once. A mean of the sites'
 * variances would lose how far the sites' means lie apart: 1.40 for 1.76 in the example of {@code ServerStepTest}.
 */
public final class BatchMoments {
    private final long count;
    private final double[] means;
    private final double[] variances;

    /**
     * Moments.
     *
     * @param count of values behind each, at least 1
     * @param means one a channel
     * @param variances one a channel, with the count as divisor, none below 0
     */
    public BatchMoments(long count, double[] means, double[] variances) {
        if (count < 1 || means.length != variances.length) {
            throw new IllegalArgumentException(
                    "no moments: " + count + " values, " + means.length + " means, " + variances.length + " variances");
        }
        if (!Arrays.stream(means).allMatch(Double::isFinite)
                || !Arrays.stream(variances).allMatch(one -> one >= 0 && Double.isFinite(one))) {
            throw new ArithmeticException("moments that are no numbers, or a variance below 0");
        }
        this.count = count;
        this.means = means.clone();
        this.variances = variances.clone();
    }

    /** Of all sites' values at once; each site has as many channels. */
    public static BatchMoments pooled(List<BatchMoments> sites) {
        if (sites.isEmpty()) {
            throw new IllegalArgumentException("no site sent moments");
        }
        long count = sites.stream().mapToLong(site -> site.count).reduce(0, Math::addExact);
        int channels = sites.get(0).means.length;
        double[] means = new double[channels];
        double[] variances = new double[channels];
        for (BatchMoments site : sites) {
            if (site.means.length != channels) {
                throw new IllegalArgumentException(
                        "moments of " + site.means.length + " and of " + channels + " channels");
            }
            double share = (double) site.count / count;
            Arrays.setAll(means, c -> means[c] + share * site.means[c]);
        }
        for (BatchMoments site : sites) {
            double share = (double) site.count / count;
            Arrays.setAll(variances, c -> {
                double apart = site.means[c] - means[c];
                return variances[c] + share * (site.variances[c] + apart * apart);
            });
        }
        return new BatchMoments(count, means, variances);
    }

    public long count() {
        return count;
    }

    public double[] means() {
        return means.clone();
    }

    public double[] variances() {
        return variances.clone();
    }
}
