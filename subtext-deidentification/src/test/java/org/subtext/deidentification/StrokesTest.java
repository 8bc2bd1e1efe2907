package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.deidentification.TextDetector.Grey;

class StrokesTest {
    /** Against the definition, pixel by pixel, also where the image is narrower than the square. */
    @Test
    void theLeastOfASquareIsThatOfItsPixelsInTheImage() {
        SplittableRandom random = new SplittableRandom(7);
        for (int[] size : new int[][] {{23, 17}, {2, 9}, {9, 2}, {1, 1}}) {
            float[] values = new float[size[0] * size[1]];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble();
            }

            assertThat(Strokes.minimum(values, size[0])).containsExactly(least(values, size[0], size[1]));
        }
    }

    @Test
    void anImageIsHalvedUntilItIsSmallEnough() {
        Grey half = Strokes.atMost(30, new Grey(10, 12, new float[120]));

        assertThat(new int[] {half.width(), half.height()}).containsExactly(5, 6);
        assertThat(Strokes.atMost(120, half)).isSameAs(half);
    }

    private static float[] least(float[] values, int width, int height) {
        float[] least = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float found = Float.POSITIVE_INFINITY;
                for (int v = Math.max(0, y - 3); v <= Math.min(height - 1, y + 3); v++) {
                    for (int u = Math.max(0, x - 3); u <= Math.min(width - 1, x + 3); u++) {
                        found = Math.min(found, values[v * width + u]);
                    }
                }
                least[y * width + x] = found;
            }
        }
        return least;
    }
}
