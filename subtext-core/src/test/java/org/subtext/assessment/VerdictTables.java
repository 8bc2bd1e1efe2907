package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;

/**
 * Prediction tables with an AUC of each class's own: the score of a class is normal, and higher among its patients by
 * what the AUC needs. Columns are independent of each other; of two classes the second is the first with its sign
 * changed.
 *
 * @param patients of each class
 * @param aucs of each class against the rest
 * @param images a patient has
 * @param steps scores are rounded to so many in a standard deviation; 0 for no ties
 */
public record VerdictTables(List<Integer> patients, List<Double> aucs, int images, int steps) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double COMMON = Math.sqrt(0.5);

    static VerdictTables of(List<Integer> patients, List<Double> aucs) {
        return new VerdictTables(patients, aucs, 1, 0);
    }

    List<String> classes() {
        return List.of("Asian", "Black", "White", "Native", "Pacific", "Two or more", "Other")
                .subList(0, patients.size());
    }

    /** Recorded class of each row. */
    int[] truths() {
        List<Integer> truths = new ArrayList<>();
        for (int k = 0; k < patients.size(); k++) {
            for (int row = 0; row < patients.get(k) * images; row++) {
                truths.add(k);
            }
        }
        return truths.stream().mapToInt(k -> k).toArray();
    }

    /** Scores {@code [class][row]}: half of the variance is common to the images of a patient. */
    double[][] scores(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] truths = truths();
        double[][] scores = new double[patients.size()][truths.length];
        int columns = scores.length == 2 ? 1 : scores.length;
        for (int k = 0; k < columns; k++) {
            double shift = Math.sqrt(2) * NORMAL.inverseCumulativeProbability(aucs.get(k));
            double common = 0;
            for (int row = 0; row < truths.length; row++) {
                common = row % images == 0 ? random.nextGaussian() : common;
                double noise = images == 1 ? common : COMMON * common + COMMON * random.nextGaussian();
                scores[k][row] = rounded(noise + (truths[row] == k ? shift : 0));
            }
        }
        if (columns == 1) {
            for (int row = 0; row < truths.length; row++) {
                scores[1][row] = -scores[0][row];
            }
        }
        return scores;
    }

    private double rounded(double score) {
        return steps == 0 ? score : Math.rint(score * steps) / steps;
    }

    PredictionTable table(long seed) {
        int[] truths = truths();
        double[][] scores = scores(seed);
        List<PredictionRow> rows = new ArrayList<>();
        for (int row = 0; row < truths.length; row++) {
            List<Double> ofRow = new ArrayList<>();
            for (double[] column : scores) {
                ofRow.add(column[row]);
            }
            String patient = "P" + row / images;
            rows.add(new PredictionRow(
                    ExperimentName.read("internal"),
                    "run",
                    "test",
                    patient,
                    patient,
                    "I" + row,
                    classes().get(truths[row]),
                    ofRow));
        }
        return PredictionRows.table(Unit.IMAGE, classes(), rows);
    }
}
