package org.subtext.dicom.codec;

import java.util.Arrays;

/**
 * Decodes the lines of one JPEG-LS scan (ITU-T T.87 Annex A). A line has a guard cell before its first and behind its
 * last sample; {@link #line} gives the newest.
 */
final class JpegLsLines {
    /** Lengths of runs as powers of two by run index (T.87 A.2.1, J). */
    private static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final JpegLsBits bits;
    private final JpegLsContexts contexts;
    private final int width;
    private final int near;
    private final int maximum;
    private final byte[] regions;
    private final int[][] above;
    private final int[][] current;
    private final int[] runIndex;
    private final int[] context;

    JpegLsLines(JpegLsBits bits, JpegLsParameters parameters, int width, int components) {
        this.bits = bits;
        this.contexts = new JpegLsContexts(bits, parameters);
        this.width = width;
        this.near = parameters.near();
        this.maximum = parameters.maximum();
        this.regions = parameters.regions();
        this.above = new int[components][width + 2];
        this.current = new int[components][width + 2];
        this.runIndex = new int[components];
        this.context = new int[components];
    }

    /** The newest line of a component; samples start at index 1. */
    int[] line(int component) {
        return above[component];
    }

    /** One line of each component, one after the other; false where no code fits. */
    boolean byLine() {
        for (int c = 0; c < above.length; c++) {
            guard(c);
            if (!line(above[c], current[c], c)) {
                return false;
            }
        }
        exchange();
        return true;
    }

    private void guard(int c) {
        above[c][width + 1] = above[c][width];
        current[c][0] = above[c][1];
    }

    private void exchange() {
        for (int c = 0; c < above.length; c++) {
            int[] newest = current[c];
            current[c] = above[c];
            above[c] = newest;
        }
    }

    private boolean line(int[] up, int[] now, int component) {
        byte[] region = regions;
        int max = maximum;
        int x = 1;
        int left = now[0];
        int upLeft = up[0];
        int top = up[1];
        while (x <= width) {
            int upRight = up[x + 1];
            int q = 81 * region[upRight - top + max] + 9 * region[top - upLeft + max] + region[upLeft - left + max];
            if (q != 0) {
                left = contexts.regular(q, left, top, upLeft);
                now[x++] = left;
                upLeft = top;
                top = upRight;
                continue;
            }
            int run = run(width - x + 1, component);
            Arrays.fill(now, x, x + run, left);
            x += run;
            if (x <= width) {
                top = up[x];
                int kind = Math.abs(left - top) <= near ? 1 : 0;
                int error = contexts.interruption(kind, RUN_BITS[runIndex[component]]);
                left = kind == 1 ? contexts.near(left, error) : contexts.near(top, top < left ? -error : error);
                now[x] = left;
                runIndex[component] = Math.max(0, runIndex[component] - 1);
                x++;
                upLeft = top;
                top = up[x];
            }
            if (contexts.failed()) {
                return false;
            }
        }
        return !contexts.failed();
    }

    /** One line of all components, sample by sample; runs are common to all (T.87 B.2.3). */
    boolean bySample() {
        int count = above.length;
        for (int c = 0; c < count; c++) {
            guard(c);
        }
        int x = 1;
        while (x <= width) {
            boolean flat = true;
            for (int c = 0; c < count; c++) {
                int[] up = above[c];
                int q = 81 * regions[up[x + 1] - up[x] + maximum]
                        + 9 * regions[up[x] - up[x - 1] + maximum]
                        + regions[up[x - 1] - current[c][x - 1] + maximum];
                context[c] = q;
                flat &= q == 0;
            }
            if (flat) {
                x = commonRun(x);
            } else {
                for (int c = 0; c < count; c++) {
                    current[c][x] = contexts.regular(context[c], current[c][x - 1], above[c][x], above[c][x - 1]);
                }
                x++;
            }
            if (contexts.failed()) {
                return false;
            }
        }
        exchange();
        return true;
    }

    private int commonRun(int from) {
        int run = run(width - from + 1, 0);
        int x = from + run;
        for (int c = 0; c < above.length; c++) {
            Arrays.fill(current[c], from, x, current[c][from - 1]);
        }
        if (x > width) {
            return x;
        }
        for (int c = 0; c < above.length; c++) {
            int error = contexts.interruption(0, RUN_BITS[runIndex[0]]);
            int top = above[c][x];
            current[c][x] = contexts.near(top, top < current[c][x - 1] ? -error : error);
        }
        runIndex[0] = Math.max(0, runIndex[0] - 1);
        return x + 1;
    }

    private int run(int left, int component) {
        int length = 0;
        int index = runIndex[component];
        while (bits.bit()) {
            int step = 1 << RUN_BITS[index];
            if (length + step <= left) {
                length += step;
                index = Math.min(31, index + 1);
            } else {
                length = left;
            }
            if (length >= left) {
                runIndex[component] = index;
                return left;
            }
        }
        runIndex[component] = index;
        return Math.min(left, length + bits.bits(RUN_BITS[index]));
    }
}
