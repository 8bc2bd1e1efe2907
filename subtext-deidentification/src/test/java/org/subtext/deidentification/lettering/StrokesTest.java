package org.subtext.deidentification.lettering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StrokesTest {
    /** Against the definition, pixel by pixel, also where the image is narrower than the square. */
    @Test
    void anOpeningIsTheGreatestOfTheLeastOfSquares() {
        SplittableRandom random = new SplittableRandom(7);
        for (int[] size : new int[][] {{23, 17}, {2, 9}, {9, 2}, {1, 1}, {40, 30}}) {
            byte[] values = new byte[size[0] * size[1]];
            random.nextBytes(values);
            Grey image = new Grey(size[0], size[1], values);
            for (boolean bright : new boolean[] {true, false}) {
                int[] grey = new int[values.length];
                for (int i = 0; i < grey.length; i++) {
                    grey[i] = bright ? values[i] & 255 : 255 - (values[i] & 255);
                }
                int[] opened = new int[values.length];
                Strokes.opened(image, Strokes.Window.of(image), bright, (y, row, ground) -> {
                    assertThat(row).containsExactly(Arrays.copyOfRange(grey, y * size[0], (y + 1) * size[0]));
                    System.arraycopy(ground, 0, opened, y * size[0], size[0]);
                });

                int[] least = extreme(grey, size[0], size[1], false);
                assertThat(opened).containsExactly(extreme(least, size[0], size[1], true));
            }
        }
    }

    /** Against an opening of every pixel: even images, noisy ones, and sizes that no block and no strip divides. */
    @Test
    void whatIsSkippedHoldsNoPiece() {
        SplittableRandom random = new SplittableRandom(14);
        int found = 0;
        for (int round = 0; round < 60; round++) {
            Grey image = letters(random, 60 + random.nextInt(240), 40 + random.nextInt(160), random.nextInt(40));
            for (boolean bright : new boolean[] {true, false}) {
                java.util.List<Glyph> all = glyphsOfEveryPixel(image, bright);
                found += all.size();
                assertThat(Strokes.glyphs(image, StrokeBlocks.of(image), bright, true))
                        .containsExactlyElementsOf(all);
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void anEvenImageHasNoStripToOpen() {
        Grey even = letters(new SplittableRandom(3), 256, 256, 8);
        long wide = StrokeBlocks.of(even).spans(0, 256, true, 31).stream()
                .mapToInt(span -> span.to() - span.from())
                .sum();

        assertThat(wide).isBetween(8L, 255L);
        assertThat(StrokeBlocks.of(new Grey(64, 64, new byte[64 * 64])).spans(0, 64, true, 31))
                .isEmpty();
    }

    /** A slope, noise, and rectangles of a letter's size, bright and dark, some of them at the edges. */
    private static Grey letters(SplittableRandom random, int width, int height, int noise) {
        byte[] values = new byte[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (60 + 100 * (i % width) / width + random.nextInt(noise + 1));
        }
        for (int stroke = 0; stroke < 6; stroke++) {
            int left = random.nextInt(-3, width);
            int top = random.nextInt(-3, height);
            int wide = 1 + random.nextInt(8);
            byte grey = (byte) (random.nextBoolean() ? 250 : 5);
            for (int y = Math.max(0, top); y < Math.min(height, top + 5 + random.nextInt(3)); y++) {
                for (int x = Math.max(0, left); x < Math.min(width, left + wide); x++) {
                    values[y * width + x] = grey;
                }
            }
        }
        return new Grey(width, height, values);
    }

    private static java.util.List<Glyph> glyphsOfEveryPixel(Grey image, boolean bright) {
        int sixth = Math.max(image.width(), image.height()) / 6;
        java.util.List<Glyph> glyphs = new java.util.ArrayList<>();
        Pieces pieces = new Pieces(glyph -> {
            int longer = Math.max(glyph.width(), glyph.height());
            if (longer >= 5 && longer <= 1.8 * sixth) {
                glyphs.add(glyph);
            }
        });
        Strokes.opened(image, Strokes.Window.of(image), bright, (y, grey, ground) -> pieces.row(y, grey, ground, 31));
        pieces.end();
        return glyphs;
    }

    /** Two letters of a U's shape are one piece each, though their rows begin as two. */
    @Test
    void whatJoinsFurtherDownIsOnePiece() {
        String[] rows = {"#.#..#.#", "#.#..#.#", "###..#.#", "......#."};
        java.util.List<Glyph> found = new java.util.ArrayList<>();
        Pieces pieces = new Pieces(found::add);
        for (int y = 0; y < rows.length; y++) {
            int[] grey = rows[y].chars().map(c -> c == '#' ? 9 : 0).toArray();
            pieces.row(y, grey, new int[grey.length], 5);
        }
        pieces.end();

        assertThat(found).containsExactlyInAnyOrder(new Glyph(0, 0, 2, 2, 7, 9), new Glyph(5, 0, 7, 3, 7, 9));
    }

    private static int[] extreme(int[] values, int width, int height, boolean most) {
        int[] result = new int[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int found = values[y * width + x];
                for (int v = Math.max(0, y - 3); v <= Math.min(height - 1, y + 3); v++) {
                    for (int u = Math.max(0, x - 3); u <= Math.min(width - 1, x + 3); u++) {
                        int other = values[v * width + u];
                        found = most ? Math.max(found, other) : Math.min(found, other);
                    }
                }
                result[y * width + x] = found;
            }
        }
        return result;
    }
}
