package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;

/** Prediction tables whose truth is known: scores are noise plus a shift for the recorded class. */
public final class Tables {
    public static final List<String> TWO = List.of("Asian", "White");
    public static final List<String> THREE = List.of("Asian", "Black", "White");

    private Tables() {}

    /** Patients have two images each and take the classes in turn. */
    public static List<PredictionRow> rows(
            String experiment, List<String> classes, int patients, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PredictionRow> rows = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            int label = patient % classes.size();
            for (int image = 0; image < 2; image++) {
                String id = "P" + patient;
                rows.add(new PredictionRow(
                        ExperimentName.read(experiment),
                        "fold " + (patient % 2 + 1),
                        "test",
                        id + "-" + image,
                        id,
                        id + "-" + image,
                        classes.get(label),
                        softmax(classes.size(), label, shift, random)));
            }
        }
        return rows;
    }

    public static PredictionTable table(
            String experiment, List<String> classes, int patients, double shift, long seed) {
        return PredictionRows.table(Unit.IMAGE, classes, rows(experiment, classes, patients, shift, seed));
    }

    public static PredictionTable join(List<String> classes, List<PredictionRow> first, List<PredictionRow> second) {
        List<PredictionRow> rows = new ArrayList<>(first);
        rows.addAll(second);
        return PredictionRows.table(Unit.IMAGE, classes, rows);
    }

    private static List<Double> softmax(int classes, int label, double shift, SplittableRandom random) {
        double[] scores = new double[classes];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            scores[k] = Math.exp(random.nextGaussian() + (k == label ? shift : 0));
            sum += scores[k];
        }
        List<Double> shares = new ArrayList<>();
        for (double score : scores) {
            shares.add(score / sum);
        }
        return shares;
    }
}
