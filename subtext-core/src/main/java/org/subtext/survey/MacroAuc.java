package org.subtext.survey;

import java.util.Arrays;

/**
 * The mean over classes of each class's AUC against the rest, one row a patient, with its standard error.
 *
 * <p>The error is DeLong's, of the mean: a row deviates by its placements among the other class of each AUC, and these
 * deviations are added before they are squared. Of two classes, whose scores mirror each other, it is exactly DeLong's
 * (1988, doi:10.2307/2531595).
 *
 * @param standardError NaN where a class has one patient, or all others
 * @param pairs of a patient in a class and one outside it, no patient twice, in the smallest of the AUCs
 */
record MacroAuc(double value, double standardError, int pairs) {
    /**
     * Of scores.
     *
     * @param scores {@code [class][row]}
     * @param labels of the rows
     */
    static MacroAuc of(float[][] scores, int[] labels) {
        double[] deviations = new double[labels.length];
        int first = scores.length == 2 ? 1 : 0;
        int classes = scores.length - first;
        double sum = 0;
        int pairs = labels.length;
        for (int label = first; label < scores.length; label++) {
            int positives = 0;
            for (int one : labels) {
                positives += one == label ? 1 : 0;
            }
            pairs = Math.min(pairs, Math.min(positives, labels.length - positives));
            sum += addClass(scores[label], labels, label, positives, deviations);
        }
        double squares = 0;
        for (double deviation : deviations) {
            squares += deviation * deviation;
        }
        return new MacroAuc(sum / classes, pairs > 1 ? Math.sqrt(squares) / classes : Double.NaN, pairs);
    }

    private static double addClass(float[] scores, int[] labels, int label, int positives, double[] deviations) {
        long[] order = ascending(scores);
        int negatives = labels.length - positives;
        double[] placements = new double[labels.length];
        double wins = 0;
        int positivesBelow = 0;
        int negativesBelow = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            int tiedPositives = 0;
            while (end < order.length && order[end] >> 32 == order[start] >> 32) {
                tiedPositives += labels[(int) order[end++]] == label ? 1 : 0;
            }
            int tiedNegatives = end - start - tiedPositives;
            double beaten = negativesBelow + tiedNegatives / 2.0;
            double beatenBy = positives - positivesBelow - tiedPositives / 2.0;
            for (int i = start; i < end; i++) {
                int row = (int) order[i];
                placements[row] = labels[row] == label ? beaten / negatives : beatenBy / positives;
            }
            wins += beaten * tiedPositives;
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            start = end;
        }
        double auc = wins / ((double) positives * negatives);
        double ofPositive = Math.sqrt(1.0 / ((double) positives * (positives - 1)));
        double ofNegative = Math.sqrt(1.0 / ((double) negatives * (negatives - 1)));
        for (int row = 0; row < labels.length; row++) {
            deviations[row] += (placements[row] - auc) * (labels[row] == label ? ofPositive : -ofNegative);
        }
        return auc;
    }

    /** Rows by score: the bits of a float in an order of their own in the upper half, the row in the lower. */
    private static long[] ascending(float[] scores) {
        long[] order = new long[scores.length];
        for (int row = 0; row < scores.length; row++) {
            int bits = Float.floatToIntBits(scores[row] + 0.0f);
            order[row] = (long) (bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits) << 32 | row;
        }
        Arrays.sort(order);
        return order;
    }
}
