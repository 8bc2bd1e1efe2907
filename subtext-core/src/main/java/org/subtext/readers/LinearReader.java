package org.subtext.readers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regression of class indicators on features: the plainest reader of images, taught in closed form.
 *
 * <p>Features are taken from their means over the teaching images and divided by their standard deviations there, then
 * by the square root of their block's size, so that blocks weigh alike. With z so scaled, weights w and centred
 * indicators y, the coefficients minimise {@code Σ w (y − z'β)² + λ |β|²}. λ is the total weighted variance (number of
 * blocks times Σ w) over four times the teaching patients: the shrinkage of a rule that is worth a quarter of the
 * variance of y before the first patient is seen, which patients outweigh as they come. It is fixed because the answer
 * hardly depends on it within a factor of ten, and because a penalty chosen by images, of which patients have several,
 * is chosen too small.
 *
 * <p>A score is a class's centred indicator as predicted: above 0 where the image looks more like the class than
 * teaching images do on average; scores of an image add up to 0. They carry no intercept, because the share of a class
 * among teaching patients moves against its share among the assessed and would shift folds against each other.
 *
 * <p>O(images · width² + width³). Source: Hoerl and Kennard (1970), doi:10.1080/00401706.1970.10488634. Checked against
 * scikit-learn in {@code LinearReaderTest}. Immutable.
 */
public final class LinearReader {
    private static final double PRIOR = 4;

    /** Float32 rounding of a constant is no variation. */
    private static final double SMALLEST_RELATIVE_DEVIATION = 1e-7;

    private final double[] means;

    /** {@code [class][feature]}, in units of the features. */
    private final double[][] coefficients;

    private LinearReader(double[] means, double[][] coefficients) {
        this.means = means;
        this.coefficients = coefficients;
    }

    /** Taught by these images, all of them. */
    public static LinearReader taughtBy(TaughtImages images) {
        double[] reference = Moments.reference(images);
        int[] rows = IntStream.range(0, images.size()).toArray();
        return of(Moments.of(images, rows, images.weights(), reference), images.blocks());
    }

    /**
     * The scores of every image, {@code [image][class]}, by the reader that the images of all other folds taught.
     *
     * @param folds of each image, counted from 0; all images of a patient are in one
     */
    public static double[][] acrossFolds(TaughtImages images, int[] folds) {
        requireWholePatients(images.patients(), folds);
        double[] reference = Moments.reference(images);
        double[] weights = images.weights();
        int count = Arrays.stream(folds).max().orElse(-1) + 1;
        List<Moments> parts = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            parts.add(Moments.of(images, rowsOf(folds, fold), weights, reference));
        }
        double[][] scores = new double[images.size()][];
        for (int fold = 0; fold < count; fold++) {
            List<Moments> others = new ArrayList<>(parts);
            others.remove(fold);
            LinearReader reader = of(Moments.sum(others, reference, images.classes()), images.blocks());
            for (int row : rowsOf(folds, fold)) {
                scores[row] = reader.scores(images.features()[row]);
            }
        }
        return scores;
    }

    private static void requireWholePatients(int[] patients, int[] folds) {
        int[] foldOf = new int[Arrays.stream(patients).max().orElse(-1) + 1];
        Arrays.fill(foldOf, -1);
        for (int i = 0; i < patients.length; i++) {
            if (foldOf[patients[i]] >= 0 && foldOf[patients[i]] != folds[i]) {
                throw new IllegalArgumentException("images of one patient lie in several folds");
            }
            foldOf[patients[i]] = folds[i];
        }
    }

    private static int[] rowsOf(int[] folds, int fold) {
        return IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
    }

    /** One score a class. */
    public double[] scores(float[] features) {
        double[] scores = new double[coefficients.length];
        for (int k = 0; k < scores.length; k++) {
            double[] own = coefficients[k];
            double sum = 0;
            for (int j = 0; j < own.length; j++) {
                sum += own[j] * (features[j] - means[j]);
            }
            scores[k] = sum;
        }
        return scores;
    }

    private static LinearReader of(Moments moments, int[] blocks) {
        if (moments.weight() == 0) {
            throw new IllegalArgumentException("a reader is taught by at least one image");
        }
        int width = moments.width();
        double[] scales = scales(moments, blocks);
        DMatrixRMaj normal = new DMatrixRMaj(width, width);
        double total = 0;
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                double value = moments.scatter(i, j) * scales[i] * scales[j];
                normal.set(i, j, value);
                normal.set(j, i, value);
            }
            total += normal.get(i, i);
        }
        double penalty = total > 0 ? total / (PRIOR * moments.patients()) : 1; // features that are all constant
        for (int i = 0; i < width; i++) {
            normal.add(i, i, penalty);
        }
        DMatrixRMaj right = new DMatrixRMaj(width, moments.classes());
        for (int j = 0; j < width; j++) {
            for (int k = 0; k < moments.classes(); k++) {
                right.set(j, k, moments.association(k, j) * scales[j]);
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(width);
        if (!solver.setA(normal)) {
            throw new IllegalStateException("a penalised matrix of inner products is not positive definite");
        }
        DMatrixRMaj solution = new DMatrixRMaj(width, moments.classes());
        solver.solve(right, solution);
        double[] means = new double[width];
        double[][] coefficients = new double[moments.classes()][width];
        for (int j = 0; j < width; j++) {
            means[j] = moments.mean(j);
            for (int k = 0; k < coefficients.length; k++) {
                coefficients[k][j] = solution.get(j, k) * scales[j];
            }
        }
        return new LinearReader(means, coefficients);
    }

    /** What each feature is multiplied with: 0 for a constant one. */
    private static double[] scales(Moments moments, int[] blocks) {
        double[] scales = new double[moments.width()];
        int j = 0;
        for (int size : blocks) {
            for (int end = j + size; j < end; j++) {
                double deviation = Math.sqrt(Math.max(0, moments.scatter(j, j)) / moments.weight());
                scales[j] = deviation > SMALLEST_RELATIVE_DEVIATION * Math.abs(moments.mean(j))
                        ? 1 / (deviation * Math.sqrt(size))
                        : 0;
            }
        }
        return scales;
    }
}
