package org.subtext.predictions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Score columns that are hardly what a model says of images: the same for everybody, decisions in place of scores,
 * copies of the truth. Assessed all the same, since each may be meant, and said.
 */
public final class OddScores {
    /** From this share of images with one score on, a column is called nearly constant. */
    private static final double NEARLY_ALL = 0.9;

    /** Of fewer nothing is odd. */
    private static final int FEW = 10;

    /** Share of scores far from 0 and 1, from which on they are no exceptions. */
    private static final double BEYOND = 0.1;

    /** Share of scores between 0 and 1 from which on they crowd there. */
    private static final double MANY = 0.2;

    /** How many times as many scores lie between 0 and 1 as on either side. */
    private static final int CROWDED = 3;

    private final String name;
    private final double[] scores;
    private final boolean[] isClass;

    private OddScores(String name, double[] scores, boolean[] isClass) {
        this.name = name;
        this.scores = scores;
        this.isClass = isClass;
    }

    /**
     * What is odd about the scores of each model.
     *
     * @param columns by class, what a sentence calls its scores; a model's single column speaks for the last class
     */
    static List<Remark> remarks(PredictionTable table, Map<String, String> columns, boolean isSingleColumn) {
        List<Remark> remarks = new ArrayList<>();
        int first = isSingleColumn ? table.classes().size() - 1 : 0;
        for (ExperimentName model : table.experiments()) {
            PredictionTable own = table.of(model);
            for (int k = first; k < table.classes().size(); k++) {
                String className = table.classes().get(k);
                String column = isSingleColumn
                        ? "The scores of " + model.name()
                        : "The scores of " + columns.getOrDefault(className, "class " + className)
                                + (table.experiments().size() > 1 ? " of " + model.name() : "");
                boolean[] isClass = new boolean[own.size()];
                for (int row = 0; row < isClass.length; row++) {
                    isClass[row] = own.truth(row).equals(className);
                }
                new OddScores(column, own.scores(k), isClass).remark().ifPresent(remarks::add);
            }
        }
        return remarks;
    }

    /**
     * What is odd about one column.
     *
     * @param column what a sentence calls its scores: "The scores of effusion"
     * @param scores all numbers
     * @param isClass of each, whether the truth is what a high score speaks for
     */
    public static Optional<Remark> of(String column, double[] scores, boolean[] isClass) {
        return new OddScores(column, scores.clone(), isClass.clone()).remark();
    }

    private Optional<Remark> remark() {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        int most = 0;
        int start = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || Double.compare(sorted[i], sorted[i - 1]) != 0) {
                distinct++;
                start = i;
            }
            most = Math.max(most, i + 1 - start);
        }
        if (scores.length < FEW) {
            return Optional.empty();
        }
        if (distinct == 1) {
            return remark(
                    Remark.Code.CONSTANT_SCORES,
                    Sentence.of(name + " are the same for all ")
                            .counted(scores.length, "image", "images")
                            .and(": they rank nobody, and their AUC of 0.5 says nothing."));
        }
        if (isSeparated()) {
            return distinct == 2
                    ? remark(
                            Remark.Code.SCORES_COPY_THE_TRUTH,
                            Sentence.of(
                                    name + " are one number for the class and another for all others, as a copy of the"
                                            + " truth would be. Check that no column of labels was named for one of"
                                            + " scores."))
                    : remark(
                            Remark.Code.PERFECT_SEPARATION,
                            Sentence.of(
                                    name + " part the classes without a single exception. Check that the model was not"
                                            + " taught with these images, and that no other column was named."));
        }
        if (most >= NEARLY_ALL * scores.length) {
            return remark(
                    Remark.Code.NEARLY_CONSTANT_SCORES,
                    Sentence.of(name + " are one and the same for ")
                            .counted(most, "image", "images")
                            .and(" of ")
                            .counted(scores.length, "image", "images")
                            .and(": nearly nobody is ranked."));
        }
        if (areOfTwoScales()) {
            return remark(
                    Remark.Code.SCORES_OF_TWO_SCALES,
                    Sentence.of(name + " lie between 0 and 1 far more often than close by, and others lie far away, as"
                            + " where probabilities and logits stand in one column: images would be ranked by their"
                            + " form. Check that one form was written throughout."));
        }
        return distinct == 2
                ? remark(
                        Remark.Code.SCORES_ARE_DECISIONS,
                        Sentence.of(name + " have two values alone, as decisions have: their AUC is that of the one"
                                + " threshold behind them, and mostly lower than that of the scores."))
                : Optional.empty();
    }

    /** Whether scores crowd from 0 to 1, thin out on both sides, and go on beyond. */
    private boolean areOfTwoScales() {
        long between = count(0, 1);
        long beyond =
                Arrays.stream(scores).filter(score -> score < -1 || score > 2).count();
        boolean areWhole = Arrays.stream(scores).allMatch(score -> score == Math.rint(score));
        return !areWhole
                && Arrays.stream(scores).anyMatch(score -> score < -1)
                && beyond >= BEYOND * scores.length
                && between >= MANY * scores.length
                && between >= CROWDED * Math.max(count(-1, 0), count(1, 2));
    }

    private long count(double from, double to) {
        return Arrays.stream(scores)
                .filter(score -> score > from && score <= to)
                .count();
    }

    private static Optional<Remark> remark(Remark.Code code, Sentence sentence) {
        return Optional.of(new Remark(code, sentence));
    }

    /** Whether every score of the class lies on one side of all others. */
    private boolean isSeparated() {
        double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int row = 0; row < scores.length; row++) {
            int side = isClass[row] ? 1 : 0;
            lowest[side] = Math.min(lowest[side], scores[row]);
            highest[side] = Math.max(highest[side], scores[row]);
        }
        boolean isOneSideEmpty = lowest[0] > highest[0] || lowest[1] > highest[1];
        return !isOneSideEmpty && (lowest[1] > highest[0] || lowest[0] > highest[1]);
    }
}
