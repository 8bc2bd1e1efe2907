package org.subtext.confounding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/**
 * What columns of a table tell about the recorded class, without any pixel: every row is predicted by a model that saw
 * neither it nor any other row of its patient.
 *
 * <p>Nested: the outer folds are given, hyper-parameters are chosen within each fold's training rows ({@link Tuned}),
 * and the encoding of columns is learnt there too. Probabilities are divided by the training shares of the classes and
 * brought to sum one again: scores of all folds are ranked together, and a fold that lacks a class would otherwise rank
 * its rows by that. Folds run side by side; the result does not depend on how.
 *
 * @param classifier fitted anew in each fold
 * @param classes number of classes
 * @param labels class of each row
 * @param groups patient ordinal of each row
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares probes
public record TableProbe(TabularClassifier classifier, int classes, int[] labels, int[] groups) {

    /** Rows of a fold with what its model gives for them. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    public record Scored(int[] rows, double[][] probabilities, String settings) {}

    /**
     * Out-of-fold probabilities of the test rows of each fold, in the order of the folds.
     *
     * @param columns with a cell for every row
     * @param folds no patient on both sides of one
     */
    public List<Scored> scores(List<RecordedColumn> columns, List<GroupedFolds.Fold> folds, Seed seed) {
        return IntStream.range(0, folds.size())
                .parallel()
                .mapToObj(i -> scored(columns, folds.get(i), seed.child("outer fold", i)))
                .toList();
    }

    private Scored scored(List<RecordedColumn> columns, GroupedFolds.Fold fold, Seed seed) {
        TableEncoder encoder = TableEncoder.learn(columns, fold.training());
        LabelledRows training = new LabelledRows(
                encoder.encode(fold.training()), at(labels, fold.training()), classes, at(groups, fold.training()));
        TabularClassifier.Fitted fitted = classifier.fit(training, seed);
        double[][] probabilities = fitted.probabilities(encoder.encode(fold.test()));
        for (double[] row : probabilities) {
            takeOutShares(row, training.shares());
        }
        return new Scored(fold.test(), probabilities, fitted.settings());
    }

    private static void takeOutShares(double[] probabilities, double[] shares) {
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            probabilities[k] = shares[k] == 0 ? 0 : probabilities[k] / shares[k];
            sum += probabilities[k];
        }
        for (int k = 0; k < shares.length; k++) {
            probabilities[k] /= sum;
        }
    }

    private static int[] at(int[] values, int[] rows) {
        return Arrays.stream(rows).map(row -> values[row]).toArray();
    }
}
