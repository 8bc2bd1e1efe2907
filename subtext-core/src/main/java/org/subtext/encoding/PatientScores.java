package org.subtext.encoding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Probabilities by patient: the mean over the patient's rows. */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only
record PatientScores(double[][] probabilities, int[] labels) {
    /** Patients in order of their first row, each with the class of that row. */
    static PatientScores of(double[][] scores, ProbeRows rows) {
        Map<Integer, double[]> sums = new LinkedHashMap<>();
        Map<Integer, Integer> labels = new LinkedHashMap<>();
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            int patient = rows.patients()[row];
            double[] sum = sums.computeIfAbsent(patient, p -> new double[rows.classes()]);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += scores[row][k];
            }
            labels.putIfAbsent(patient, rows.labels()[row]);
            counts.merge(patient, 1, Integer::sum);
        }
        sums.forEach((patient, sum) -> Arrays.setAll(sum, k -> sum[k] / counts.getOrDefault(patient, 1)));
        return new PatientScores(
                sums.values().toArray(double[][]::new),
                labels.values().stream().mapToInt(label -> label).toArray());
    }

    /** Bits that the recorded class of patient {@code i} costs when its probability is mixed with a little of all. */
    double bits(int i, double mixed) {
        double[] row = probabilities[i];
        return -Math.log((1 - mixed) * row[labels[i]] + mixed / row.length) / Math.log(2);
    }

    /** Share of each class among the patients. */
    double[] shares() {
        double[] shares = new double[probabilities[0].length];
        for (int label : labels) {
            shares[label] += 1.0 / labels.length;
        }
        return shares;
    }
}
