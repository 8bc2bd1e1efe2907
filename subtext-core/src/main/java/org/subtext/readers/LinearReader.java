package org.subtext.readers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
 * <p>O(images · width² + width³), which several labels of the same images share. Source: Hoerl and Kennard (1970),
 * doi:10.1080/00401706.1970.10488634. Checked against scikit-learn in {@code LinearReaderTest}. Immutable.
 */
public final class LinearReader {
    /** In the place of a fold, of an image that teaches every reader and is not assessed. */
    public static final int TEACHES_ALL = -1;

    private static final int NOT_MET = -2;

    private final double[] means;

    /** {@code [class][feature]}, in units of the features. */
    private final double[][] coefficients;

    private LinearReader(double[] means, double[][] coefficients) {
        this.means = means;
        this.coefficients = coefficients;
    }

    /** Taught by these images, all of them. */
    public static LinearReader taughtBy(TaughtImages images) {
        return taughtBy(images, List.of(images.labels())).get(0);
    }

    /** A reader by each of several labels of the images, as {@link #taughtBy(TaughtImages)} of these teaches it. */
    public static List<LinearReader> taughtBy(TaughtImages images, List<int[]> labels) {
        int[] rows = IntStream.range(0, images.size()).toArray();
        double[] reference = Moments.reference(images, rows);
        double[] weights = images.weights();
        NormalEquations equations =
                new NormalEquations(Moments.of(images, rows, weights, reference), images.blocks(), Shrinkage.FEATURES);
        return labels.stream()
                .map(own -> of(equations, ClassSums.of(images.labelled(own), rows, weights, reference)))
                .toList();
    }

    /**
     * The scores of every assessed image, {@code [image][class]}, by the reader that all images but those of its
     * fold taught.
     *
     * @param folds in which each image is assessed, counted from 0; {@value #TEACHES_ALL} where it is not and teaches
     *     every reader, whose scores are null. All images of a patient are in one
     */
    public static double[][] acrossFolds(TaughtImages images, int[] folds) {
        return acrossFolds(images, folds, List.of(images.labels())).get(0);
    }

    /** The scores by each of several labels of the images, as {@link #acrossFolds(TaughtImages, int[])} gives them. */
    public static List<double[][]> acrossFolds(TaughtImages images, int[] folds, List<int[]> labels) {
        requireWholePatients(images.patients(), folds);
        int count = Arrays.stream(folds).max().orElse(-1) + 1;
        List<int[]> teaching = new ArrayList<>(); // of those that teach all readers, and then fold by fold
        teaching.add(rowsOf(folds, TEACHES_ALL));
        for (int fold = 0; fold < count; fold++) {
            teaching.add(count == 1 ? new int[0] : rowsOf(folds, fold)); // of one fold there is no other reader
        }
        double[] reference = Moments.reference(
                images, teaching.stream().flatMapToInt(Arrays::stream).sorted().toArray());
        double[] weights = images.weights();
        List<TaughtImages> labelled = labels.stream().map(images::labelled).toList();
        List<Moments> parts = new ArrayList<>();
        List<List<ClassSums>> classes = new ArrayList<>();
        for (int[] rows : teaching) {
            parts.add(Moments.of(images, rows, weights, reference));
            classes.add(labelled.stream()
                    .map(own -> ClassSums.of(own, rows, weights, reference))
                    .toList());
        }
        List<double[][]> scores =
                labels.stream().map(own -> new double[images.size()][]).toList();
        for (int fold = 0; fold < count; fold++) {
            NormalEquations equations = new NormalEquations(
                    Moments.sum(without(parts, fold + 1), reference), images.blocks(), Shrinkage.FEATURES);
            List<List<ClassSums>> others = without(classes, fold + 1);
            for (int l = 0; l < scores.size(); l++) {
                int which = l;
                LinearReader reader = of(
                        equations,
                        ClassSums.sum(
                                others.stream().map(part -> part.get(which)).toList(),
                                images.classes(),
                                images.width()));
                for (int row : rowsOf(folds, fold)) {
                    scores.get(l)[row] = reader.scores(images.features()[row]);
                }
            }
        }
        return scores;
    }

    private static <T> List<T> without(List<T> parts, int one) {
        List<T> others = new ArrayList<>(parts);
        others.remove(one);
        return others;
    }

    static LinearReader of(NormalEquations equations, ClassSums classes) {
        return new LinearReader(equations.means(), equations.coefficients(classes));
    }

    static void requireWholePatients(int[] patients, int[] folds) {
        int[] foldOf = new int[Arrays.stream(patients).max().orElse(-1) + 1];
        Arrays.fill(foldOf, NOT_MET);
        for (int i = 0; i < patients.length; i++) {
            if (foldOf[patients[i]] != NOT_MET && foldOf[patients[i]] != folds[i]) {
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
}
