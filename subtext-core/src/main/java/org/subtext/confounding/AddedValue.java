package org.subtext.confounding;

import java.util.List;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/**
 * What an image model's scores add to what the table says: two logistic regressions on the same rows, one of the
 * table's scores, one of the table's and the image's, each predicting patients that it did not see.
 *
 * <p>Scores enter as log odds. Both scores must themselves come from models that did not see the patient.
 */
public final class AddedValue {
    /** Folds of the stacking regressions. */
    public static final int FOLDS = 5;

    /** Almost no shrinkage: a handful of columns. */
    private static final LogisticRegression STACK = new LogisticRegression(10);

    private static final double SMALLEST_PROBABILITY = 1e-4;

    private final LabelledRows rows;
    private final List<GroupedFolds.Fold> folds;
    private final Seed seed;

    /** @param rows whose features are not looked at */
    public AddedValue(LabelledRows rows, Seed seed) {
        this.rows = rows;
        this.folds = GroupedFolds.of(rows.labels(), rows.groups(), FOLDS, seed);
        this.seed = seed;
    }

    /**
     * Out-of-fold probabilities of a stack.
     *
     * @param probabilities one or more models' {@code [row][class]}
     * @return {@code [row][class]}
     */
    public double[][] stacked(List<double[][]> probabilities) {
        double[][] features = IntStream.range(0, rows.size())
                .mapToObj(row -> probabilities.stream()
                        .flatMapToDouble(
                                model -> java.util.Arrays.stream(model[row]).map(AddedValue::logOdds))
                        .toArray())
                .toArray(double[][]::new);
        LabelledRows stack = rows.withFeatures(features);
        double[][] predicted = new double[rows.size()][];
        for (GroupedFolds.Fold fold : folds) {
            double[][] ofFold = STACK.fit(stack.at(fold.training()), seed)
                    .probabilities(stack.at(fold.test()).features());
            for (int i = 0; i < ofFold.length; i++) {
                predicted[fold.test()[i]] = ofFold[i];
            }
        }
        return predicted;
    }

    /** Of a probability, kept away from 0 and 1. */
    public static double logOdds(double probability) {
        double p = Math.min(1 - SMALLEST_PROBABILITY, Math.max(SMALLEST_PROBABILITY, probability));
        return Math.log(p / (1 - p));
    }
}
