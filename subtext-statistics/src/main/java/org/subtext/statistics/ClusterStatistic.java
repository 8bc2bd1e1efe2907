package org.subtext.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.subtext.statistics.draws.DrawBlock;

/**
 * One or more numbers that can be computed from clusters (patients) taken a whole number of times each: what a cluster
 * bootstrap draws, and with one cluster taken zero times what a jackknife needs.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface ClusterStatistic {
    /** Clusters that weights are expected for. */
    int clusterCount();

    /** Numbers that one evaluation gives. */
    int size();

    /** Why there is no value even when every cluster is taken once; empty when there is one. */
    Optional<String> obstacle();

    /**
     * Whether draws say how much the numbers vary. They do not when a class rests on one cluster: every valid draw
     * holds that cluster, and its part in the variance stays unseen.
     */
    default boolean canBeResampled() {
        return clusterCount() >= 2;
    }

    /**
     * Computes the numbers.
     *
     * @param weights how often each cluster is taken, not negative
     * @param into receives {@link #size} finite numbers from index {@code offset} on
     * @return false when the clusters taken do not allow it, for instance because they hold one class only
     */
    boolean evaluate(byte[] weights, double[] into, int offset);

    /**
     * Computes the numbers of several draws at once, the same as {@link #evaluate} gives for each by itself.
     *
     * @param into {@code [draw]} receives {@link #size} numbers from index {@code offset} on
     * @param exists {@code [draw]} is made false where a draw does not allow it; what is received there means nothing
     */
    default void evaluateAll(DrawBlock draws, double[][] into, int offset, boolean[] exists) {
        for (int draw = 0; draw < draws.draws(); draw++) {
            exists[draw] &= evaluate(draws.of(draw), into[draw], offset);
        }
    }

    /**
     * The numbers without each cluster in turn.
     *
     * @return {@code [number][cluster]}; empty when leaving some cluster out leaves nothing to compute
     */
    default Optional<double[][]> jackknife() {
        double[][] values = new double[size()][clusterCount()];
        byte[] weights = new byte[clusterCount()];
        Arrays.fill(weights, (byte) 1);
        double[] row = new double[size()];
        for (int cluster = 0; cluster < weights.length; cluster++) {
            weights[cluster] = 0;
            if (!evaluate(weights, row, 0)) {
                return Optional.empty();
            }
            weights[cluster] = 1;
            for (int k = 0; k < row.length; k++) {
                values[k][cluster] = row[k];
            }
        }
        return Optional.of(values);
    }
}
