package org.subtext.confounding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.statistics.ClusterStatistic;
import org.subtext.statistics.Clusters;

/**
 * One-versus-rest AUCs of rows that are weighted so that classes match in some columns, one number a class.
 *
 * <p>Σ w⁺·(W⁻ below + ½ W⁻ tied)/(W⁺W⁻). The weights are derived anew for every draw of patients: their estimation is
 * part of the interval.
 */
public final class BalancedAuc implements ClusterStatistic {
    private final int classes;
    private final int[] labels;
    private final int[] clusters;
    private final int clusterCount;
    private final Cells cells;
    private final @Nullable BalancingWeights balancing;

    /** {@code [class]}: rows by ascending score. */
    private final int[][] orders;

    /** {@code [class][position]}: whether the score equals that of the position before. */
    private final boolean[][] tied;

    /**
     * AUCs of one table of scores.
     *
     * @param scores {@code [class][row]}
     * @param labels class of each row
     * @param clusters patient ordinal of each row, from 0 without gaps
     * @param balancing how rows are weighted; null for weights of one
     */
    public BalancedAuc(
            double[][] scores, int[] labels, int[] clusters, Cells cells, @Nullable BalancingWeights balancing) {
        this.classes = scores.length;
        this.labels = labels;
        this.clusters = clusters;
        this.clusterCount = Clusters.count(clusters);
        this.cells = cells;
        this.balancing = balancing;
        this.orders = new int[classes][];
        this.tied = new boolean[classes][labels.length];
        for (int k = 0; k < classes; k++) {
            double[] column = scores[k];
            orders[k] = IntStream.range(0, labels.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> column[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int position = 1; position < labels.length; position++) {
                tied[k][position] = column[orders[k][position]] == column[orders[k][position - 1]];
            }
        }
    }

    @Override
    public int clusterCount() {
        return clusterCount;
    }

    @Override
    public int size() {
        return classes;
    }

    @Override
    public Optional<String> obstacle() {
        byte[] once = new byte[clusterCount];
        Arrays.fill(once, (byte) 1);
        return weights(once).isPresent()
                ? Optional.empty()
                : Optional.of("no cell of the columns holds every class, so that classes cannot be matched");
    }

    /** Weight of each row when every patient is taken once; empty where classes cannot be matched. */
    public Optional<double[]> rowWeights() {
        byte[] once = new byte[clusterCount];
        Arrays.fill(once, (byte) 1);
        return weights(once).map(weights -> {
            double[] ofRows = new double[labels.length];
            Arrays.setAll(ofRows, row -> weights[labels[row]][cells.ofRow()[row]]);
            return ofRows;
        });
    }

    private Optional<double[][]> weights(byte[] taken) {
        double[][] counts = new double[classes][cells.count()];
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]][cells.ofRow()[row]] += taken[clusters[row]];
        }
        if (balancing != null) {
            return balancing.of(counts, cells);
        }
        boolean everyClass =
                Arrays.stream(counts).allMatch(ofClass -> Arrays.stream(ofClass).sum() > 0);
        for (double[] ofClass : counts) {
            Arrays.fill(ofClass, 1);
        }
        return everyClass ? Optional.of(counts) : Optional.empty();
    }

    @Override
    public boolean evaluate(byte[] taken, double[] into, int offset) {
        Optional<double[][]> weights = weights(taken);
        if (weights.isEmpty()) {
            return false;
        }
        for (int k = 0; k < classes; k++) {
            into[offset + k] = auc(k, taken, weights.get());
        }
        return true;
    }

    private double auc(int k, byte[] taken, double[][] weights) {
        double concordant = 0;
        double positives = 0;
        double below = 0;
        double tiedPositives = 0;
        double tiedNegatives = 0;
        for (int position = 0; position < labels.length; position++) {
            int row = orders[k][position];
            if (!tied[k][position]) {
                concordant += tiedPositives * (below + tiedNegatives / 2);
                positives += tiedPositives;
                below += tiedNegatives;
                tiedPositives = 0;
                tiedNegatives = 0;
            }
            double weight = taken[clusters[row]] * weights[labels[row]][cells.ofRow()[row]];
            if (labels[row] == k) {
                tiedPositives += weight;
            } else {
                tiedNegatives += weight;
            }
        }
        concordant += tiedPositives * (below + tiedNegatives / 2);
        return concordant / ((positives + tiedPositives) * (below + tiedNegatives));
    }
}
