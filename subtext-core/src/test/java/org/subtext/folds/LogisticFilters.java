package org.subtext.folds;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Penalised logistic regression by Newton's steps, trained on all folds but one: a learner that is not linear in the
 * labels and none of those that calibrate.
 *
 * @param features {@code [image][feature]}, of standard deviation one
 * @param balance as of {@link RidgeLearner}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record LogisticFilters(float[][] features, double penalty, double balance) {
    private static final int STEPS = 6;

    /** The mean score of each patient's images, one case a patient; two classes. */
    double[] scores(FoldedCases cases) {
        int width = features[0].length + 1;
        int[] images = new int[cases.patients()];
        for (int patient : cases.patientOfImage()) {
            images[patient]++;
        }
        double[] scores = new double[cases.patients()];
        for (int fold = 0; fold < cases.folds(); fold++) {
            double[] weights = new double[width];
            for (int step = 0; step < STEPS; step++) {
                newton(cases, images, fold, weights);
            }
            for (int image = 0; image < cases.images(); image++) {
                int patient = cases.patientOfImage()[image];
                if (cases.foldOfPatient()[patient] == fold) {
                    scores[patient] += probability(features[image], weights) / images[patient];
                }
            }
        }
        return scores;
    }

    private void newton(FoldedCases cases, int[] images, int fold, double[] weights) {
        int width = weights.length;
        DMatrixRMaj curvature = new DMatrixRMaj(width, width);
        DMatrixRMaj slope = new DMatrixRMaj(width, 1);
        double total = 0;
        double[] row = new double[width];
        row[width - 1] = 1;
        for (int image = 0; image < cases.images(); image++) {
            int patient = cases.patientOfImage()[image];
            if (cases.foldOfPatient()[patient] == fold) {
                continue;
            }
            double times = Math.pow(images[patient], -balance);
            double p = probability(features[image], weights);
            for (int j = 0; j < width - 1; j++) {
                row[j] = features[image][j];
            }
            for (int i = 0; i < width; i++) {
                slope.data[i] += times * (cases.classOfPatient()[patient] - p) * row[i];
                double scaled = times * p * (1 - p) * row[i];
                for (int j = 0; j < width; j++) {
                    curvature.data[i * width + j] += scaled * row[j];
                }
            }
            total += times;
        }
        for (int i = 0; i < width - 1; i++) {
            slope.data[i] -= penalty * total * weights[i];
            curvature.data[i * width + i] += penalty * total;
        }
        DMatrixRMaj change = new DMatrixRMaj(width, 1);
        if (!CommonOps_DDRM.solve(curvature, slope, change)) {
            throw new IllegalStateException("Newton's step has no solution");
        }
        for (int i = 0; i < width; i++) {
            weights[i] += change.data[i];
        }
    }

    private static double probability(float[] row, double[] weights) {
        double sum = weights[weights.length - 1];
        for (int j = 0; j < row.length; j++) {
            sum += weights[j] * row[j];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
