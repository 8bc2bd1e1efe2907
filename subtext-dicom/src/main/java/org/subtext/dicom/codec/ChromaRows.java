package org.subtext.dicom.codec;

/**
 * Brings a component to the image's size and puts it into its place among the interleaved samples.
 *
 * <p>Halved widths and heights are interpolated: a sample weighs 3/4, its neighbour on the nearer side 1/4, rounded
 * alternately up and down, edges repeated, as the reference decoders do. Other ratios, and components two samples wide
 * or narrower, are repeated.
 */
final class ChromaRows {
    private final int width;
    private final int height;

    ChromaRows(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** @param across how many image columns a column of the plane covers; {@code down} likewise for rows */
    void spread(
            short[] plane,
            int stride,
            int columns,
            int rows,
            int across,
            int down,
            short[] target,
            int first,
            int step) {
        boolean smooth = across == 2 && columns > 2 && down <= 2;
        int[] sums = new int[columns];
        for (int y = 0; y < height; y++) {
            int from = y / down * stride;
            int to = y * width * step + first;
            if (across == 1 && down == 1) {
                for (int x = 0; x < width; x++, to += step) {
                    target[to] = plane[from + x];
                }
            } else if (!smooth) {
                for (int x = 0; x < width; x++, to += step) {
                    target[to] = plane[from + x / across];
                }
            } else {
                int other = neighbour(y, rows, down) * stride;
                for (int x = 0; x < columns; x++) {
                    sums[x] = down == 1 ? plane[from + x] : 3 * plane[from + x] + plane[other + x];
                }
                interpolate(sums, columns, down, target, to, step);
            }
        }
    }

    /** The plane's row on the side of the image row, itself at the edges. */
    private static int neighbour(int y, int rows, int down) {
        int near = y / down;
        int other = y % 2 == 0 ? near - 1 : near + 1;
        return down == 1 || other < 0 || other >= rows ? near : other;
    }

    private void interpolate(int[] sums, int columns, int down, short[] target, int start, int step) {
        int shift = down == 1 ? 2 : 4; // a vertical sum weighs four
        int lower = down == 1 ? 1 : 8;
        int upper = down == 1 ? 2 : 7;
        int to = start;
        for (int x = 0; x < width; x++, to += step) {
            int near = sums[x / 2];
            int value = x % 2 == 0
                    ? 3 * near + sums[Math.max(0, x / 2 - 1)] + lower
                    : 3 * near + sums[Math.min(columns - 1, x / 2 + 1)] + upper;
            target[to] = (short) (value >> shift);
        }
    }
}
