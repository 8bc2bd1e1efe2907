package org.subtext.readers;

/**
 * Coefficients of an image's cosine transform (DCT-II, orthonormal), of a raster of means where the image is larger.
 *
 * <p>Index k is k/2 cycles per image. Thread-safe. Source: Rao and Yip (1990), Discrete Cosine Transform, section 3.2.
 */
final class CosineTransform {
    private final int side;
    private final int raster;

    /** {@code [frequency][place]}. */
    private final double[][] cosines;

    /**
     * For images of one size.
     *
     * @param side of the images
     * @param finest most pixels a side that the raster has
     */
    CosineTransform(int side, int finest) {
        this.side = side;
        raster = Math.min(finest, side);
        cosines = new double[raster][raster];
        for (int k = 0; k < raster; k++) {
            for (int x = 0; x < raster; x++) {
                cosines[k][x] = Math.sqrt((k == 0 ? 1.0 : 2.0) / raster) * Math.cos(Math.PI * k * (x + 0.5) / raster);
            }
        }
    }

    /** Pixels a side, and indices of frequency in each direction. */
    int raster() {
        return raster;
    }

    /**
     * The coefficients of one image.
     *
     * @param image {@code [row * side + column]}
     * @param indices horizontal and vertical index of each coefficient, below {@link #raster()}
     * @param at where in {@code into} the first goes
     */
    void write(float[] image, int[][] indices, float[] into, int at) {
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
        for (int i = 0; i < indices.length; i++) {
            int[] index = indices[i];
            double sum = 0;
            for (int y = 0; y < raster; y++) {
                sum += cosines[index[1]][y] * across[y][index[0]];
            }
            into[at + i] = (float) sum;
        }
    }
}
