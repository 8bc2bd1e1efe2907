package org.subtext.confounding;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The sample of validation/confounding/reference.py. */
final class ClosedForm {
    static final int ROWS = 240;
    static final int[] TRAINING = IntStream.range(0, 160).toArray();
    static final int[] TEST = IntStream.range(160, ROWS).toArray();

    private ClosedForm() {}

    static int[] patients() {
        return IntStream.range(0, ROWS).map(row -> row / 2).toArray();
    }

    static double[][] features() {
        double[][] features = new double[ROWS][];
        Arrays.setAll(features, row -> new double[] {
            row * 37 % 101 / 10.0,
            (row * 53 + 7) % 89 / 8.0,
            (row * 29 + row / 2 * (row / 2)) % 67 / 6.0,
            row % 7 < 3 ? 1 : 0
        });
        return features;
    }

    static int[] twoClasses() {
        double[][] features = features();
        return IntStream.range(0, ROWS)
                .map(row -> {
                    double[] x = features[row];
                    return x[0] + 2 * x[3] + row * 17 % 23 / 2.0 > 10.5 ? 1 : 0;
                })
                .toArray();
    }

    static int[] threeClasses() {
        double[][] features = features();
        return IntStream.range(0, ROWS)
                .map(row -> {
                    double value = features[row][1] + row * 13 % 31 / 3.0;
                    return value < 7 ? 0 : value < 13 ? 1 : 2;
                })
                .toArray();
    }

    static LabelledRows twoClassRows() {
        return new LabelledRows(features(), twoClasses(), 2, patients());
    }

    /** Two columns of levels. */
    static int[][] levels() {
        int[] two = twoClasses();
        double[][] x = features();
        return new int[][] {
            IntStream.range(0, ROWS)
                    .map(row -> row * 11 % 10 < 3 + 4 * two[row] ? 1 : 0)
                    .toArray(),
            IntStream.range(0, ROWS)
                    .map(row -> x[row][2] < 4 ? 0 : x[row][2] < 8 ? 1 : 2)
                    .toArray()
        };
    }

    /** Scores of class 1 that go with the class and with the first column. */
    static double[] scores() {
        int[] two = twoClasses();
        int[] a = levels()[0];
        return IntStream.range(0, ROWS)
                .mapToDouble(row -> row * 41 % 97 / 97.0 + 0.3 * two[row] + 0.2 * a[row])
                .toArray();
    }
}
