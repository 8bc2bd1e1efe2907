package org.subtext.silo.amalgamated;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;

/**
 * The scores of two sites' models of common patients as one: a ridge logistic regression on their logits. Each site's
 * scores are of patients whom its model did not learn from.
 *
 * <p>Scores are taken from 1e-6 to 1 − 1e-6, beyond which a logit says nothing. Source: Wolpert (1992),
 * doi:10.1016/S0893-6080(05)80023-1. Checked against NumPy 2.4.6 in {@code AmalgamatedTest}.
 *
 * @param intercept of the logit
 * @param ofOne weight of the first site's logit
 * @param ofOther weight of the second's
 */
public record Stacking(double intercept, double ofOne, double ofOther) {
    /** Beside logits of size one or two. */
    public static final double RIDGE = 1;

    private static final double SMALLEST = 1e-6;
    private static final int MOST_STEPS = 100;

    /**
     * From all rows at once; to be judged on other patients than these, or by {@link #crossFitted}.
     *
     * @param one scores of the first site, in [0, 1], one a row
     * @param other scores of the second
     */
    public static Stacking fit(double[] one, double[] other, boolean[] truth) {
        double[][] logits = new double[truth.length][];
        Arrays.setAll(logits, row -> new double[] {logit(one[row]), logit(other[row])});
        double[] weights = LogisticPart.pooled(logits, truth, RIDGE, MOST_STEPS)
                .orElseThrow(() -> new IllegalStateException("a strictly convex loss of three weights did not settle"));
        return new Stacking(weights[0], weights[1], weights[2]);
    }

    /** The logit of both scores together. */
    public double logit(double one, double other) {
        return intercept + ofOne * logit(one) + ofOther * logit(other);
    }

    /**
     * Logits of each row by a combiner that saw no row of its patient.
     *
     * @param patients of rows, counted from 0
     * @param folds at least 2, at most as many as patients
     */
    public static double[] crossFitted(
            double[] one, double[] other, boolean[] truth, int[] patients, int folds, Seed seed) {
        int count = Arrays.stream(patients).max().orElse(-1) + 1;
        if (folds < 2 || folds > count) {
            throw new IllegalArgumentException(folds + " folds of " + count + " patients");
        }
        int[] order = seed.child("stacking").shuffled(IntStream.range(0, count).toArray());
        int[] foldOf = new int[count];
        for (int place = 0; place < count; place++) {
            foldOf[order[place]] = place % folds;
        }
        double[] logits = new double[truth.length];
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            int[] others = IntStream.range(0, truth.length)
                    .filter(row -> foldOf[patients[row]] != held)
                    .toArray();
            long positives = Arrays.stream(others).filter(row -> truth[row]).count();
            if (positives == 0 || positives == others.length) {
                throw new InvalidInputException("Without the patients of fold " + (fold + 1) + " of " + folds
                        + " all common patients are of one class, so that no combiner can be made for them."
                        + " Take fewer folds, or find more common patients.");
            }
            boolean[] truths = new boolean[others.length];
            for (int i = 0; i < others.length; i++) {
                truths[i] = truth[others[i]];
            }
            Stacking stacking = fit(rows(one, others), rows(other, others), truths);
            for (int row = 0; row < truth.length; row++) {
                if (foldOf[patients[row]] == fold) {
                    logits[row] = stacking.logit(one[row], other[row]);
                }
            }
        }
        return logits;
    }

    private static double[] rows(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double logit(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score lies in [0, 1], got " + score);
        }
        double within = Math.min(1 - SMALLEST, Math.max(SMALLEST, score));
        return Math.log(within) - Math.log1p(-within);
    }
}
