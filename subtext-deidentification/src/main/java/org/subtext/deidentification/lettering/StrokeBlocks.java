package org.subtext.deidentification.lettering;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in an image strokes can be, told by the least and the greatest grey of blocks of {@value #SIDE} by {@value
 * #SIDE} pixels.
 *
 * <p>An opening leaves a pixel no darker than the least of all that its squares cover, which reach {@value
 * Strokes#REACH} pixels far and so lie in its block and the eight around. Where the greatest of a block exceeds that by
 * no more than the contrast asked for, no pixel of it can stand out, and it need not be opened. That is most of a
 * radiograph; of an image that is noise it is nothing.
 */
final class StrokeBlocks {
    private static final int SIDE = 8;
    private static final int WHITE = 255;

    private final int width;
    private final int across;
    private final int down;
    private final int[] least;
    private final int[] greatest;

    private StrokeBlocks(Grey image) {
        this.width = image.width();
        this.across = (width + SIDE - 1) / SIDE;
        this.down = (image.height() + SIDE - 1) / SIDE;
        this.least = new int[across * down];
        this.greatest = new int[across * down];
    }

    /** Columns from {@code from} on, up to and without {@code to}. */
    record Span(int from, int to) {}

    static StrokeBlocks of(Grey image) {
        StrokeBlocks blocks = new StrokeBlocks(image);
        for (int row = 0; row < blocks.down; row++) {
            for (int column = 0; column < blocks.across; column++) {
                blocks.measure(image, column, row);
            }
        }
        return blocks;
    }

    private void measure(Grey image, int column, int row) {
        byte[] values = image.values();
        int right = Math.min((column + 1) * SIDE, width);
        int bottom = Math.min((row + 1) * SIDE, image.height());
        int low = WHITE;
        int high = 0;
        for (int y = row * SIDE; y < bottom; y++) {
            for (int x = y * width + column * SIDE; x < y * width + right; x++) {
                int value = values[x] & WHITE;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        least[row * across + column] = low;
        greatest[row * across + column] = high;
    }

    /** The columns of some rows in which a bright or dark stroke can be, from the left, in whole blocks. */
    List<Span> spans(int top, int bottom, boolean bright, int contrast) {
        List<Span> spans = new ArrayList<>();
        for (int column = 0; column < across; column++) {
            if (!stands(column, top / SIDE, (bottom + SIDE - 1) / SIDE, bright, contrast)) {
                continue;
            }
            int last = spans.size() - 1;
            int to = Math.min((column + 1) * SIDE, width);
            // Two that are nearer than what is opened around them are one.
            if (last >= 0 && spans.get(last).to() + 2 * Strokes.REACH >= column * SIDE) {
                spans.set(last, new Span(spans.get(last).from(), to));
            } else {
                spans.add(new Span(column * SIDE, to));
            }
        }
        return spans;
    }

    private boolean stands(int column, int from, int to, boolean bright, int contrast) {
        for (int row = from; row < to; row++) {
            int block = row * across + column;
            int found = bright
                    ? greatest[block] - around(column, row, least, true)
                    : around(column, row, greatest, false) - least[block];
            if (found > contrast) {
                return true;
            }
        }
        return false;
    }

    private int around(int column, int row, int[] greys, boolean lowest) {
        int found = greys[row * across + column];
        for (int y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x++) {
                int grey = greys[y * across + x];
                found = lowest ? Math.min(found, grey) : Math.max(found, grey);
            }
        }
        return found;
    }
}
