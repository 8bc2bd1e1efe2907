package org.subtext.folds;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.subtext.readers.TaughtImages;

/**
 * Ridge regression of class indicators on features of images: a learner whose scores are linear in the labels, so that
 * training it again for other labels is a product with a matrix.
 *
 * <p>Trained on the images of all folds but one, with the class of their patient, and asked for the mean score of a
 * case's images. An image weighs n^−balance where its patient has n of them. The penalty is a multiple of the features'
 * mean variance times the weight of the training images. No intercept: folds are balanced in images of each class, and
 * exchanged classes are not, so it would only shift folds against each other.
 *
 * @param name in the words of a table
 * @param features {@code [image][feature]}
 * @param penalty above zero
 * @param balance 0 where every image counts the same, 1 where every patient does
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record RidgeLearner(String name, float[][] features, double penalty, double balance) {
    /** On features of another origin, each brought to standard deviation one; a constant stays as it is. */
    public static RidgeLearner onScaled(String name, float[][] features, double penalty, double balance) {
        return new RidgeLearner(name, ImageFeatures.scaled(features), penalty, balance);
    }

    /**
     * What the class of each patient adds to the score of each case: {@code [case][patient]}, zero between a case and
     * the patients of its own fold.
     */
    public double[][] influences(FoldedCases cases) {
        double[][] influences = new double[cases.cases()][cases.patients()];
        double[] weights = TaughtImages.weights(cases.patientOfImage(), balance);
        DMatrixRMaj[] products = productsByFold(cases, weights);
        for (int fold = 0; fold < cases.folds(); fold++) {
            addFold(cases, fold, weights, products, influences);
        }
        return influences;
    }

    private int width() {
        return features[0].length;
    }

    private void addFold(FoldedCases cases, int fold, double[] weights, DMatrixRMaj[] products, double[][] influences) {
        double[] mean = new double[width()];
        double weight = 0;
        for (int image = 0; image < cases.images(); image++) {
            if (foldOf(cases, image) != fold) {
                weight += weights[image];
                add(features[image], mean, weights[image]);
            }
        }
        scale(mean, 1 / weight);
        DMatrixRMaj inverse = inverse(products, fold, mean, weight);

        double[][] taught = new double[cases.patients()][width()]; // weighted sums over a patient's images, centred
        double[][] asked = new double[cases.cases()][width()]; // means over a case's images, centred
        int[] imagesOfCase = new int[cases.cases()];
        for (int image = 0; image < cases.images(); image++) {
            boolean isAssessed = foldOf(cases, image) == fold;
            double[] sums = isAssessed ? asked[cases.caseOfImage()[image]] : taught[cases.patientOfImage()[image]];
            double times = isAssessed ? 1 : weights[image];
            for (int j = 0; j < mean.length; j++) {
                sums[j] += times * (features[image][j] - mean[j]);
            }
            imagesOfCase[cases.caseOfImage()[image]]++;
        }
        int[] patientOfCase = cases.patientOfCase();
        double[] direction = new double[width()];
        for (int c = 0; c < asked.length; c++) {
            if (cases.foldOfPatient()[patientOfCase[c]] != fold) {
                continue;
            }
            for (int j = 0; j < direction.length; j++) {
                direction[j] = dot(asked[c], inverse.data, j * width()) / imagesOfCase[c];
            }
            for (int patient = 0; patient < taught.length; patient++) {
                if (cases.foldOfPatient()[patient] != fold) {
                    influences[c][patient] = dot(direction, taught[patient], 0);
                }
            }
        }
    }

    /** The inverse of the training images' centred inner products with the penalty on their diagonal. */
    private DMatrixRMaj inverse(DMatrixRMaj[] products, int fold, double[] mean, double weight) {
        DMatrixRMaj inner = new DMatrixRMaj(width(), width());
        for (int other = 0; other < products.length; other++) {
            if (other != fold) {
                CommonOps_DDRM.addEquals(inner, products[other]);
            }
        }
        for (int i = 0; i < width(); i++) {
            for (int j = 0; j < width(); j++) {
                inner.data[i * width() + j] -= weight * mean[i] * mean[j];
            }
        }
        double ridge = penalty * CommonOps_DDRM.trace(inner) / width();
        for (int i = 0; i < width(); i++) {
            inner.data[i * width() + i] += ridge > 0 ? ridge : 1; // features that are all constant
        }
        DMatrixRMaj inverse = new DMatrixRMaj(width(), width());
        if (!CommonOps_DDRM.invert(inner, inverse)) {
            throw new IllegalStateException("a penalised matrix of inner products has no inverse");
        }
        return inverse;
    }

    private DMatrixRMaj[] productsByFold(FoldedCases cases, double[] weights) {
        DMatrixRMaj[] products = new DMatrixRMaj[cases.folds()];
        Arrays.setAll(products, fold -> new DMatrixRMaj(width(), width()));
        for (int image = 0; image < cases.images(); image++) {
            float[] own = features[image];
            double[] sums = products[foldOf(cases, image)].data;
            for (int i = 0; i < own.length; i++) {
                add(own, sums, weights[image] * own[i], i * own.length);
            }
        }
        return products;
    }

    private static int foldOf(FoldedCases cases, int image) {
        return cases.foldOfPatient()[cases.patientOfImage()[image]];
    }

    private static void add(float[] values, double[] sums, double times) {
        add(values, sums, times, 0);
    }

    private static void add(float[] values, double[] sums, double times, int offset) {
        for (int j = 0; j < values.length; j++) {
            sums[offset + j] += times * values[j];
        }
    }

    private static void scale(double[] values, double by) {
        for (int j = 0; j < values.length; j++) {
            values[j] *= by;
        }
    }

    private static double dot(double[] left, double[] right, int offset) {
        double sum = 0;
        for (int j = 0; j < left.length; j++) {
            sum += left[j] * right[offset + j];
        }
        return sum;
    }
}
