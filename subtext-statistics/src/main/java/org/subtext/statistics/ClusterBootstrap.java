package org.subtext.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.subtext.statistics.draws.DrawBlock;
import org.subtext.statistics.draws.Streams;
import org.subtext.statistics.draws.Workers;

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
        return draw(columns.stream().map(RankedAuc::of).toList());
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
        return together(List.of(statistics)).get(0);
    }

    /**
     * Several samples of the same clusters on one set of draws: what {@link #draw} gives for each list by itself, for
     * the price of drawing once.
     */
    public List<BootstrapSample> together(List<? extends List<? extends ClusterStatistic>> lists) {
        List<Sampling> samplings =
                lists.stream().map(list -> new Sampling(list, this)).toList();
        List<Sampling> drawn = samplings.stream().filter(Sampling::isDrawn).toList();
        int clusters = drawn.isEmpty() ? 0 : drawn.get(0).clusters;
        if (drawn.stream().anyMatch(sampling -> sampling.clusters != clusters)) {
            throw new IllegalArgumentException("statistics of one bootstrap must have the same clusters");
        }
        if (!drawn.isEmpty()) {
            int stride = DrawBlock.stride(clusters, threads, replicates);
            int blocks = (replicates + stride - 1) / stride;
            Workers.forEach(blocks, threads, () -> worker(drawn, clusters, stride));
        }
        return samplings.stream().map(Sampling::sample).toList();
    }

    /** Draws a block of replicates at once and has every list evaluate it. */
    private IntConsumer worker(List<Sampling> samplings, int clusters, int stride) {
        DrawBlock draws = new DrawBlock(clusters, stride);
        return block -> {
            int first = block * stride;
            draws.fill(seed, first, Math.min(stride, replicates - first));
            samplings.forEach(sampling -> sampling.evaluate(first, draws));
        };
    }

    /** One list of statistics, and what came of it on each draw. */
    private static final class Sampling {
        private final List<? extends ClusterStatistic> statistics;
        private final ClusterBootstrap bootstrap;
        private final int size;
        private final int clusters;
        private final double[] observed;
        private final Optional<String> obstacle;
        private final boolean isDrawn;
        private final double[][] draws;
        private final AtomicLong redrawn = new AtomicLong();
        private final AtomicBoolean hopeless = new AtomicBoolean();

        Sampling(List<? extends ClusterStatistic> statistics, ClusterBootstrap bootstrap) {
            this.statistics = statistics;
            this.bootstrap = bootstrap;
            size = statistics.stream().mapToInt(ClusterStatistic::size).sum();
            clusters = statistics.isEmpty() ? 0 : statistics.get(0).clusterCount();
            if (statistics.stream().anyMatch(statistic -> statistic.clusterCount() != clusters)) {
                throw new IllegalArgumentException("statistics of one bootstrap must have the same clusters");
            }
            observed = new double[size];
            Optional<String> known = statistics.stream()
                    .flatMap(statistic -> statistic.obstacle().stream())
                    .findFirst();
            byte[] once = new byte[clusters];
            Arrays.fill(once, (byte) 1);
            boolean exists = known.isEmpty() && ClusterBootstrap.evaluate(statistics, once, observed);
            obstacle = exists ? Optional.empty() : Optional.of(known.orElse("it cannot be computed on these rows"));
            isDrawn = exists && !statistics.isEmpty() && statistics.stream().allMatch(ClusterStatistic::canBeResampled);
            draws = new double[isDrawn ? bootstrap.replicates() : 0][];
        }

        boolean isDrawn() {
            return isDrawn;
        }

        void evaluate(int first, DrawBlock block) {
            if (hopeless.get()) {
                return;
            }
            int count = block.draws();
            double[][] values = new double[count][size];
            boolean[] exists = new boolean[count];
            Arrays.fill(exists, true);
            int offset = 0;
            for (ClusterStatistic statistic : statistics) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // whoever waits for all of it has given up
                }
                statistic.evaluateAll(block, values, offset, exists);
                offset += statistic.size();
            }
            for (int draw = 0; draw < count; draw++) {
                if (exists[draw]) {
                    draws[first + draw] = values[draw];
                } else {
                    redraw(first + draw);
                }
            }
        }

        /** Draws until all statistics exist. */
        private void redraw(int replicate) {
            byte[] weights = new byte[clusters];
            SplittableRandom random = Streams.of(bootstrap.seed(), replicate);
            double[] values = new double[size];
            for (int attempt = 0; attempt < MOST_REDRAWS && !hopeless.get(); attempt++) {
                DrawBlock.draw(random, weights);
                if (ClusterBootstrap.evaluate(statistics, weights, values)) {
                    redrawn.addAndGet(attempt);
                    draws[replicate] = values;
                    return;
                }
            }
            hopeless.set(true);
        }

        BootstrapSample sample() {
            if (obstacle.isPresent()) {
                return BootstrapSample.undefined(size, obstacle.get());
            }
            return !isDrawn || hopeless.get()
                    ? BootstrapSample.withoutDraws(observed)
                    : BootstrapSample.of(observed, draws, redrawn.get(), statistics);
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
