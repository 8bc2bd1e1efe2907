package org.subtext.predictions;

import java.util.Arrays;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/**
 * Scores of a column that stand for no score: a few of 999 or −1 where all others are shares.
 *
 * <p>They would rank their images above or below everybody. Logits, votes of −1, 0 and 1 and other numbers that lie
 * among the rest are scores.
 */
final class ScoreCodes {
    private static final Set<Double> CODES =
            Set.of(-1.0, -9.0, 9.0, -99.0, 99.0, -999.0, 999.0, -9999.0, 9999.0, -99999.0, 99999.0, -100.0, -1000.0);

    /** Beyond this share of a column they are no exception. */
    private static final double FEW = 0.2;

    /** From here on a number is a code beside scores of any kind, all of which lie well below it. */
    private static final double LARGE = 99;

    private static final double FAR = 8;

    private double[] scores = new double[64];
    private int[] rows = new int[64];
    private int count;

    /** A score and the row it stands in. */
    void add(int row, double score) {
        if (count == scores.length) {
            scores = Arrays.copyOf(scores, 2 * count);
            rows = Arrays.copyOf(rows, 2 * count);
        }
        scores[count] = score;
        rows[count++] = row;
    }

    /** Refuses the codes of a column, with the rows that they stand in. */
    void refuse(String column, ScoreCells cells, Problems problems) {
        if (!refuse(CODES::contains, column, cells, problems)) {
            refuse(score -> CODES.contains(score) && Math.abs(score) >= LARGE, column, cells, problems);
        }
    }

    private boolean refuse(DoublePredicate isCode, String column, ScoreCells cells, Problems problems) {
        int codes = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double smallest = Double.POSITIVE_INFINITY;
        boolean hasShares = false;
        for (int i = 0; i < count; i++) {
            if (isCode.test(scores[i])) {
                codes++;
                smallest = Math.min(smallest, Math.abs(scores[i]));
            } else {
                least = Math.min(least, scores[i]);
                most = Math.max(most, scores[i]);
                hasShares |= scores[i] > 0 && scores[i] < 1;
            }
        }
        boolean areShares = hasShares && least >= 0 && most <= 1;
        boolean areFar = smallest >= LARGE && smallest >= FAR * Math.max(Math.abs(least), Math.abs(most));
        if (codes == 0 || codes > FEW * count || !areShares && !areFar) {
            return false;
        }
        Sentence mend = Sentence.of("All other scores of the column lie between " + least + " and " + most + ", so "
                        + codes + " of " + count + (codes == 1 ? " is" : " are") + " hardly a score. Empty such cells,"
                        + " and leave their images out, counted by class: ")
                .set(Argument.SCORES_MISSING, "exclude")
                .and(".");
        for (int i = 0; i < count; i++) {
            if (isCode.test(scores[i])) {
                problems.add(
                        "code in " + column,
                        "Row " + cells.table().rowNumber(rows[i]) + " has the score " + cells.get(column, rows[i])
                                + " in column " + column + ".",
                        mend);
            }
        }
        return true;
    }
}
