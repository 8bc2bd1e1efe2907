package org.subtext.bench.limit;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The best linear reader of two classes of images: the difference of their means in the metric of the inverse
 * covariance within classes (Barrett and Myers 2004, Foundations of Image Science, section 13.2).
 *
 * <p>Both are estimated. With p pixels and n images an estimate is a little worse than the observer itself: where n is
 * five times p it keeps some four fifths of its squared d′, and more is told by teaching it with more.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record HotellingObserver(double[] template) {
    private static final int BLOCK = 256;
    /** Of the mean variance: pixels outside the body hardly vary. */
    private static final double LEAST_VARIANCE = 1e-6;

    /**
     * Taught by images.
     *
     * @param images how many, the same of each class or nearly so
     * @param image grey values of each
     * @param group its class, 0 or 1
     */
    static HotellingObserver taught(int images, IntFunction<float[]> image, IntUnaryOperator group) {
        float[] origin = image.apply(0);
        CrossProducts products = new CrossProducts(origin.length);
        double[][] sums = new double[2][origin.length];
        int[] counts = new int[2];
        for (int from = 0; from < images; from += BLOCK) {
            int begun = from;
            float[][] block = IntStream.range(from, Math.min(images, from + BLOCK))
                    .parallel()
                    .mapToObj(i -> less(image.apply(i), origin))
                    .toArray(float[][]::new);
            products.add(block);
            for (int i = 0; i < block.length; i++) {
                int label = group.applyAsInt(begun + i);
                counts[label]++;
                for (int j = 0; j < origin.length; j++) {
                    sums[label][j] += block[i][j];
                }
            }
        }
        return of(products, sums, counts);
    }

    private static HotellingObserver of(CrossProducts products, double[][] sums, int[] counts) {
        int width = sums[0].length;
        int degrees = counts[0] + counts[1] - 2;
        DMatrixRMaj covariance = products.matrix(1.0 / degrees);
        double[] difference = new double[width];
        for (int i = 0; i < width; i++) {
            difference[i] = sums[0][i] / counts[0] - sums[1][i] / counts[1];
            for (int j = 0; j < width; j++) {
                covariance.data[i * width + j] -=
                        (sums[0][i] * sums[0][j] / counts[0] + sums[1][i] * sums[1][j] / counts[1]) / degrees;
            }
        }
        double trace =
                IntStream.range(0, width).mapToDouble(i -> covariance.get(i, i)).sum();
        IntStream.range(0, width).forEach(i -> covariance.add(i, i, LEAST_VARIANCE * trace / width));
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(width);
        if (!solver.setA(covariance)) {
            throw new IllegalStateException("the covariance of " + width + " pixels is singular");
        }
        DMatrixRMaj template = new DMatrixRMaj(width, 1);
        solver.solve(DMatrixRMaj.wrap(width, 1, difference), template);
        return new HotellingObserver(template.data);
    }

    private static float[] less(float[] image, float[] origin) {
        float[] rest = new float[image.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = image[i] - origin[i];
        }
        return rest;
    }

    /** The higher, the more it speaks for class 0. */
    double score(float[] image) {
        double sum = 0;
        for (int i = 0; i < image.length; i++) {
            sum += template[i] * image[i];
        }
        return sum;
    }
}
