package org.subtext.perturbation;

import java.util.Arrays;

/**
 * Sums of rows, one short loop each: no offsets and few terms, since only such loops become vector instructions (JDK 17:
 * two to seven times as fast; with an offset in an index, or six terms, they do not).
 */
final class Lanes {
    private static final int SUMS_AT_ONCE = 7;

    private Lanes() {}

    /** {@code to = a + s b}. */
    static void sum(double[] a, double[] b, double s, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i];
        }
    }

    /** {@code to = a + s b + t c}. */
    static void sum(double[] a, double[] b, double s, double[] c, double t, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i] + t * c[i];
        }
    }

    /** {@code to = a + s b + t c + u d}. */
    static void sum(
            double[] a, double[] b, double s, double[] c, double t, double[] d, double u, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] = a[i] + s * b[i] + t * c[i] + u * d[i];
        }
    }

    /** {@code (a, b) = (a + b, s (a - b))}. */
    static void addAndSubtract(double[] a, double[] b, double s, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double sum = a[i] + b[i];
            b[i] = s * (a[i] - b[i]);
            a[i] = sum;
        }
    }

    /**
     * Sums of rows with each row of weights: {@code to[toFirst + i] = Σ weights[i][j] rows[first + j]}, or that much more.
     * A few sums at a time, so that these and the rows they share stay in the processor's nearest cache.
     *
     * @param more whether it is added to what is there
     */
    static void product(
            double[][] weights, double[][] rows, int first, double[][] to, int toFirst, boolean more, int lanes) {
        for (int i = 0; i < weights.length; i += SUMS_AT_ONCE) {
            int end = Math.min(weights.length, i + SUMS_AT_ONCE);
            someSums(weights, i, end, rows, first, to, toFirst, more, lanes);
        }
    }

    private static void someSums(
            double[][] weights,
            int from,
            int end,
            double[][] rows,
            int first,
            double[][] to,
            int toFirst,
            boolean more,
            int lanes) {
        int terms = weights[from].length;
        int done = 0;
        if (!more && terms < 4) {
            for (int i = from; i < end; i++) {
                Arrays.fill(to[toFirst + i], 0, lanes, 0);
            }
        } else if (!more) {
            for (int i = from; i < end; i++) {
                double[] w = weights[i];
                four(
                        rows[first],
                        w[0],
                        rows[first + 1],
                        w[1],
                        rows[first + 2],
                        w[2],
                        rows[first + 3],
                        w[3],
                        to[toFirst + i],
                        lanes);
            }
            done = 4;
        }
        for (; done + 3 < terms; done += 4) {
            double[] a = rows[first + done];
            double[] b = rows[first + done + 1];
            double[] c = rows[first + done + 2];
            double[] d = rows[first + done + 3];
            for (int i = from; i < end; i++) {
                double[] w = weights[i];
                addFour(a, w[done], b, w[done + 1], c, w[done + 2], d, w[done + 3], to[toFirst + i], lanes);
            }
        }
        for (int i = from; i < end; i++) {
            addRest(rows, first + done, weights[i], done, to[toFirst + i], lanes);
        }
    }

    private static void addRest(double[][] rows, int row, double[] weights, int done, double[] to, int lanes) {
        int count = weights.length - done;
        if (count >= 2) {
            addTwo(rows[row], weights[done], rows[row + 1], weights[done + 1], to, lanes);
        }
        if (count % 2 == 1) {
            addOne(rows[row + count - 1], weights[weights.length - 1], to, lanes);
        }
    }

    private static void four(
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

    private static void addFour(
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

    private static void addTwo(double[] a, double s, double[] b, double t, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] += s * a[i] + t * b[i];
        }
    }

    private static void addOne(double[] a, double s, double[] to, int lanes) {
        for (int i = 0; i < lanes; i++) {
            to[i] += s * a[i];
        }
    }
}
