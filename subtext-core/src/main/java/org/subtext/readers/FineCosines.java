package org.subtext.readers;

import java.util.ArrayList;
import java.util.List;

/**
 * The detail of an image as coefficients of its cosine transform (DCT-II, orthonormal), lowest frequencies but the
 * mean, up to half as many cycles as the raster has pixels a side.
 *
 * <p>Neighbouring grey values say nearly the same and those of low frequencies outweigh the rest; coefficients hardly
 * go together (Rao and Yip 1990, Discrete Cosine Transform, section 3.2), so that a ridge on them, each brought to one
 * scale, reads a faint pattern beside strong anatomy from few patients. Thread-safe.
 */
final class FineCosines {
    private static final int FINEST = 32;

    private final int side;
    private final int raster;

    /** {@code [frequency][place]}. */
    private final double[][] cosines;

    /** Horizontal and vertical index of each coefficient. */
    private final List<int[]> kept = new ArrayList<>();

    /** For images of one size. */
    FineCosines(int side) {
        this.side = side;
        raster = Math.min(FINEST, side);
        cosines = new double[raster][raster];
        for (int k = 0; k < raster; k++) {
            for (int x = 0; x < raster; x++) {
                cosines[k][x] = Math.sqrt((k == 0 ? 1.0 : 2.0) / raster) * Math.cos(Math.PI * k * (x + 0.5) / raster);
            }
            for (int l = 0; l < raster; l++) {
                if (k + l > 0 && k * k + l * l < raster * raster) {
                    kept.add(new int[] {k, l});
                }
            }
        }
    }

    /** Number of values of one image. */
    int width() {
        return kept.size();
    }

    /** Writes the values of an image {@code [row * side + column]} from {@code at} on. */
    void write(float[] image, float[] into, int at) {
        float[] small = GreyImage.shrunk(image, side, raster);
        double[][] across = new double[raster][raster]; // [row][horizontal frequency]
        for (int y = 0; y < raster; y++) {
            for (int k = 0; k < raster; k++) {
                double sum = 0;
                for (int x = 0; x < raster; x++) {
                    sum += cosines[k][x] * small[y * raster + x];
                }
                across[y][k] = sum;
            }
        }
        for (int i = 0; i < kept.size(); i++) {
            int[] index = kept.get(i);
            double sum = 0;
            for (int y = 0; y < raster; y++) {
                sum += cosines[index[1]][y] * across[y][index[0]];
            }
            into[at + i] = (float) sum;
        }
    }
}
