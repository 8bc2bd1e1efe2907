package org.subtext.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * The AUC of weighted clusters in one pass over presorted rows, without a branch.
 *
 * <p>Σ w⁺·(N⁻ below + ½ w⁻ tied)/(W⁺W⁻) in whole numbers, so that no order of summation shows in the result. Positives
 * come first in a tie group, hence the negatives counted so far are those strictly below; the half for ties is added in
 * a second walk over the groups that hold both classes.
 */
final class AucStatistic implements ClusterStatistic {
    private final BinaryScores scores;

    /** Cluster and class of each row by ascending score: {@code cluster << 1 | positive}. */
    private final int[] codes;

    /** Where the tie groups of both classes begin and end. */
    private final int[] tiedStarts;

    private final int[] tiedEnds;

    AucStatistic(BinaryScores scores) {
        this.scores = scores;
        this.codes = new int[scores.size()];
        for (int position = 0; position < codes.length; position++) {
            int row = scores.rowAt(position);
            codes[position] = scores.cluster(row) << 1 | (scores.isPositive(row) ? 1 : 0);
        }
        int[] starts = new int[scores.groupCount()];
        int[] ends = new int[scores.groupCount()];
        int groups = 0;
        for (int group = 0; group < scores.groupCount(); group++) {
            int start = scores.groupStart(group);
            int end = scores.groupStart(group + 1);
            boolean isMixed = (codes[start] & 1) != (codes[end - 1] & 1);
            if (isMixed) {
                starts[groups] = start;
                ends[groups++] = end;
            }
        }
        this.tiedStarts = Arrays.copyOf(starts, groups);
        this.tiedEnds = Arrays.copyOf(ends, groups);
    }

    @Override
    public int clusterCount() {
        return scores.clusterCount();
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Optional<String> obstacle() {
        return scores.obstacle();
    }

    @Override
    public boolean canBeResampled() {
        return scores.bothClassesHaveTwoClusters();
    }

    @Override
    public boolean evaluate(byte[] weights, double[] into, int offset) {
        long concordant = 0;
        long positives = 0;
        long negatives = 0;
        for (int code : codes) {
            int weight = weights[code >>> 1];
            int positive = weight & -(code & 1);
            concordant += positive * negatives;
            positives += positive;
            negatives += weight - positive;
        }
        if (positives == 0 || negatives == 0) {
            return false;
        }
        into[offset] = (concordant + 0.5 * tiedPairs(weights)) / ((double) positives * negatives);
        return true;
    }

    private long tiedPairs(byte[] weights) {
        long pairs = 0;
        for (int group = 0; group < tiedEnds.length; group++) {
            long positives = 0;
            long negatives = 0;
            for (int position = tiedStarts[group]; position < tiedEnds[group]; position++) {
                int weight = weights[codes[position] >>> 1];
                int positive = weight & -(codes[position] & 1);
                positives += positive;
                negatives += weight - positive;
            }
            pairs += positives * negatives;
        }
        return pairs;
    }

    /**
     * Exact and O(n): the pairs of all rows, less those of a cluster's positives with any negative and of its negatives
     * with any positive, plus the pairs within the cluster, which were taken off twice.
     */
    @Override
    public Optional<double[][]> jackknife() {
        if (obstacle().isPresent()) {
            return Optional.empty();
        }
        Placements placements = scores.placements();
        double m = scores.positives();
        double n = scores.negatives();
        double[] lost = new double[clusterCount()];
        int[] positivesOf = new int[clusterCount()];
        int[] negativesOf = new int[clusterCount()];
        for (int row = 0; row < scores.size(); row++) {
            int cluster = scores.cluster(row);
            lost[cluster] += placements.value(row) * (scores.isPositive(row) ? n : m);
            (scores.isPositive(row) ? positivesOf : negativesOf)[cluster]++;
        }
        double[] within = concordantWithinClusters();
        double[] values = new double[clusterCount()];
        for (int cluster = 0; cluster < values.length; cluster++) {
            double pairs = (m - positivesOf[cluster]) * (n - negativesOf[cluster]);
            if (pairs == 0) {
                return Optional.empty();
            }
            values[cluster] = (placements.auc() * m * n - lost[cluster] + within[cluster]) / pairs;
        }
        return Optional.of(new double[][] {values});
    }

    private double[] concordantWithinClusters() {
        double[] concordant = new double[clusterCount()];
        int[] negativesBelow = new int[clusterCount()];
        int[] negativesTied = new int[clusterCount()];
        for (int group = 0; group < scores.groupCount(); group++) {
            int start = scores.groupStart(group);
            int end = scores.groupStart(group + 1);
            for (int position = start; position < end; position++) {
                negativesTied[codes[position] >>> 1] += ~codes[position] & 1;
            }
            for (int position = start; position < end; position++) {
                int cluster = codes[position] >>> 1;
                if ((codes[position] & 1) == 1) {
                    concordant[cluster] += negativesBelow[cluster] + 0.5 * negativesTied[cluster];
                }
            }
            for (int position = start; position < end; position++) {
                int cluster = codes[position] >>> 1;
                negativesBelow[cluster] += negativesTied[cluster];
                negativesTied[cluster] = 0;
            }
        }
        return concordant;
    }
}
