package org.subtext.statistics;

import java.util.Optional;
import org.subtext.statistics.draws.ClusterCounts;
import org.subtext.statistics.draws.DrawBlock;

/** Numbers that depend on rows through their counts in some categories only: rates, agreement. */
public final class TotalsStatistic implements ClusterStatistic {
    /** Computes the numbers from the totals; false when they do not exist. */
    @FunctionalInterface
    public interface Formula {
        boolean apply(double[] totals, double[] into, int offset);
    }

    private final ClusterCounts counts;
    private final int size;
    private final Formula formula;

    /** @param size numbers that the formula gives */
    public TotalsStatistic(ClusterCounts counts, int size, Formula formula) {
        this.counts = counts;
        this.size = size;
        this.formula = formula;
    }

    @Override
    public int clusterCount() {
        return counts.clusterCount();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public boolean evaluate(byte[] weights, double[] into, int offset) {
        long[] totals = new long[counts.categoryCount()];
        for (int cluster = 0; cluster < weights.length; cluster++) {
            if (weights[cluster] != 0) {
                counts.addTo(totals, cluster, weights[cluster]);
            }
        }
        return apply(totals, into, offset);
    }

    @Override
    public void evaluateAll(DrawBlock draws, double[][] into, int offset, boolean[] exists) {
        long[][] totals = counts.totals(draws);
        long[] ofDraw = new long[totals.length];
        for (int draw = 0; draw < draws.draws(); draw++) {
            for (int category = 0; category < ofDraw.length; category++) {
                ofDraw[category] = totals[category][draw];
            }
            exists[draw] &= apply(ofDraw, into[draw], offset);
        }
    }

    @Override
    public Optional<double[][]> jackknife() {
        long[] left = new long[counts.categoryCount()];
        for (int cluster = 0; cluster < clusterCount(); cluster++) {
            counts.addTo(left, cluster, 1);
        }
        double[][] values = new double[size][clusterCount()];
        double[] into = new double[size];
        for (int cluster = 0; cluster < clusterCount(); cluster++) {
            counts.addTo(left, cluster, -1);
            if (!apply(left, into, 0)) {
                return Optional.empty();
            }
            counts.addTo(left, cluster, 1);
            for (int k = 0; k < size; k++) {
                values[k][cluster] = into[k];
            }
        }
        return Optional.of(values);
    }

    private boolean apply(long[] totals, double[] into, int offset) {
        double[] exact = new double[totals.length];
        for (int category = 0; category < exact.length; category++) {
            exact[category] = totals[category];
        }
        return formula.apply(exact, into, offset);
    }
}
