package org.subtext.folds;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Estimate;

/**
 * The standardised AUCs of scores that are linear in the classes of patients.
 *
 * @param influences {@code [case][patient]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record StandardisedAucs(FoldedCases cases, double[][] influences) {
    /** Labellings whose scores are computed in one pass over the influences. */
    private static final int BATCH = 64;

    /**
     * Of each class against the rest under each labelling, those without a standard error left out; of two classes the
     * second alone.
     *
     * @param labels {@code [labelling][patient]}
     */
    double[] under(int[][] labels) {
        int batches = (labels.length + BATCH - 1) / BATCH;
        return IntStream.range(0, batches)
                .parallel()
                .mapToObj(batch -> ofBatch(
                        Arrays.copyOfRange(labels, batch * BATCH, Math.min(labels.length, (batch + 1) * BATCH))))
                .flatMapToDouble(DoubleStream::of)
                .toArray();
    }

    private double[] ofBatch(int[][] labels) {
        int classes = cases.classes();
        int first = classes == 2 ? 1 : 0;
        int[] patientOfCase = cases.patientOfCase();
        double[] found = new double[labels.length * classes];
        int count = 0;
        for (int label = first; label < classes; label++) {
            double[][] scores = scores(labels, label);
            for (int r = 0; r < labels.length; r++) {
                boolean[] positives = new boolean[patientOfCase.length];
                for (int c = 0; c < positives.length; c++) {
                    positives[c] = labels[r][patientOfCase[c]] == label;
                }
                Estimate z = ClusteredAuc.standardised(BinaryScores.of(scores[r], positives, patientOfCase));
                if (z.isDefined()) {
                    found[count++] = z.valueOr(0);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** {@code [labelling][case]}: the influences of the patients of a class, added. */
    double[][] scores(int[][] labels, int label) {
        double[][] isOfClass = new double[cases.patients()][labels.length];
        for (int r = 0; r < labels.length; r++) {
            for (int patient = 0; patient < isOfClass.length; patient++) {
                isOfClass[patient][r] = labels[r][patient] == label ? 1 : 0;
            }
        }
        double[][] scores = new double[labels.length][influences.length];
        for (int c = 0; c < influences.length; c++) {
            double[] sums = sums(influences[c], isOfClass, labels.length);
            for (int r = 0; r < sums.length; r++) {
                scores[r][c] = sums[r];
            }
        }
        return scores;
    }

    private static double[] sums(double[] influences, double[][] isOfClass, int labellings) {
        double[] sums = new double[labellings];
        for (int patient = 0; patient < influences.length; patient++) {
            double influence = influences[patient];
            double[] indicators = isOfClass[patient];
            for (int r = 0; r < sums.length; r++) {
                sums[r] += influence * indicators[r];
            }
        }
        return sums;
    }
}
