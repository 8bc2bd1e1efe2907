package org.subtext.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Draws patients with replacement and carries all their rows along.
 *
 * <p>A draw is a whole number a patient (how often it was drawn), and every statistic of a call is computed on the same
 * draws, so that sums and differences of them keep their covariance: class AUCs and their mean, two models, a curve.
 * Draws in which some statistic does not exist are drawn again and counted. A statistic that rests on a single patient
 * keeps its value and gets no interval.
 *
 * <p>Replicate r has a random stream of its own, derived from seed and r: the result is the same to the last digit for
 * any number of threads. Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8,
 * doi:10.1017/CBO9780511802843; for AUCs of clustered data Rutter (2000), doi:10.1016/S1076-6332(00)80381-5.
 *
 * @param replicates draws, 2,000 where the tails of the distribution matter
 * @param seed any number; equal seeds give equal draws
 * @param threads used during a call, at least 1
 */
public record ClusterBootstrap(int replicates, long seed, int threads) {
    /** After so many draws in a row without a value the statistic counts as not computable. */
    private static final int MOST_REDRAWS = 10_000;

    public ClusterBootstrap {
        if (replicates < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "replicates and threads must be at least 1, got " + replicates + " and " + threads);
        }
    }

    /** On all processors, which changes the time and nothing else. */
    public static ClusterBootstrap of(int replicates, long seed) {
        return new ClusterBootstrap(replicates, seed, Runtime.getRuntime().availableProcessors());
    }

    /**
     * AUCs of several score columns, for instance one class each, or one model each. Columns may hold different rows,
     * as long as equal cluster ordinals are equal patients.
     */
    public BootstrapSample aucs(List<BinaryScores> columns) {
        return draw(columns.stream().map(AucStatistic::new).toList());
    }

    /** The AUC of one score column. */
    public BootstrapDistribution auc(BinaryScores scores) {
        return aucs(List.of(scores)).statistic(0);
    }

    /**
     * Any statistics of the same clusters on shared draws.
     *
     * @return their numbers in the order of {@code statistics}; undefined where one of them is
     */
    public BootstrapSample draw(List<? extends ClusterStatistic> statistics) {
        int size = statistics.stream().mapToInt(ClusterStatistic::size).sum();
        int clusters = statistics.isEmpty() ? 0 : statistics.get(0).clusterCount();
        if (statistics.stream().anyMatch(statistic -> statistic.clusterCount() != clusters)) {
            throw new IllegalArgumentException("statistics of one bootstrap must have the same clusters");
        }
        double[] observed = new double[size];
        Optional<String> obstacle = statistics.stream()
                .flatMap(statistic -> statistic.obstacle().stream())
                .findFirst();
        byte[] once = new byte[clusters];
        Arrays.fill(once, (byte) 1);
        if (obstacle.isPresent() || !evaluate(statistics, once, observed)) {
            return BootstrapSample.undefined(size, obstacle.orElse("it cannot be computed on these rows"));
        }
        if (!statistics.stream().allMatch(ClusterStatistic::canBeResampled)) {
            return BootstrapSample.withoutDraws(observed);
        }
        double[][] draws = new double[replicates][];
        AtomicLong redrawn = new AtomicLong();
        AtomicBoolean hopeless = new AtomicBoolean();
        Workers.forEach(replicates, threads, () -> worker(statistics, clusters, draws, size, redrawn, hopeless));
        return hopeless.get()
                ? BootstrapSample.withoutDraws(observed)
                : BootstrapSample.of(observed, draws, redrawn.get(), statistics);
    }

    private IntConsumer worker(
            List<? extends ClusterStatistic> statistics,
            int clusters,
            double[][] draws,
            int size,
            AtomicLong redrawn,
            AtomicBoolean hopeless) {
        byte[] weights = new byte[clusters];
        return replicate -> {
            SplittableRandom random = Streams.of(seed, replicate);
            double[] values = new double[size];
            for (int attempt = 0; attempt < MOST_REDRAWS && !hopeless.get(); attempt++) {
                drawWeights(random, weights);
                if (evaluate(statistics, weights, values)) {
                    redrawn.addAndGet(attempt);
                    draws[replicate] = values;
                    return;
                }
            }
            hopeless.set(true);
        };
    }

    static void drawWeights(SplittableRandom random, byte[] weights) {
        Arrays.fill(weights, (byte) 0);
        for (int draw = 0; draw < weights.length; draw++) {
            int cluster = Streams.below(random, weights.length);
            if (weights[cluster] == Byte.MAX_VALUE) {
                // One in 10^213 for a fair generator; wrapping round would be a silent error.
                throw new IllegalStateException("a patient was drawn more than 127 times in one replicate");
            }
            weights[cluster]++;
        }
    }

    static boolean evaluate(List<? extends ClusterStatistic> statistics, byte[] weights, double[] into) {
        int offset = 0;
        for (ClusterStatistic statistic : statistics) {
            if (!statistic.evaluate(weights, into, offset)) {
                return false;
            }
            offset += statistic.size();
        }
        return true;
    }
}
