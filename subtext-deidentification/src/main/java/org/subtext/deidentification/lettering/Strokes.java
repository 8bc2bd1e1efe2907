package org.subtext.deidentification.lettering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Thin bright or dark parts of an image, in pieces, found row by row.
 *
 * <p>The opening with a square of 7 by 7 (the greatest of the least) is taken by rows held in two rings of seven, so
 * that no copy of the image is made; dark strokes are bright ones of the inverted image. Most of an image is too even
 * for any stroke ({@link StrokeBlocks}), and there nothing is opened.
 */
final class Strokes {
    /** Half the side of the square that takes strokes away: strokes of up to 6 pixels. */
    private static final int RADIUS = 3;

    private static final int SIDE = 2 * RADIUS + 1;

    /** How far a stroke stands out, of 255. */
    private static final int CONTRAST = 31;

    /** How far from a pixel greys lie that its opening depends on. */
    static final int REACH = 2 * RADIUS;

    /** Rows that are opened together. */
    private static final int STRIP = 32;

    private static final int MOST_GLYPHS = 40_000;

    private Strokes() {}

    /**
     * Pieces of a letter's size.
     *
     * @param blocks of the same image
     * @param anyHeight whether there is no smaller image on which taller ones will be looked for
     */
    static List<Glyph> glyphs(Grey image, StrokeBlocks blocks, boolean bright, boolean anyHeight) {
        int sixth = Math.max(image.width(), image.height()) / 6;
        int tallest = anyHeight ? sixth : Math.min(Glyph.TALLEST, sixth);
        List<Glyph> glyphs = new ArrayList<>();
        Pieces pieces = new Pieces(glyph -> {
            int longer = Math.max(glyph.width(), glyph.height());
            if (longer >= 5 && longer <= 1.8 * tallest && glyphs.size() <= MOST_GLYPHS) {
                glyphs.add(glyph);
            }
        });
        pieces(image, blocks, bright, pieces);
        pieces.end();
        // Noise everywhere: lines of letters cannot be told apart in it.
        return glyphs.size() > MOST_GLYPHS ? List.of() : glyphs;
    }

    /** Of the strips that can hold strokes, or of the whole image where opening it at once is less work. */
    private static void pieces(Grey image, StrokeBlocks blocks, boolean bright, Pieces pieces) {
        List<List<Window>> strips = new ArrayList<>();
        long work = 0;
        for (int top = 0; top < image.height(); top += STRIP) {
            List<Window> strip = new ArrayList<>();
            for (StrokeBlocks.Span span : blocks.spans(top, Math.min(top + STRIP, image.height()), bright, CONTRAST)) {
                Window window = new Window(
                        Math.max(0, span.from() - REACH),
                        Math.max(0, top - REACH),
                        Math.min(image.width(), span.to() + REACH),
                        Math.min(image.height(), top + STRIP + REACH));
                work += (long) window.width() * window.height();
                strip.add(window);
            }
            strips.add(strip);
        }
        if (work > image.values().length) {
            opened(image, Window.of(image), bright, (y, grey, ground) -> pieces.row(y, grey, ground, CONTRAST));
            return;
        }
        int[][] greys = new int[STRIP][image.width()];
        int[][] grounds = new int[STRIP][image.width()];
        for (int i = 0; i < strips.size(); i++) {
            strip(image, i * STRIP, strips.get(i), bright, greys, grounds);
            for (int y = i * STRIP; y < Math.min((i + 1) * STRIP, image.height()); y++) {
                if (strips.get(i).isEmpty()) {
                    pieces.nothing(y);
                } else {
                    pieces.row(y, greys[y % STRIP], grounds[y % STRIP], CONTRAST);
                }
            }
        }
    }

    /** Rows of one strip; where no window lies nothing stands out. */
    private static void strip(
            Grey image, int top, List<Window> windows, boolean bright, int[][] greys, int[][] grounds) {
        for (int[] row : windows.isEmpty() ? new int[0][] : greys) {
            Arrays.fill(row, 0);
        }
        for (Window window : windows) {
            // Nearer than this to a side that is none of the image's an opening lacks what lies beyond it.
            int left = window.left() == 0 ? 0 : REACH;
            int right = window.right() == image.width() ? 0 : REACH;
            opened(image, window, bright, (y, grey, ground) -> {
                if (y >= top && y < top + STRIP) {
                    int inside = window.width() - left - right;
                    System.arraycopy(grey, left, greys[y - top], window.left() + left, inside);
                    System.arraycopy(ground, left, grounds[y - top], window.left() + left, inside);
                }
            });
        }
    }

    /** A row with what is left of it where strokes are taken away. */
    @FunctionalInterface
    interface Rows {
        void row(int y, int[] grey, int[] ground);
    }

    /** Columns from {@code left} and rows from {@code top} on, up to and without {@code right} and {@code bottom}. */
    record Window(int left, int top, int right, int bottom) {
        static Window of(Grey image) {
            return new Window(0, 0, image.width(), image.height());
        }

        int width() {
            return right - left;
        }

        int height() {
            return bottom - top;
        }
    }

    /** Hands out all rows of a part in order, as if nothing lay beyond it; the arrays are used again. */
    static void opened(Grey image, Window part, boolean bright, Rows rows) {
        int width = part.width();
        int height = part.height();
        int[][] greys = new int[2 * SIDE][width];
        Extremes least = new Extremes(width, true);
        Extremes most = new Extremes(width, false);
        int[] eroded = greys[0];
        // A row is opened once the rows of two radii below it are read; beyond the last row that one counts again.
        for (int y = 0; y < height + 2 * RADIUS; y++) {
            int[] row = greys[y % greys.length];
            read(image, part.left(), part.top() + Math.min(y, height - 1), bright, row);
            least.add(row);
            if (y >= RADIUS) {
                eroded = y - RADIUS < height ? least.now() : eroded;
                most.add(eroded);
            }
            int done = y - 2 * RADIUS;
            if (done >= 0) {
                rows.row(part.top() + done, greys[done % greys.length], most.now());
            }
        }
    }

    private static void read(Grey image, int left, int y, boolean bright, int[] row) {
        byte[] values = image.values();
        int from = y * image.width() + left;
        int turn = bright ? 0 : 255;
        for (int x = 0; x < row.length; x++) {
            row[x] = values[from + x] & 255 ^ turn;
        }
    }

    /** The least or the greatest of the square around each pixel of the row {@value #RADIUS} above the last added. */
    private static final class Extremes {
        private final int width;
        private final boolean least;
        /** Of the last rows the extremes across, and of these those of two and of four rows, in rings. */
        private final int[][] across;

        private final int[][] ofTwo;
        private final int[][] ofFour;
        private final int[] padded;
        private final int[] pairs;
        private final int[] now;
        private int added;

        Extremes(int width, boolean least) {
            this.width = width;
            this.least = least;
            this.across = new int[2][width];
            this.ofTwo = new int[3][width];
            this.ofFour = new int[4][width];
            this.padded = new int[width + 2 * RADIUS];
            this.pairs = new int[width + 2 * RADIUS];
            this.now = new int[width];
        }

        void add(int[] row) {
            int[] last = across[added % across.length];
            for (int i = 0; i < RADIUS; i++) {
                padded[i] = row[0];
                padded[width + RADIUS + i] = row[width - 1];
            }
            System.arraycopy(row, 0, padded, RADIUS, width);
            // Of two, of four, of seven, across and down: three comparisons a pixel each.
            fold(padded, padded, 1, pairs, pairs.length - 1);
            fold(pairs, pairs, 2, padded, padded.length - 3);
            fold(padded, padded, 3, last, width);
            if (added == 0) {
                fill(across, last);
                fill(ofTwo, last);
                fill(ofFour, last);
            } else {
                int[] two = ofTwo[added % ofTwo.length];
                fold(last, across[(added + 1) % across.length], 0, two, width);
                fold(two, ofTwo[(added + 1) % ofTwo.length], 0, ofFour[added % ofFour.length], width);
            }
            added++;
        }

        /** Above the first row that one counts again. */
        private void fill(int[][] ring, int[] first) {
            for (int[] row : ring) {
                System.arraycopy(first, 0, row, 0, width);
            }
        }

        int[] now() {
            int last = added - 1;
            fold(ofFour[last % ofFour.length], ofFour[(last + 1) % ofFour.length], 0, now, width);
            return now;
        }

        private void fold(int[] one, int[] other, int shift, int[] to, int length) {
            if (least) {
                for (int i = 0; i < length; i++) {
                    to[i] = Math.min(one[i], other[i + shift]);
                }
            } else {
                for (int i = 0; i < length; i++) {
                    to[i] = Math.max(one[i], other[i + shift]);
                }
            }
        }
    }
}
