package org.subtext.perturbation;

import java.util.Arrays;

/**
 * Square planes brought to another side, both axes alike: each target pixel a weighted mean of neighbouring source pixels.
 * Rows first, where they are reduced, so that little is left for the columns. Immutable, thread-safe.
 */
final class LinearResize {
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
    static LinearResize areaMeans(int from, int to) {
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
    static LinearResize bilinear(int from, int to) {
        Bilinear at = new Bilinear(from, to);
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

    /** The plane at {@code values[offset]}, resized; the given one is left as it is. */
    float[] apply(float[] values, int offset) {
        float[] result = new float[to * to];
        float[] line = new float[from];
        for (int y = 0; y < to; y++) {
            Arrays.fill(line, 0);
            for (int s = 0; s < weights[y].length; s++) {
                float weight = weights[y][s];
                int row = offset + (first[y] + s) * from;
                for (int x = 0; x < from; x++) {
                    line[x] += weight * values[row + x];
                }
            }
            for (int x = 0; x < to; x++) {
                float[] shares = weights[x];
                int start = first[x];
                float sum = 0;
                for (int s = 0; s < shares.length; s++) {
                    sum += shares[s] * line[start + s];
                }
                result[y * to + x] = sum;
            }
        }
        return result;
    }
}
