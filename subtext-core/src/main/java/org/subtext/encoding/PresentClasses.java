package org.subtext.encoding;

/** Lets a probe see only the classes that its training rows have. */
final class PresentClasses {
    private PresentClasses() {}

    /** Learns from rows of at least two classes, all of which are present. */
    @FunctionalInterface
    interface Learner {
        double[][] scores(ProbeRows training);
    }

    /** Scores for all classes: those absent from training get 0, and a class that stands alone gets 1. */
    static double[][] score(ProbeRows training, int testRows, Learner learner) {
        int[] present = training.classesPresent();
        if (present.length == 0) {
            throw new IllegalArgumentException("a probe needs training rows");
        }
        double[][] all = new double[testRows][training.classes()];
        double[][] scores = present.length == 1 ? null : learner.scores(training.renumbered(present));
        for (int row = 0; row < testRows; row++) {
            for (int k = 0; k < present.length; k++) {
                all[row][present[k]] = scores == null ? 1 : scores[row][k];
            }
        }
        return all;
    }
}
