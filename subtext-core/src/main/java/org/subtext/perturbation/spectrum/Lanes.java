package org.subtext.perturbation.spectrum;

/**
 * Sums of rows of numbers of one precision, {@code R} being {@code float[]} or {@code double[]}: the only loops of the
 * Fourier sums that run over pixels.
 *
 * <p>One short loop each, without offsets and with few terms, since only such loops become vector instructions (JDK 17:
 * two to seven times as fast; with an offset in an index, or eight terms, they do not). Stateless.
 */
interface Lanes<R> {
    int SUMS_AT_ONCE = 7;

    /** Rows of zeros. */
    R[] rows(int count, int lanes);

    /** A row of numbers. */
    R row(double[] values);

    void clear(R row, int lanes);

    void copy(R from, R to, int lanes);

    /** {@code to = a + s b}. */
    void sum(R a, R b, double s, R to, int lanes);

    /** {@code to = a + s b + t c}. */
    void sum(R a, R b, double s, R c, double t, R to, int lanes);

    /** {@code to = a + s b + t c + u d}. */
    void sum(R a, R b, double s, R c, double t, R d, double u, R to, int lanes);

    /** {@code (a, b) = (a + b, s (a - b))}. */
    void addAndSubtract(R a, R b, double s, int lanes);

    /** {@code row = row * factors}. */
    void multiply(R row, R factors, int lanes);

    /** {@code to = s a + t b + u c + v d}. */
    void four(R a, double s, R b, double t, R c, double u, R d, double v, R to, int lanes);

    /** {@code to = to + s a + t b + u c + v d}. */
    void addFour(R a, double s, R b, double t, R c, double u, R d, double v, R to, int lanes);

    /** {@code to = to + s a + t b}. */
    void addTwo(R a, double s, R b, double t, R to, int lanes);

    /** {@code to = to + s a}. */
    void addOne(R a, double s, R to, int lanes);

    /** {@code to[x][y] = from[y][x]}. */
    void turn(R[] from, int height, int width, R[] to);

    /**
     * Sums of rows with each row of weights: {@code to[toFirst + i] = Σ weights[i][j] rows[first + j]}, or that much
     * more. A few sums at a time, so that these and the rows they share stay in the processor's nearest cache.
     *
     * @param more whether it is added to what is there
     */
    default void product(double[][] weights, R[] rows, int first, R[] to, int toFirst, boolean more, int lanes) {
        for (int i = 0; i < weights.length; i += SUMS_AT_ONCE) {
            int end = Math.min(weights.length, i + SUMS_AT_ONCE);
            someSums(weights, i, end, rows, first, to, toFirst, more, lanes);
        }
    }

    private void someSums(
            double[][] weights, int from, int end, R[] rows, int first, R[] to, int toFirst, boolean more, int lanes) {
        int terms = weights[from].length;
        int done = 0;
        if (!more && terms < 4) {
            for (int i = from; i < end; i++) {
                clear(to[toFirst + i], lanes);
            }
        } else if (!more) {
            R a = rows[first];
            R b = rows[first + 1];
            R c = rows[first + 2];
            R d = rows[first + 3];
            for (int i = from; i < end; i++) {
                double[] w = weights[i];
                four(a, w[0], b, w[1], c, w[2], d, w[3], to[toFirst + i], lanes);
            }
            done = 4;
        }
        for (; done + 3 < terms; done += 4) {
            R a = rows[first + done];
            R b = rows[first + done + 1];
            R c = rows[first + done + 2];
            R d = rows[first + done + 3];
            for (int i = from; i < end; i++) {
                double[] w = weights[i];
                addFour(a, w[done], b, w[done + 1], c, w[done + 2], d, w[done + 3], to[toFirst + i], lanes);
            }
        }
        for (int i = from; i < end; i++) {
            addRest(rows, first + done, weights[i], done, to[toFirst + i], lanes);
        }
    }

    private void addRest(R[] rows, int row, double[] weights, int done, R to, int lanes) {
        int count = weights.length - done;
        if (count >= 2) {
            addTwo(rows[row], weights[done], rows[row + 1], weights[done + 1], to, lanes);
        }
        if (count % 2 == 1) {
            addOne(rows[row + count - 1], weights[weights.length - 1], to, lanes);
        }
    }
}
