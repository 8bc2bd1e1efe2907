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
                Strokes.opened(image, bright, (y, row, ground) -> {
                    assertThat(row).containsExactly(Arrays.copyOfRange(grey, y * size[0], (y + 1) * size[0]));
                    System.arraycopy(ground, 0, opened, y * size[0], size[0]);
                });

                int[] least = extreme(grey, size[0], size[1], false);
                assertThat(opened).containsExactly(extreme(least, size[0], size[1], true));
            }
        }
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
