package org.subtext.statistics.trends;

import java.util.Optional;

/**
 * Logistic regression by maximum likelihood with a variance clustered by patient.
 *
 * <p>Newton's method, steps halved until the likelihood does not fall; the sandwich variance has the correction
 * C/(C−1)·(n−1)/(n−p), as statsmodels and Stata have it. There is no fit where calls are separated or columns depend on
 * one another. O(n·p²) a step.
 *
 * @param coefficients one a column
 * @param covariance of them, clustered
 */
@SuppressWarnings("ArrayRecordComponent") // made once and read at once; nobody compares fits
record ClusteredLogistic(double[] coefficients, double[][] covariance) {
    private static final int MOST_STEPS = 100;
    private static final double CONVERGED = 1e-10;

    /** Of a step that is halved, and of a fall that is none. */
    private static final double SHORTEST = 1e-6;

    private static final double ROUNDING = 1e-12;

    /** A linear predictor beyond this is the mark of separated calls. */
    private static final double FAR = 25;

    /**
     * Fits.
     *
     * @param columns {@code [row][column]}
     * @param clusters of rows, below {@code clusterCount}, each with a row
     */
    static Optional<ClusteredLogistic> fit(double[][] columns, boolean[] called, int[] clusters, int clusterCount) {
        int parameters = columns[0].length;
        double[] coefficients = new double[parameters];
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] score = new double[parameters];
            double[][] information = new double[parameters][parameters];
            for (int row = 0; row < columns.length; row++) {
                double linear = dot(columns[row], coefficients);
                if (Math.abs(linear) > FAR) {
                    return Optional.empty();
                }
                double fitted = 1 / (1 + Math.exp(-linear));
                add(columns[row], (called[row] ? 1 : 0) - fitted, fitted * (1 - fitted), score, information);
            }
            Optional<double[][]> inverse = inverse(information);
            if (inverse.isEmpty()) {
                return Optional.empty();
            }
            double[] change = times(inverse.get(), score);
            double largest = 0;
            for (int p = 0; p < parameters; p++) {
                double scale = Math.sqrt(information[p][p] / columns.length);
                largest = Math.max(largest, Math.abs(change[p]) * scale);
            }
            coefficients = stepped(columns, called, coefficients, change, Math.min(1, 2 / Math.max(largest, 1e-300)));
            if (largest < CONVERGED) {
                return Optional.of(new ClusteredLogistic(
                        coefficients, sandwich(columns, called, clusters, clusterCount, coefficients, inverse.get())));
            }
        }
        return Optional.empty();
    }

    /** Along a change, halved until the likelihood does not fall: a full step may overshoot where few rows decide. */
    private static double[] stepped(
            double[][] columns, boolean[] called, double[] from, double[] change, double longest) {
        double here = logLikelihood(columns, called, from);
        double[] next = from;
        for (double part = longest; part > SHORTEST; part /= 2) {
            next = from.clone();
            for (int p = 0; p < next.length; p++) {
                next[p] += part * change[p];
            }
            if (logLikelihood(columns, called, next) >= here - ROUNDING * Math.abs(here)) {
                return next;
            }
        }
        return next;
    }

    private static double logLikelihood(double[][] columns, boolean[] called, double[] coefficients) {
        double sum = 0;
        for (int row = 0; row < columns.length; row++) {
            double linear = dot(columns[row], coefficients);
            double towards = called[row] ? linear : -linear;
            sum -= Math.max(0, -towards) + Math.log1p(Math.exp(-Math.abs(towards)));
        }
        return sum;
    }

    private static void add(double[] row, double residual, double weight, double[] score, double[][] information) {
        for (int p = 0; p < row.length; p++) {
            score[p] += residual * row[p];
            for (int q = 0; q <= p; q++) {
                information[p][q] += weight * row[p] * row[q];
                information[q][p] = information[p][q];
            }
        }
    }

    private static double[][] sandwich(
            double[][] columns,
            boolean[] called,
            int[] clusters,
            int clusterCount,
            double[] coefficients,
            double[][] inverse) {
        int parameters = coefficients.length;
        double[][] scores = new double[clusterCount][parameters];
        for (int row = 0; row < columns.length; row++) {
            double residual = (called[row] ? 1 : 0) - 1 / (1 + Math.exp(-dot(columns[row], coefficients)));
            for (int p = 0; p < parameters; p++) {
                scores[clusters[row]][p] += residual * columns[row][p];
            }
        }
        double n = columns.length;
        double correction = clusterCount / (clusterCount - 1.0) * (n - 1) / (n - parameters);
        double[][] covariance = new double[parameters][parameters];
        for (double[] score : scores) {
            double[] influence = times(inverse, score);
            for (int p = 0; p < parameters; p++) {
                for (int q = 0; q < parameters; q++) {
                    covariance[p][q] += correction * influence[p] * influence[q];
                }
            }
        }
        return covariance;
    }

    /** The linear predictor of a row. */
    double linear(double[] row) {
        return dot(row, coefficients);
    }

    /** The covariance of the linear predictors of two rows. */
    double covariance(double[] one, double[] other) {
        return dot(one, times(covariance, other));
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int p = 0; p < one.length; p++) {
            sum += one[p] * other[p];
        }
        return sum;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int p = 0; p < product.length; p++) {
            product[p] = dot(matrix[p], vector);
        }
        return product;
    }

    /** By Gauss and Jordan with pivots, scaled to a diagonal of ones; empty where columns depend on each other. */
    private static Optional<double[][]> inverse(double[][] matrix) {
        int size = matrix.length;
        double[] scale = new double[size];
        for (int p = 0; p < size; p++) {
            scale[p] = 1 / Math.sqrt(matrix[p][p]);
            if (!Double.isFinite(scale[p])) {
                return Optional.empty();
            }
        }
        double[][] left = new double[size][size];
        double[][] right = new double[size][size];
        for (int p = 0; p < size; p++) {
            right[p][p] = 1;
            for (int q = 0; q < size; q++) {
                left[p][q] = matrix[p][q] * scale[p] * scale[q];
            }
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                pivot = Math.abs(left[row][column]) > Math.abs(left[pivot][column]) ? row : pivot;
            }
            if (Math.abs(left[pivot][column]) < 1e-10) {
                return Optional.empty();
            }
            swap(left, pivot, column);
            swap(right, pivot, column);
            double by = left[column][column];
            for (int q = 0; q < size; q++) {
                left[column][q] /= by;
                right[column][q] /= by;
            }
            for (int row = 0; row < size; row++) {
                double factor = row == column ? 0 : left[row][column];
                for (int q = 0; q < size; q++) {
                    left[row][q] -= factor * left[column][q];
                    right[row][q] -= factor * right[column][q];
                }
            }
        }
        for (int p = 0; p < size; p++) {
            for (int q = 0; q < size; q++) {
                right[p][q] *= scale[p] * scale[q];
            }
        }
        return Optional.of(right);
    }

    private static void swap(double[][] rows, int one, int other) {
        double[] kept = rows[one];
        rows[one] = rows[other];
        rows[other] = kept;
    }
}
