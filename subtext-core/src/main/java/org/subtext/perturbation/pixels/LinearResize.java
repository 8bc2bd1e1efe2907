package org.subtext.perturbation.pixels;

/**
 * Square planes brought to another side, both axes alike: each target pixel a weighted mean of neighbouring source
 * pixels. Immutable, thread-safe.
 */
public final class LinearResize {
    private final int from;
    private final int to;
    /** First source pixel of each target pixel, and the weights from there on. */
    private final int[] first;

    private final float[][] weights;

    private LinearResize(int from, int to, int[] first, float[][] weights) {
        this.from = from;
        this.to = to;
        this.first = first;
        this.weights = weights;
    }

    /** Target t is the mean of [t n/m, (t + 1) n/m), with exact shares of the pixels that it cuts. */
    public static LinearResize areaMeans(int from, int to) {
        int[] first = new int[to];
        float[][] weights = new float[to][];
        for (int t = 0; t < to; t++) {
            // Bounds in units of 1/to of a source pixel: exact in integers.
            long begin = (long) t * from;
            long end = begin + from;
            first[t] = (int) (begin / to);
            int last = (int) ((end - 1) / to);
            weights[t] = new float[last + 1 - first[t]];
            for (int s = first[t]; s <= last; s++) {
                long overlap = Math.min(end, (s + 1L) * to) - Math.max(begin, (long) s * to);
                weights[t][s - first[t]] = (float) ((double) overlap / from);
            }
        }
        return new LinearResize(from, to, first, weights);
    }

    /** Linear between the middles of pixels; see {@link Bilinear}. */
    public static LinearResize bilinear(int from, int to) {
        Bilinear at = Bilinear.of(from, to);
        int[] first = new int[to];
        float[][] weights = new float[to][];
        for (int t = 0; t < to; t++) {
            first[t] = at.first(t);
            weights[t] = at.second(t) == at.first(t)
                    ? new float[] {1}
                    : new float[] {(float) (1 - at.share(t)), (float) at.share(t)};
        }
        return new LinearResize(from, to, first, weights);
    }

    /** The plane at {@code values[offset]}, resized, as {@code [row][column]}; the given one is left as it is. */
    public float[][] apply(float[] values, int offset) {
        float[][] rows = new float[from][from];
        for (int y = 0; y < from; y++) {
            System.arraycopy(values, offset + y * from, rows[y], 0, from);
        }
        return apply(rows);
    }

    /** The same for rows. Whichever axis is done first is the one that leaves less to do for the other. */
    public float[][] apply(float[][] rows) {
        if (to < from) {
            float[][] lower = new float[to][from];
            for (int y = 0; y < to; y++) {
                down(rows, y, lower[y]);
            }
            return across(lower);
        }
        float[][] wider = across(rows);
        float[][] result = new float[to][to];
        for (int y = 0; y < to; y++) {
            down(wider, y, result[y]);
        }
        return result;
    }

    /** Writes a resized plane. */
    public static void write(float[][] rows, float[] values, int offset) {
        for (int y = 0; y < rows.length; y++) {
            System.arraycopy(rows[y], 0, values, offset + y * rows.length, rows.length);
        }
    }

    private void down(float[][] rows, int y, float[] line) {
        float[] shares = weights[y];
        for (int s = 0; s < shares.length; s++) {
            add(rows[first[y] + s], shares[s], line);
        }
    }

    /** No offsets in the indices, so that it becomes vector instructions. */
    private static void add(float[] row, float weight, float[] line) {
        int width = Math.min(row.length, line.length);
        for (int x = 0; x < width; x++) {
            line[x] += weight * row[x];
        }
    }

    private float[][] across(float[][] rows) {
        float[][] result = new float[rows.length][to];
        for (int y = 0; y < rows.length; y++) {
            float[] row = rows[y];
            float[] line = result[y];
            for (int x = 0; x < to; x++) {
                float[] shares = weights[x];
                int start = first[x];
                float sum = 0;
                for (int s = 0; s < shares.length; s++) {
                    sum += shares[s] * row[start + s];
                }
                line[x] = sum;
            }
        }
        return result;
    }
}
