package org.subtext.readers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.images.PixelSource;

/**
 * The cosine coefficients of an image, parted by frequency and, where there are many, by direction: what patterns that
 * lie in the same place of every image are read from.
 *
 * <p>Bands are octaves from half a cycle per image up to half the raster's pixels a side, the lowest two in one; from 8
 * cycles on each falls into three, of waves that run more across, along the diagonals, or more down, so that no band
 * has more than some 800 coefficients. Some 3,200 together at 64 pixels a side or more. No label and no other image has
 * a part in them. Thread-safe.
 */
final class BandCosines {
    /** Tells these values from those of other versions, for whoever stores what was made of them. */
    static final String REVISION = "cosines of 64 x 64 by octaves, three directions from 8 cycles; 1";

    private static final int FINEST = 64;
    private static final int DIRECTIONS = 3;

    /** Cycles per image from which directions are parted. */
    private static final int PARTED = 8;

    private final CosineTransform transform;

    /** {@code [band][coefficient]}: horizontal and vertical index; no band is empty. */
    private final List<int[][]> bands;

    private final int[][] all;

    /** For images of one size. */
    BandCosines(int side) {
        transform = new CosineTransform(side, FINEST);
        List<int[][]> found = new ArrayList<>();
        double low = 0;
        for (double high = 2; low < transform.raster() / 2.0; high *= 2) {
            int directions = low >= PARTED ? DIRECTIONS : 1;
            for (int direction = 0; direction < directions; direction++) {
                int[][] band = band(low, Math.min(high, transform.raster() / 2.0), direction, directions);
                if (band.length > 0) {
                    found.add(band);
                }
            }
            low = high;
        }
        bands = List.copyOf(found);
        all = found.stream().flatMap(Arrays::stream).toArray(int[][]::new);
    }

    private int[][] band(double low, double high, int direction, int directions) {
        List<int[]> indices = new ArrayList<>();
        for (int k = 0; k < transform.raster(); k++) {
            for (int l = 0; l < transform.raster(); l++) {
                double cycles = Math.hypot(k, l) / 2;
                int own = Math.min(directions - 1, (int) (Math.atan2(l, k) / (Math.PI / 2) * directions));
                if (k + l > 0 && cycles >= low && cycles < high && own == direction) {
                    indices.add(new int[] {k, l});
                }
            }
        }
        return indices.toArray(int[][]::new);
    }

    /** How many bands there are. */
    int count() {
        return bands.size();
    }

    /** How many coefficients a band has. */
    int width(int band) {
        return bands.get(band).length;
    }

    /** All bands of one image {@code [row * side + column]}, one behind the other. */
    float[] of(float[] grey) {
        float[] found = new float[all.length];
        transform.write(grey, all, found, 0);
        return found;
    }

    /** A band of rows of a pixel source, in their order: {@code [image][coefficient]}. */
    float[][] of(PixelSource pixels, int[] rows, int band) {
        float[][] found = new float[rows.length][width(band)];
        IntStream.range(0, rows.length)
                .parallel()
                .forEach(i -> transform.write(GreyImage.of(pixels, rows[i]), bands.get(band), found[i], 0));
        return found;
    }
}
