package org.subtext.perturbation;

/**
 * Sums of rows, one short loop each: no offsets and few terms, since only such loops become vector instructions (JDK 17:
 * four to seven times as fast; with an offset in an index, or six terms, they do not).
 */
final class Lanes {
    private Lanes() {}

    /** {@code to = a + s b}. */
    static void sum(double[] a, double[] b, double s, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i];
        }
    }

    /** {@code to = a + s b + t c + u d}. */
    static void sum(
            double[] a, double[] b, double s, double[] c, double t, double[] d, double u, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i] + t * c[i] + u * d[i];
        }
    }

    /** {@code to = Σ weights[j] rows[first + j]}; the number of weights is a multiple of four, and so many rows there are. */
    static void weightedSum(double[][] rows, int first, double[] weights, double[] to, int lanes) {
        if (weights.length == 0) {
            java.util.Arrays.fill(to, 0, lanes, 0);
            return;
        }
        weighted(
                rows[first],
                weights[0],
                rows[first + 1],
                weights[1],
                rows[first + 2],
                weights[2],
                rows[first + 3],
                weights[3],
                to,
                lanes);
        for (int j = 4; j < weights.length; j += 4) {
            int row = first + j;
            addWeighted(
                    rows[row],
                    weights[j],
                    rows[row + 1],
                    weights[j + 1],
                    rows[row + 2],
                    weights[j + 2],
                    rows[row + 3],
                    weights[j + 3],
                    to,
                    lanes);
        }
    }

    private static void weighted(
            double[] a,
            double s,
            double[] b,
            double t,
            double[] c,
            double u,
            double[] d,
            double v,
            double[] to,
            int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = s * a[i] + t * b[i] + u * c[i] + v * d[i];
        }
    }

    private static void addWeighted(
            double[] a,
            double s,
            double[] b,
            double t,
            double[] c,
            double u,
            double[] d,
            double v,
            double[] to,
            int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] += s * a[i] + t * b[i] + u * c[i] + v * d[i];
        }
    }
}
