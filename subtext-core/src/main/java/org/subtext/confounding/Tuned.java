package org.subtext.confounding;

import java.util.Arrays;
import java.util.List;
import org.subtext.provenance.Seed;

/**
 * Chooses among candidates by the log loss of patient-grouped cross-validation within the training rows, then fits the
 * chosen one to all of them. Of equal ones the first is taken, so simpler ones should stand first.
 *
 * @param name in the words of a methods section
 * @param candidates at least one
 */
public record Tuned(String name, List<TabularClassifier> candidates) implements TabularClassifier {
    /** Folds of the inner cross-validation. */
    public static final int FOLDS = 3;

    /** A probability of zero costs no more than this one. */
    private static final double SMALLEST_PROBABILITY = 1e-6;

    public Tuned {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("at least one candidate is expected");
        }
    }

    /** L2 logistic regression with C of 0.001, 0.01, 0.1, 1 or 10. */
    public static Tuned logisticRegression() {
        return new Tuned(
                "logistic regression",
                List.of(
                        new LogisticRegression(0.001),
                        new LogisticRegression(0.01),
                        new LogisticRegression(0.1),
                        new LogisticRegression(1),
                        new LogisticRegression(10)));
    }

    /** 50 trees of depth 3 or 8: the slowest of the three by far, hence the short grid. */
    public static Tuned randomForest() {
        return new Tuned("random forest", List.of(new RandomForest(50, 3), new RandomForest(50, 8)));
    }

    /** 30 or 100 rounds of depth 1 or 3, learning rate 0.1. */
    public static Tuned boostedTrees() {
        return new Tuned(
                "boosted trees",
                List.of(
                        new BoostedTrees(30, 1),
                        new BoostedTrees(100, 1),
                        new BoostedTrees(30, 3),
                        new BoostedTrees(100, 3)));
    }

    @Override
    public Fitted fit(LabelledRows training, Seed seed) {
        return chosen(training, seed).fit(training, seed.child("fit"));
    }

    private TabularClassifier chosen(LabelledRows training, Seed seed) {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        List<GroupedFolds.Fold> folds = GroupedFolds.of(training.labels(), training.groups(), FOLDS, seed);
        TabularClassifier best = candidates.get(0);
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < candidates.size(); i++) {
            double loss = loss(candidates.get(i), training, folds, seed.child("candidate", i));
            if (loss < lowest) {
                lowest = loss;
                best = candidates.get(i);
            }
        }
        return best;
    }

    private static double loss(
            TabularClassifier candidate, LabelledRows rows, List<GroupedFolds.Fold> folds, Seed seed) {
        double sum = 0;
        for (int f = 0; f < folds.size(); f++) {
            GroupedFolds.Fold fold = folds.get(f);
            LabelledRows held = rows.at(fold.test());
            double[][] probabilities = candidate
                    .fit(rows.at(fold.training()), seed.child("inner fold", f))
                    .probabilities(held.features());
            int[] labels = held.labels();
            for (int row = 0; row < labels.length; row++) {
                sum -= Math.log(Math.max(SMALLEST_PROBABILITY, probabilities[row][labels[row]]));
            }
        }
        return sum;
    }

    /** The grid in words: "logistic regression (C 0.1 or C 1)". */
    public String description() {
        return name + " (best of "
                + String.join("; ", candidates.stream().map(Tuned::words).toList()) + " by " + FOLDS
                + "-fold patient-grouped cross-validation within the training patients)";
    }

    private static String words(TabularClassifier candidate) {
        return Arrays.stream(candidate.toString().split("\\[", 2))
                .skip(1)
                .findFirst()
                .orElse("")
                .replace("]", "")
                .replace("=", " ");
    }
}
