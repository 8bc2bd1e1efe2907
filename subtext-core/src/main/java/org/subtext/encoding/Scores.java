package org.subtext.encoding;

import java.util.Arrays;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Roc;

/** How good scores are, for choices made on training patients. */
final class Scores {
    private static final double SMALLEST = 1e-12;

    private Scores() {}

    /** Mean of the one-versus-rest AUCs of the classes that have rows and are not alone. */
    static double macroAuc(double[][] scores, ProbeRows rows) {
        return Arrays.stream(rows.classesPresent())
                .mapToDouble(k -> {
                    double[] own =
                            Arrays.stream(scores).mapToDouble(row -> row[k]).toArray();
                    boolean[] labels = new boolean[rows.size()];
                    for (int row = 0; row < labels.length; row++) {
                        labels[row] = rows.labels()[row] == k;
                    }
                    return Roc.of(BinaryScores.independent(own, labels)).auc().valueOr(0.5);
                })
                .average()
                .orElse(0.5);
    }

    /** Mean of minus the natural logarithm of the recorded class's probability. */
    static double logLoss(double[][] scores, ProbeRows rows) {
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            sum -= Math.log(Math.max(SMALLEST, scores[row][rows.labels()[row]]));
        }
        return sum / rows.size();
    }
}
