package org.subtext.readers;

/**
 * The equations of a ridge regression on some images' features: factorised once, in O(width³), and solved in O(width²)
 * for any labels of these images.
 */
final class NormalEquations {
    private final Moments moments;
    private final double[] scales;
    private final Cholesky factors;

    NormalEquations(Moments moments, int[] blocks, Shrinkage shrinkage) {
        if (moments.weight() == 0) {
            throw new IllegalArgumentException("a reader is taught by at least one image");
        }
        this.moments = moments;
        scales = shrinkage.scales(moments, blocks);
        int width = moments.width();
        double[][] normal = new double[width][width];
        double total = 0;
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                normal[j][i] = moments.scatter(i, j) * scales[i] * scales[j];
            }
            total += normal[i][i];
        }
        double penalty = shrinkage.penalty(total, moments);
        for (int i = 0; i < width; i++) {
            normal[i][i] += penalty;
        }
        factors = new Cholesky(normal);
    }

    /** The means that features are counted from. */
    double[] means() {
        double[] means = new double[moments.width()];
        for (int j = 0; j < means.length; j++) {
            means[j] = moments.mean(j);
        }
        return means;
    }

    /** {@code [class][feature]}, in units of the features. */
    double[][] coefficients(ClassSums classes) {
        int width = moments.width();
        double[][] coefficients = new double[classes.classes()][];
        for (int k = 0; k < coefficients.length; k++) {
            double[] right = new double[width];
            for (int j = 0; j < width; j++) {
                right[j] = classes.association(k, j, moments) * scales[j];
            }
            double[] solution = factors.solve(right);
            for (int j = 0; j < width; j++) {
                solution[j] *= scales[j];
            }
            coefficients[k] = solution;
        }
        return coefficients;
    }
}
