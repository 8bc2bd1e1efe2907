package org.subtext.statistics;

import java.util.Optional;

/**
 * A share of rows in clusters (patients), and what the clustering costs.
 *
 * <p>The variance between clusters is C/(C − 1)·Σ(h_c − r̂·n_c)²/N², that of independent rows r̂·(1 − r̂)/(N − 1); the
 * design effect is their ratio and at least 1. Where all rows agree neither tells anything and every cluster counts
 * once. Source: Rao and Scott (1992), doi:10.2307/2532311.
 *
 * @param value the share r̂
 * @param rows that it is a share of, N; any number above zero where rows have weights
 * @param clusters that hold such a row, C
 * @param designEffect at least 1; 1 where it cannot be estimated
 * @param effectiveRows independent rows that would tell as much
 */
public record ClusteredShare(double value, double rows, int clusters, double designEffect, double effectiveRows) {

    /**
     * @param successes by cluster
     * @param rows by cluster; clusters without rows are left out
     * @return empty without rows
     */
    public static Optional<ClusteredShare> of(double[] successes, double[] rows) {
        double allSuccesses = 0;
        double allRows = 0;
        int clusters = 0;
        for (int cluster = 0; cluster < rows.length; cluster++) {
            allSuccesses += successes[cluster];
            allRows += rows[cluster];
            clusters += rows[cluster] > 0 ? 1 : 0;
        }
        if (allRows == 0) {
            return Optional.empty();
        }
        double share = allSuccesses / allRows;
        double squares = 0;
        for (int cluster = 0; cluster < rows.length; cluster++) {
            double residual = successes[cluster] - share * rows[cluster];
            squares += residual * residual;
        }
        return Optional.of(ofSquares(allSuccesses, allRows, clusters, squares));
    }

    /**
     * From sums.
     *
     * @param rows above 0
     * @param clusters with a row
     * @param squares Σ(h_c − r̂·n_c)²
     */
    public static ClusteredShare ofSquares(double successes, double rows, int clusters, double squares) {
        double share = successes / rows;
        double independent = share * (1 - share) / (rows - 1);
        if (clusters < 2 || independent == 0) {
            return new ClusteredShare(share, rows, clusters, 1, clusters);
        }
        double clustered = clusters / (clusters - 1.0) * squares / (rows * rows);
        double designEffect = Math.max(1, clustered / independent);
        return new ClusteredShare(share, rows, clusters, designEffect, rows / designEffect);
    }

    /** Wilson's interval on the effective rows; a single cluster has none. */
    public Estimate wilson(double level) {
        return wilson(level, Gaussian.twoSided(level), "");
    }

    /**
     * The same with Student's t on one less than the clusters in the place of the normal quantile, since the design
     * effect is estimated from them: nearer to its level where clusters are few.
     */
    public Estimate studentWilson(double level) {
        Gaussian.requireLevel(level);
        return clusters < 2
                ? new Estimate.Point(value)
                : wilson(level, Gaussian.student(0.5 + level / 2, clusters - 1.0), " with t");
    }

    private Estimate wilson(double level, double quantile, String how) {
        if (clusters < 2) {
            return new Estimate.Point(value);
        }
        String method = (clusters == rows ? "Wilson" : "Wilson, clustered by patient") + how;
        return Proportion.wilson(value, effectiveRows, level, quantile, method);
    }
}
