package org.subtext.confounding;

import org.subtext.provenance.Seed;

/**
 * Learns classes from rows of numbers: columns of a table, a grey-level histogram, an embedding.
 *
 * <p>The same rows and seed give the same model on any number of threads. Instances are immutable; what they fit may be
 * used by several threads.
 */
public interface TabularClassifier {
    /** In the words of a methods section: "logistic regression". */
    String name();

    /**
     * Learns from the rows. With one class in the rows, or without a column, the model predicts the shares of the
     * classes.
     */
    Fitted fit(LabelledRows training, Seed seed);

    /** A classifier that has learnt. */
    interface Fitted {
        /**
         * Probabilities.
         *
         * @param features {@code [row][column]}, columns as in training
         * @return {@code [row][class]}, each row sums to one
         */
        double[][] probabilities(double[][] features);

        /** What was chosen while fitting, in words: "C 0.1". */
        String settings();
    }
}
