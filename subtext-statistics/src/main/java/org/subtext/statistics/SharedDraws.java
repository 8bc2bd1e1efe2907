package org.subtext.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.subtext.statistics.draws.DrawBlock;
import org.subtext.statistics.draws.Workers;

/**
 * Draws of patients that are made once and shared by any number of statistics, computed one after the other.
 *
 * <p>Replicate r draws the same patients as replicate r of a {@link ClusterBootstrap} with the same seed. In contrast
 * to it a statistic that does not exist on some draw is left out of that draw alone and not drawn again, since another
 * draw would not be shared; which draws it has is kept, so that several statistics can be set side by side draw by
 * draw. Statistics may rest on a part of the patients; the others are drawn and have no part in them.
 *
 * <p>The result is the same for any number of threads. Draws take one byte a patient and replicate and are kept up to
 * 64 MiB, beyond which they are drawn again for each statistic. Not thread-safe itself.
 */
public final class SharedDraws {
    private static final long MOST_BYTES = 64L << 20;

    private final int clusterCount;
    private final int replicates;
    private final long seed;
    private final int threads;

    /** {@code [replicate][cluster]}; no entry where they are too large to be kept. */
    private final byte[][] kept;

    private SharedDraws(int clusterCount, int replicates, long seed, int threads) {
        if (clusterCount < 1 || replicates < 1 || threads < 1) {
            throw new IllegalArgumentException("clusters, replicates and threads must be at least 1, got "
                    + clusterCount + ", " + replicates + " and " + threads);
        }
        this.clusterCount = clusterCount;
        this.replicates = replicates;
        this.seed = seed;
        this.threads = threads;
        boolean fits = (long) clusterCount * replicates <= MOST_BYTES;
        this.kept = new byte[fits ? replicates : 0][];
        if (fits) {
            Workers.forEach(
                    replicates, threads, () -> replicate -> kept[replicate] = draw(replicate, new byte[clusterCount]));
        }
    }

    /** On all processors, which changes the time and nothing else. */
    public static SharedDraws of(int clusterCount, int replicates, long seed) {
        return of(clusterCount, replicates, seed, Runtime.getRuntime().availableProcessors());
    }

    public static SharedDraws of(int clusterCount, int replicates, long seed, int threads) {
        return new SharedDraws(clusterCount, replicates, seed, threads);
    }

    /**
     * Numbers on the draws on which all of them exist.
     *
     * @param sample the numbers, in the order of the statistics
     * @param draws replicate of each draw of the sample, ascending
     */
    public record OnDraws(BootstrapSample sample, List<Integer> draws) {
        public OnDraws {
            draws = List.copyOf(draws);
        }

        /** A number of the sample on each of the shared draws; NaN where the sample has no value. */
        public double[] aligned(BootstrapDistribution number, int replicates) {
            double[] aligned = new double[replicates];
            Arrays.fill(aligned, Double.NaN);
            double[] values = number.replicates();
            for (int i = 0; i < values.length; i++) {
                aligned[draws.get(i)] = values[i];
            }
            return aligned;
        }
    }

    public int replicates() {
        return replicates;
    }

    public int clusterCount() {
        return clusterCount;
    }

    /** AUCs of several score columns, see {@link ClusterBootstrap#aucs}. */
    public OnDraws aucs(List<BinaryScores> columns) {
        return apply(columns.stream().map(AucStatistic::new).toList());
    }

    /** Any statistics of these clusters. */
    public OnDraws apply(List<? extends ClusterStatistic> statistics) {
        if (statistics.stream().anyMatch(statistic -> statistic.clusterCount() != clusterCount)) {
            throw new IllegalArgumentException("a statistic of " + clusterCount + " clusters is expected");
        }
        int size = statistics.stream().mapToInt(ClusterStatistic::size).sum();
        Optional<String> obstacle = statistics.stream()
                .flatMap(statistic -> statistic.obstacle().stream())
                .findFirst();
        byte[] once = new byte[clusterCount];
        Arrays.fill(once, (byte) 1);
        double[] observed = new double[size];
        if (obstacle.isPresent() || !ClusterBootstrap.evaluate(statistics, once, observed)) {
            String reason = obstacle.orElse("it cannot be computed on these rows");
            return new OnDraws(BootstrapSample.undefined(size, reason), List.of());
        }
        if (!statistics.stream().allMatch(ClusterStatistic::canBeResampled)) {
            return new OnDraws(BootstrapSample.withoutDraws(observed), List.of());
        }
        double[][] values = new double[replicates][];
        Workers.forEach(replicates, threads, () -> {
            byte[] buffer = new byte[kept.length > 0 ? 0 : clusterCount];
            return replicate -> {
                byte[] weights = kept.length > 0 ? kept[replicate] : draw(replicate, buffer);
                double[] row = new double[size];
                values[replicate] = ClusterBootstrap.evaluate(statistics, weights, row) ? row : new double[0];
            };
        });
        List<Integer> draws = new ArrayList<>();
        for (int replicate = 0; replicate < replicates; replicate++) {
            if (values[replicate].length == size) {
                draws.add(replicate);
            }
        }
        double[][] existing = draws.stream().map(draw -> values[draw]).toArray(double[][]::new);
        return new OnDraws(
                existing.length == 0
                        ? BootstrapSample.withoutDraws(observed)
                        : BootstrapSample.of(observed, existing, replicates - existing.length, statistics),
                draws);
    }

    private byte[] draw(int replicate, byte[] into) {
        DrawBlock.draw(seed, replicate, into);
        return into;
    }
}
