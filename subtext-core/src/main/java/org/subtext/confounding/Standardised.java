package org.subtext.confounding;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Columns brought to mean 0 and variance 1 by the training rows; columns that never change there are dropped. */
final class Standardised {
    private final int[] kept;
    private final double[] means;
    private final double[] deviations;

    private Standardised(int[] kept, double[] means, double[] deviations) {
        this.kept = kept;
        this.means = means;
        this.deviations = deviations;
    }

    static Standardised of(double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int c = 0; c < width; c++) {
            double sum = 0;
            for (double[] row : rows) {
                sum += row[c];
            }
            means[c] = sum / rows.length;
            double squares = 0;
            for (double[] row : rows) {
                squares += (row[c] - means[c]) * (row[c] - means[c]);
            }
            deviations[c] = Math.sqrt(squares / rows.length);
        }
        int[] kept = IntStream.range(0, width)
                .filter(c -> deviations[c] > 1e-12 * Math.max(1, Math.abs(means[c])))
                .toArray();
        return new Standardised(
                kept,
                Arrays.stream(kept).mapToDouble(c -> means[c]).toArray(),
                Arrays.stream(kept).mapToDouble(c -> deviations[c]).toArray());
    }

    int width() {
        return kept.length;
    }

    double[] apply(double[] row) {
        double[] values = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            values[i] = (row[kept[i]] - means[i]) / deviations[i];
        }
        return values;
    }
}
