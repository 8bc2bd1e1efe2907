package org.subtext.images;

import java.nio.FloatBuffer;

/**
 * An image in grey and small: means over rectangles of whole pixels, grey values replaced by their ranks from 0 to 1.
 *
 * <p>Ranks are those of {@value #LEVELS} levels between the least and the greatest value.
 *
 * @param values {@code [y * side + x]}; handed over; none where there is nothing to see
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record SmallGrey(float[] values, int side) {
    private static final int LEVELS = 1024;
    /** An image of which this share of the area has one grey value shows nothing, a label perhaps. */
    private static final double NEARLY_ALL = 0.98;
    /** Levels either way that count as one grey value: half a per cent of the image's range. */
    private static final int ONE_LEVEL = 5;

    static SmallGrey of(PixelSource pixels, int row, int to) {
        PixelLayout layout = pixels.layout();
        float[] values = new float[layout.valuesPerImage()];
        pixels.read(row, FloatBuffer.wrap(values));
        int side = layout.side();
        float[] small = new float[to * to];
        for (int channel = 0; channel < layout.channels(); channel++) {
            add(values, channel * side * side, side, small, to);
        }
        return ranked(small, to);
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    private static void add(float[] values, int from, int side, float[] small, int to) {
        for (int y = 0; y < to; y++) {
            int top = y * side / to;
            int bottom = (y + 1) * side / to;
            for (int x = 0; x < to; x++) {
                int left = x * side / to;
                int right = (x + 1) * side / to;
                float sum = 0;
                for (int row = top; row < bottom; row++) {
                    for (int at = from + row * side + left; at < from + row * side + right; at++) {
                        sum += values[at];
                    }
                }
                small[y * to + x] += sum / ((bottom - top) * (right - left));
            }
        }
    }

    private static SmallGrey ranked(float[] small, int side) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float value : small) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        if (!(greatest > least)) {
            return new SmallGrey(new float[0], side);
        }
        int[] counts = new int[LEVELS];
        int[] levels = new int[small.length];
        for (int i = 0; i < small.length; i++) {
            levels[i] = Math.min(LEVELS - 1, (int) ((small[i] - least) / (greatest - least) * LEVELS));
            counts[levels[i]]++;
        }
        if (isNearlyAllOneLevel(counts, small.length)) {
            return new SmallGrey(new float[0], side);
        }
        float[] ranks = new float[LEVELS];
        int below = 0;
        for (int level = 0; level < LEVELS; level++) {
            ranks[level] = (below + counts[level] / 2f) / small.length;
            below += counts[level];
        }
        for (int i = 0; i < small.length; i++) {
            small[i] = ranks[levels[i]];
        }
        return new SmallGrey(small, side);
    }

    private static boolean isNearlyAllOneLevel(int[] counts, int all) {
        int middle = 0;
        for (int below = counts[0]; below <= all / 2; below += counts[middle]) {
            middle++;
        }
        int alike = 0;
        for (int level = Math.max(0, middle - ONE_LEVEL); level <= Math.min(LEVELS - 1, middle + ONE_LEVEL); level++) {
            alike += counts[level];
        }
        return alike >= NEARLY_ALL * all;
    }

    /**
     * A part of the image, resampled.
     *
     * @param edges left, top, right and bottom as shares of the side
     */
    float[] part(double[] edges, int to) {
        float[] part = new float[to * to];
        int[] left = new int[to];
        float[] right = new float[to];
        positions(edges[0], edges[2], to, left, right);
        int[] top = new int[to];
        float[] below = new float[to];
        positions(edges[1], edges[3], to, top, below);
        for (int y = 0; y < to; y++) {
            for (int x = 0; x < to; x++) {
                int i = top[y] * side + left[x];
                float upper = (1 - right[x]) * values[i] + right[x] * values[i + 1];
                float lower = (1 - right[x]) * values[i + side] + right[x] * values[i + side + 1];
                part[y * to + x] = (1 - below[y]) * upper + below[y] * lower;
            }
        }
        return part;
    }

    /** Between which two pixels each pixel of a part lies, and how far from the first. */
    private void positions(double from, double until, int to, int[] first, float[] beyond) {
        for (int i = 0; i < to; i++) {
            double at = (from + (until - from) * (i + 0.5) / to) * side - 0.5;
            first[i] = (int) Math.max(0, Math.min(side - 2, Math.floor(at)));
            beyond[i] = (float) Math.max(0, Math.min(1, at - first[i]));
        }
    }
}
