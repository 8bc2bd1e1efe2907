package org.subtext.bench.limit;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Sums of products of pixels over images, added up block by block on all cores. */
final class CrossProducts {
    private static final int ROWS_AT_ONCE = 4;

    private final int width;
    private final double[] upper;

    /** @param width a multiple of four */
    CrossProducts(int width) {
        this.width = width;
        this.upper = new double[width * width];
    }

    /** Adds images, {@code [image][pixel]}. */
    void add(float[][] images) {
        IntStream.range(0, width / ROWS_AT_ONCE).parallel().forEach(block -> addRows(block * ROWS_AT_ONCE, images));
    }

    /** Four rows share what they read of an image, which is what takes the time. */
    private void addRows(int row, float[][] images) {
        double[] first = new double[width];
        double[] second = new double[width];
        double[] third = new double[width];
        double[] fourth = new double[width];
        for (float[] image : images) {
            double a = image[row];
            double b = image[row + 1];
            double c = image[row + 2];
            double d = image[row + 3];
            for (int j = row; j < width; j++) {
                double value = image[j];
                first[j] += a * value;
                second[j] += b * value;
                third[j] += c * value;
                fourth[j] += d * value;
            }
        }
        double[][] rows = {first, second, third, fourth};
        for (int i = 0; i < ROWS_AT_ONCE; i++) {
            int offset = (row + i) * width;
            for (int j = row; j < width; j++) {
                upper[offset + j] += rows[i][j];
            }
        }
    }

    /** {@code scale} times the sums. */
    DMatrixRMaj matrix(double scale) {
        DMatrixRMaj matrix = new DMatrixRMaj(width, width);
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                matrix.data[i * width + j] = scale * upper[i * width + j];
                matrix.data[j * width + i] = matrix.data[i * width + j];
            }
        }
        return matrix;
    }
}
