package org.subtext.statistics;

import java.util.Optional;

/** Numbers that depend on rows through totals over clusters only: rates, agreement, mean errors. */
final class TotalsStatistic implements ClusterStatistic {
    /** Computes the numbers from the totals; false when they do not exist. */
    @FunctionalInterface
    interface Formula {
        boolean apply(double[] totals, double[] into, int offset);
    }

    /** {@code [cluster][total]}. */
    private final double[][] ofClusters;

    private final int totals;
    private final int size;
    private final Optional<String> obstacle;
    private final Formula formula;

    TotalsStatistic(double[][] ofClusters, int totals, int size, Optional<String> obstacle, Formula formula) {
        this.ofClusters = ofClusters;
        this.totals = totals;
        this.size = size;
        this.obstacle = obstacle;
        this.formula = formula;
    }

    @Override
    public int clusterCount() {
        return ofClusters.length;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public boolean evaluate(byte[] weights, double[] into, int offset) {
        double[] sums = new double[totals];
        for (int cluster = 0; cluster < ofClusters.length; cluster++) {
            if (weights[cluster] != 0) {
                for (int t = 0; t < totals; t++) {
                    sums[t] += weights[cluster] * ofClusters[cluster][t];
                }
            }
        }
        return formula.apply(sums, into, offset);
    }

    @Override
    public void evaluateAll(DrawBlock draws, double[][] into, int offset, boolean[] exists) {
        byte[] weights = draws.weights();
        int count = draws.draws();
        double[][] sums = new double[totals][count];
        for (int cluster = 0; cluster < ofClusters.length; cluster++) {
            for (int t = 0; t < totals; t++) {
                double value = ofClusters[cluster][t];
                if (value != 0) {
                    addTo(sums[t], value, weights, cluster * draws.stride());
                }
            }
        }
        double[] ofDraw = new double[totals];
        for (int draw = 0; draw < count; draw++) {
            for (int t = 0; t < totals; t++) {
                ofDraw[t] = sums[t][draw];
            }
            exists[draw] &= formula.apply(ofDraw, into[draw], offset);
        }
    }

    private static void addTo(double[] sums, double value, byte[] weights, int at) {
        for (int draw = 0; draw < sums.length; draw++) {
            sums[draw] += weights[at + draw] == 0 ? 0 : weights[at + draw] * value;
        }
    }

    @Override
    public Optional<double[][]> jackknife() {
        double[] all = new double[totals];
        for (double[] ofCluster : ofClusters) {
            for (int t = 0; t < totals; t++) {
                all[t] += ofCluster[t];
            }
        }
        double[][] values = new double[size][ofClusters.length];
        double[] left = new double[totals];
        double[] into = new double[size];
        for (int cluster = 0; cluster < ofClusters.length; cluster++) {
            for (int t = 0; t < totals; t++) {
                left[t] = all[t] - ofClusters[cluster][t];
            }
            if (!formula.apply(left, into, 0)) {
                return Optional.empty();
            }
            for (int k = 0; k < size; k++) {
                values[k][cluster] = into[k];
            }
        }
        return Optional.of(values);
    }
}
