package org.subtext.confounding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.subtext.wording.Digits;

/**
 * How unevenly a column is spread over the classes in the rows at hand: the largest standardised difference between two
 * classes. A description of these rows; it claims nothing about other patients.
 *
 * <p>Of a wording or label (p₁ − p₂)/√((p₁(1 − p₁) + p₂(1 − p₂))/2), of numbers the difference of means over the root
 * of the mean variance. Differences from {@value #NOTABLE} on are usually called notable. Source: Austin (2009),
 * doi:10.1002/sim.3697.
 *
 * @param column name
 * @param level the wording or label that differs most; null for numbers
 * @param higher class with more of it, or higher numbers
 * @param lower the other class
 * @param difference not negative
 */
public record Imbalance(String column, @Nullable String level, int higher, int lower, double difference) {
    /** From here on a difference is called notable. */
    public static final double NOTABLE = 0.1;

    private static final int MOST_LEVELS = 50;

    /** The largest difference of a column. */
    public static Imbalance of(RecordedColumn column, int[] labels, int classes) {
        if (column.kind() == RecordedColumn.Kind.NUMERIC) {
            return numbers(column, labels, classes);
        }
        Imbalance largest = new Imbalance(column.name(), null, 0, 1, 0);
        List<String> levels = new ArrayList<>(
                column.counts().keySet().stream().limit(MOST_LEVELS).toList());
        Collections.reverse(levels); // of two levels, which differ alike, the rarer is named
        for (String level : levels) {
            double[] shares = shares(labels, classes, row -> column.labels(row).contains(level));
            double[] variances = new double[classes];
            for (int k = 0; k < classes; k++) {
                variances[k] = shares[k] * (1 - shares[k]);
            }
            Imbalance ofLevel = largest(column.name(), level, shares, variances);
            largest = ofLevel.difference() > largest.difference() + 1e-9 ? ofLevel : largest;
        }
        return largest;
    }

    public boolean isNotable() {
        return difference >= NOTABLE;
    }

    /** "AP more often in F, standardised difference 0.27". */
    public String words(List<String> classNames) {
        return (level == null ? "higher in " : level + " more often in ")
                + classNames.get(higher)
                + (classNames.size() > 2 ? " than in " + classNames.get(lower) : "")
                + ", standardised difference " + Digits.fixed(difference, 2);
    }

    private static Imbalance numbers(RecordedColumn column, int[] labels, int classes) {
        double[] sums = new double[classes];
        double[] squares = new double[classes];
        int[] counts = new int[classes];
        for (int row = 0; row < labels.length; row++) {
            OptionalDouble value = column.number(row);
            if (value.isPresent()) {
                sums[labels[row]] += value.getAsDouble();
                squares[labels[row]] += value.getAsDouble() * value.getAsDouble();
                counts[labels[row]]++;
            }
        }
        double[] means = new double[classes];
        double[] variances = new double[classes];
        for (int k = 0; k < classes; k++) {
            means[k] = counts[k] == 0 ? 0 : sums[k] / counts[k];
            variances[k] = counts[k] == 0 ? 0 : Math.max(0, squares[k] / counts[k] - means[k] * means[k]);
        }
        return largest(column.name(), null, means, variances);
    }

    private static double[] shares(int[] labels, int classes, IntPredicate holds) {
        double[] shares = new double[classes];
        int[] counts = new int[classes];
        for (int row = 0; row < labels.length; row++) {
            shares[labels[row]] += holds.test(row) ? 1 : 0;
            counts[labels[row]]++;
        }
        for (int k = 0; k < classes; k++) {
            shares[k] = counts[k] == 0 ? 0 : shares[k] / counts[k];
        }
        return shares;
    }

    private static Imbalance largest(String column, @Nullable String level, double[] means, double[] variances) {
        Imbalance largest = new Imbalance(column, level, 0, 1, 0);
        for (int a = 0; a < means.length; a++) {
            for (int b = 0; b < means.length; b++) {
                double spread = Math.sqrt((variances[a] + variances[b]) / 2);
                double difference = means[a] - means[b];
                if (difference > 0 && (spread == 0 || difference / spread > largest.difference())) {
                    // Without any spread the classes do not overlap at all.
                    largest = new Imbalance(column, level, a, b, spread == 0 ? Double.MAX_VALUE : difference / spread);
                }
            }
        }
        return largest;
    }
}
