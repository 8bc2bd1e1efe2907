package org.subtext.readers;

import java.util.ArrayList;
import java.util.List;

/**
 * The detail of an image as coefficients of its cosine transform, lowest frequencies but the mean, up to half as many
 * cycles as the raster has pixels a side.
 *
 * <p>Neighbouring grey values say nearly the same and those of low frequencies outweigh the rest; coefficients hardly
 * go together (Rao and Yip 1990, Discrete Cosine Transform, section 3.2), so that a ridge on them, each brought to one
 * scale, reads a faint pattern beside strong anatomy from few patients. Thread-safe.
 */
final class FineCosines {
    private static final int FINEST = 32;

    private final CosineTransform transform;

    /** Horizontal and vertical index of each coefficient. */
    private final int[][] kept;

    /** For images of one size. */
    FineCosines(int side) {
        transform = new CosineTransform(side, FINEST);
        int raster = transform.raster();
        List<int[]> indices = new ArrayList<>();
        for (int k = 0; k < raster; k++) {
            for (int l = 0; l < raster; l++) {
                if (k + l > 0 && k * k + l * l < raster * raster) {
                    indices.add(new int[] {k, l});
                }
            }
        }
        kept = indices.toArray(int[][]::new);
    }

    /** Number of values of one image. */
    int width() {
        return kept.length;
    }

    /** Writes the values of an image {@code [row * side + column]} from {@code at} on. */
    void write(float[] image, float[] into, int at) {
        transform.write(image, kept, into, at);
    }
}
