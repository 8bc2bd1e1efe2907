package org.subtext.statistics.calibration;

/**
 * Least squares of few columns through the singular values of the columns, which are first brought to one length: by
 * one-sided Jacobi rotations (Hestenes 1958, doi:10.1137/0106005), which are exact to the last digits where columns are
 * nearly parallel. Directions below 2·10⁻¹⁴ of the largest are left out.
 */
final class LeastSquares {
    private static final double SMALLEST = 100 * 0x1p-52;
    private static final int MOST_SWEEPS = 60;

    private LeastSquares() {}

    /** Coefficients of {@code columns[j][i]} for {@code target[i]}; the columns are used up. */
    static double[] solve(double[][] columns, double[] target) {
        int k = columns.length;
        double[] lengths = new double[k];
        double[][] turned = new double[k][k];
        for (int j = 0; j < k; j++) {
            double length = Math.sqrt(dot(columns[j], columns[j]));
            lengths[j] = length == 0 ? 1 : length;
            scale(columns[j], 1 / lengths[j]);
            turned[j][j] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && rotated(columns, turned); sweep++) {}
        double largest = 0;
        for (double[] column : columns) {
            largest = Math.max(largest, Math.sqrt(dot(column, column)));
        }
        double[] coefficients = new double[k];
        for (int j = 0; j < k; j++) {
            double square = dot(columns[j], columns[j]);
            if (Math.sqrt(square) > SMALLEST * largest) {
                double along = dot(columns[j], target) / square;
                for (int i = 0; i < k; i++) {
                    coefficients[i] += along * turned[j][i] / lengths[i];
                }
            }
        }
        return coefficients;
    }

    /** One sweep over all pairs; whether any had still to be turned. */
    private static boolean rotated(double[][] columns, double[][] turned) {
        boolean any = false;
        for (int p = 0; p < columns.length; p++) {
            for (int q = p + 1; q < columns.length; q++) {
                double alpha = dot(columns[p], columns[p]);
                double beta = dot(columns[q], columns[q]);
                double gamma = dot(columns[p], columns[q]);
                if (Math.abs(gamma) > 1e-16 * Math.sqrt(alpha * beta)) {
                    any = true;
                    double zeta = (beta - alpha) / (2 * gamma);
                    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
                    double c = 1 / Math.sqrt(1 + t * t);
                    rotate(columns[p], columns[q], c, c * t);
                    rotate(turned[p], turned[q], c, c * t);
                }
            }
        }
        return any;
    }

    private static void rotate(double[] one, double[] other, double c, double s) {
        for (int i = 0; i < one.length; i++) {
            double kept = one[i];
            one[i] = c * kept - s * other[i];
            other[i] = s * kept + c * other[i];
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static void scale(double[] column, double factor) {
        for (int i = 0; i < column.length; i++) {
            column[i] *= factor;
        }
    }
}
