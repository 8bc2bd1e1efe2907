package org.subtext.encoding;

import org.subtext.confounding.BoostedTrees;
import org.subtext.confounding.LabelledRows;
import org.subtext.provenance.Seed;

/**
 * Gradient-boosted trees on the coordinates: finds what a line cannot, and no more than it has rows for.
 *
 * @param trees how they grow
 */
public record BoostedTreesProbe(BoostedTrees trees) implements Probe {
    private static final int ROUNDS = 100;
    private static final int DEPTH = 3;

    /** 100 trees a class, three questions deep. */
    public static BoostedTreesProbe ofDefaults() {
        return new BoostedTreesProbe(new BoostedTrees(ROUNDS, DEPTH));
    }

    @Override
    public String name() {
        return "boosted trees";
    }

    @Override
    public double[][] fitAndScore(ProbeRows training, float[][] test, Seed seed) {
        LabelledRows rows = new LabelledRows(
                widened(training.vectors()), training.labels(), training.classes(), training.patients());
        return trees.fit(rows, seed).probabilities(widened(test));
    }

    private static double[][] widened(float[][] vectors) {
        double[][] wide = new double[vectors.length][];
        for (int row = 0; row < vectors.length; row++) {
            wide[row] = new double[vectors[row].length];
            for (int i = 0; i < wide[row].length; i++) {
                wide[row][i] = vectors[row][i];
            }
        }
        return wide;
    }
}
