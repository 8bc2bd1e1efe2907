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

    private static final double PER_CENT = 100;

    /** Numbers from so much below 1 to so much above it are looked at. */
    private static final double BAND = 0.5;

    private static final int FEWEST_SHARES = 10;

    /** One or two numbers far away are exceptions. */
    private static final int FEWEST_BEYOND = 3;

    /** How many times as many shares lie below 1 as numbers above it where they break off. */
    private static final int BREAK = 8;

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

    /**
     * Refuses shares and per cent in one column. Numbers of one kind thin out beyond 1; where they break off there, and
     * others go on up to 100, those are of another kind.
     */
    void refuseTwoScales(String column, ScoreCells cells, Problems problems) {
        int share = -1;
        int percent = -1;
        int below = 0;
        int above = 0;
        int beyond = 0;
        for (int i = 0; i < count; i++) {
            if (scores[i] < 0 || scores[i] > PER_CENT) {
                return;
            }
            boolean isShare = scores[i] < 1;
            share = isShare && scores[i] > BAND && share < 0 ? i : share;
            percent = scores[i] > 1 + BAND && percent < 0 ? i : percent;
            below += isShare && scores[i] > BAND ? 1 : 0;
            above += scores[i] > 1 && scores[i] <= 1 + BAND ? 1 : 0;
            beyond += scores[i] > 1 + BAND ? 1 : 0;
        }
        if (below < FEWEST_SHARES || below < BREAK * above || beyond < FEWEST_BEYOND || beyond <= 3 * above) {
            return;
        }
        problems.add("Column " + column + " holds shares such as " + cells.get(column, rows[share]) + " in row "
                + cells.table().rowNumber(rows[share]) + " and, as per cent would be, "
                + cells.get(column, rows[percent]) + " in row " + cells.table().rowNumber(rows[percent])
                + ": hardly any number lies between 1 and " + (1 + BAND) + ". Two forms in one column would rank"
                + " images by their form. Write all scores of the column in one form.");
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
