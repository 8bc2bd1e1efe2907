package org.subtext.readers;

/**
 * Weighted sums over images by class: all that a ridge regression needs of labels beside the {@link Moments} of
 * features. Those of disjoint sets of patients add up. O(images · width).
 */
final class ClassSums {
    private final double[] weights;

    /** {@code [class][feature]}, counted from the point of reference. */
    private final double[][] sums;

    private ClassSums(int classes, int width) {
        weights = new double[classes];
        sums = new double[classes][width];
    }

    /** Of some images, who are all of their patients' images. */
    static ClassSums of(TaughtImages images, int[] rows, double[] weights, double[] reference) {
        ClassSums all = new ClassSums(images.classes(), reference.length);
        for (int row : rows) {
            float[] own = images.features()[row];
            int label = images.labels()[row];
            all.weights[label] += weights[row];
            for (int j = 0; j < reference.length; j++) {
                all.sums[label][j] += weights[row] * (own[j] - reference[j]);
            }
        }
        return all;
    }

    /** Of several sets of images together, which share no patient. */
    static ClassSums sum(Iterable<ClassSums> parts, int classes, int width) {
        ClassSums all = new ClassSums(classes, width);
        for (ClassSums part : parts) {
            Moments.add(part.weights, all.weights);
            for (int k = 0; k < classes; k++) {
                Moments.add(part.sums[k], all.sums[k]);
            }
        }
        return all;
    }

    int classes() {
        return weights.length;
    }

    /** Weighted sum of feature j's deviations from its mean over all images times those of the indicator of class k. */
    double association(int k, int j, Moments all) {
        return sums[k][j] - weights[k] * all.sum(j) / all.weight();
    }
}
