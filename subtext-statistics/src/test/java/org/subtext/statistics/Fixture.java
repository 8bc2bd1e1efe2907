package org.subtext.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

/** The closed-form sample of validation/statistics/fixture.py, and random ones. */
public final class Fixture {
    public static final int ROWS = 90;

    /** For numbers that another program printed with 15 digits. */
    public static final Offset<Double> EXACT = Offset.offset(1e-12);

    private Fixture() {}

    public static int patient(int row) {
        return row / 3;
    }

    public static int[] patients() {
        return IntStream.range(0, ROWS).map(Fixture::patient).toArray();
    }

    /** Labels constant within a patient. */
    public static BinaryScores first() {
        return sample(true, true);
    }

    public static BinaryScores second() {
        return sample(true, false);
    }

    /** Labels that differ within a patient. */
    public static BinaryScores mixedFirst() {
        return sample(false, true);
    }

    public static BinaryScores mixedSecond() {
        return sample(false, false);
    }

    private static BinaryScores sample(boolean byPatient, boolean isFirst) {
        boolean[] labels = new boolean[ROWS];
        double[] scores = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            int patient = patient(row);
            labels[row] = (byPatient ? patient : row) * 7 % 10 < 4;
            scores[row] = isFirst
                    ? ((row * 37 + 11 * patient * patient) % 101 + (labels[row] ? 25 : 0)) / 126.0
                    : ((row * 53 + 7) % 89 + (labels[row] ? 40 : 0)) / 129.0;
        }
        return BinaryScores.of(scores, labels, patients());
    }

    public static MulticlassScores threeClasses() {
        int[] truth = new int[ROWS];
        double[][] scores = new double[3][ROWS];
        for (int row = 0; row < ROWS; row++) {
            truth[row] = patient(row) * 7 % 10 % 3;
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                scores[k][row] = 1 + (row * (17 + 6 * k) + 13 * k) % 50 + (truth[row] == k ? 20 : 0);
                sum += scores[k][row];
            }
            for (int k = 0; k < 3; k++) {
                scores[k][row] /= sum;
            }
        }
        return MulticlassScores.of(List.of("Asian", "Black", "White"), scores, truth, patients());
    }

    /** From 4 to 60 patients with 1 to 4 rows, both classes present, coarse scores so that there are ties. */
    public static BinaryScores random(SplittableRandom random) {
        int patients = random.nextInt(4, 60);
        int[] clusters = IntStream.range(0, patients)
                .flatMap(patient -> IntStream.range(0, random.nextInt(1, 5)).map(image -> patient))
                .toArray();
        boolean[] labels = new boolean[clusters.length];
        double[] scores = new double[clusters.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = clusters[row] < 2 ? clusters[row] == 0 : random.nextBoolean();
            scores[row] = random.nextInt(12) + (labels[row] ? 3 : 0);
        }
        return BinaryScores.of(scores, labels, clusters);
    }

    public static Interval interval(Estimate estimate) {
        return ((Estimate.Known) estimate).interval();
    }

    public static double value(Estimate estimate) {
        if (estimate instanceof Estimate.Undefined undefined) {
            throw new AssertionError("undefined: " + undefined.reason());
        }
        return estimate.valueOr(Double.NaN);
    }

    /** The same rows with other scores. */
    public static BinaryScores withScores(BinaryScores rows, IntToDoubleFunction scores) {
        int[] all = Clusters.oneEach(rows.size());
        boolean[] labels = new boolean[all.length];
        for (int row : all) {
            labels[row] = rows.isPositive(row);
        }
        return BinaryScores.of(
                IntStream.of(all).mapToDouble(scores).toArray(),
                labels,
                IntStream.of(all).map(rows::cluster).toArray());
    }
}
