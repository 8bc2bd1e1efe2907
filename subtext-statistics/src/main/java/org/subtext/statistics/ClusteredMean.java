package org.subtext.statistics;

/** The mean of a number over rows, its variance by linearisation over clusters. */
public final class ClusteredMean {
    private ClusteredMean() {}

    /** @param clusters ordinals below {@code clusterCount} */
    public static Estimate of(double[] values, int[] clusters, int clusterCount, double level) {
        if (values.length == 0) {
            return Estimate.undefined("no rows");
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        if (clusterCount < 2) {
            return new Estimate.Point(mean);
        }
        double[] residuals = new double[clusterCount];
        for (int row = 0; row < values.length; row++) {
            residuals[clusters[row]] += values[row] - mean;
        }
        double squares = 0;
        for (double residual : residuals) {
            squares += residual * residual;
        }
        double se = Math.sqrt(clusterCount / (clusterCount - 1.0) * squares) / values.length;
        double reach = Gaussian.twoSided(level) * se;
        return new Estimate.Known(
                mean, new Interval(mean - reach, mean + reach, level, "normal, clustered by patient"));
    }
}
