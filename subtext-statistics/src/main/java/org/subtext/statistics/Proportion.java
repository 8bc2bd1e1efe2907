package org.subtext.statistics;

/**
 * A share of rows with Wilson's interval.
 *
 * <p>Source: Wilson (1927), doi:10.1080/01621459.1927.10502953; with clustered rows on the effective number of rows of
 * Rao and Scott (1992), doi:10.2307/2532311. Checked against statsmodels' {@code proportion_confint} in {@code
 * ProportionTest}.
 */
public final class Proportion {
    private Proportion() {}

    /** Of independent rows. */
    public static Estimate wilson(long successes, long rows, double level) {
        if (successes < 0 || successes > rows) {
            throw new IllegalArgumentException(successes + " of " + rows + " rows is no share");
        }
        if (rows == 0) {
            return Estimate.undefined("no rows");
        }
        return wilson(successes / (double) rows, rows, level, "Wilson");
    }

    /**
     * Of rows in clusters: Wilson's interval with rows divided by the design effect, which is the between-cluster
     * variance of the share over that of independent rows and at least 1. Where all rows agree every cluster counts
     * once. A single cluster has a share and no interval.
     *
     * @param successes by cluster
     * @param rows by cluster; clusters without rows are left out
     */
    public static Estimate clusteredWilson(double[] successes, double[] rows, double level) {
        return ClusteredShare.of(successes, rows)
                .map(share -> share.wilson(level))
                .orElseGet(() -> Estimate.undefined("no rows"));
    }

    private static Estimate wilson(double share, double rows, double level, String method) {
        return wilson(share, rows, level, Gaussian.twoSided(level), method);
    }

    /** On any number of rows and with any quantile in the place of the normal one. */
    static Estimate wilson(double share, double rows, double level, double z, String method) {
        double shrink = 1 + z * z / rows;
        double centre = (share + z * z / (2 * rows)) / shrink;
        double reach = z / shrink * Math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows));
        double lower = share == 0 ? 0 : Math.max(0, centre - reach);
        double upper = share == 1 ? 1 : Math.min(1, centre + reach);
        return new Estimate.Known(share, new Interval(lower, upper, level, method));
    }
}
