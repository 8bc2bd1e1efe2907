package org.subtext.confounding;

import java.util.Arrays;

/**
 * Rows of numbers with their classes and patients.
 *
 * <p>Arrays are handed over, not copied: do not change them afterwards.
 *
 * @param features {@code [row][column]}, finite
 * @param labels class index of each row
 * @param classes number of classes
 * @param groups patient ordinal of each row; rows of a patient stay together in every cross-validation
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record LabelledRows(double[][] features, int[] labels, int classes, int[] groups) {
    public LabelledRows {
        if (features.length != labels.length || features.length != groups.length) {
            throw new IllegalArgumentException("features, labels and groups must be of one length, got "
                    + features.length + ", " + labels.length + ", " + groups.length);
        }
        if (classes < 2) {
            throw new IllegalArgumentException("at least two classes are expected, got " + classes);
        }
        for (double[] row : features) {
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("features must be finite, got " + value);
                }
            }
        }
    }

    /** Rows that belong to nobody in common. */
    public static LabelledRows ungrouped(double[][] features, int[] labels, int classes) {
        int[] groups = new int[labels.length];
        Arrays.setAll(groups, row -> row);
        return new LabelledRows(features, labels, classes, groups);
    }

    public int size() {
        return labels.length;
    }

    /** Columns; 0 without rows. */
    public int width() {
        return features.length == 0 ? 0 : features[0].length;
    }

    /** Some of the rows. */
    public LabelledRows at(int[] rows) {
        return new LabelledRows(
                Arrays.stream(rows).mapToObj(row -> features[row]).toArray(double[][]::new),
                Arrays.stream(rows).map(row -> labels[row]).toArray(),
                classes,
                Arrays.stream(rows).map(row -> groups[row]).toArray());
    }

    /** The same rows with other numbers. */
    public LabelledRows withFeatures(double[][] other) {
        return new LabelledRows(other, labels, classes, groups);
    }

    /** How many classes have a row. */
    int classesPresent() {
        return (int) Arrays.stream(labels).distinct().count();
    }

    /** Share of each class. */
    double[] shares() {
        double[] shares = new double[classes];
        for (int label : labels) {
            shares[label] += 1.0 / labels.length;
        }
        return shares;
    }
}
