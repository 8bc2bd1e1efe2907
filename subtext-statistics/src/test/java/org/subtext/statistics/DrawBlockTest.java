package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.draws.Streams;

class DrawBlockTest {
    private static final int REPLICATES = 203;
    private static final long SEED = 11;

    /** Scores with few values, so that ties of all kinds occur, of patients with none to several rows. */
    private static BinaryScores scores(SplittableRandom random, int rows, int patients, int values) {
        double[] scores = new double[rows];
        boolean[] labels = new boolean[rows];
        int[] clusters = new int[rows];
        for (int row = 0; row < rows; row++) {
            scores[row] = values == 0 ? random.nextDouble() : random.nextInt(values) / 7.0;
            clusters[row] = random.nextInt(patients);
            labels[row] = random.nextInt(3) == 0;
        }
        return BinaryScores.of(scores, labels, clusters, patients);
    }

    private static TotalsStatistic totals(SplittableRandom random, int patients) {
        double[][] ofClusters = new double[patients][];
        Arrays.setAll(ofClusters, patient -> new double[] {random.nextInt(3) / 3.0, random.nextInt(2), 0});
        return new TotalsStatistic(ofClusters, 3, 2, Optional.empty(), (totals, into, offset) -> {
            into[offset] = totals[0] / totals[1];
            into[offset + 1] = totals[2];
            return totals[1] > 1;
        });
    }

    @Test
    void drawsTogetherAreEachByItselfToTheLastBit() {
        SplittableRandom random = new SplittableRandom(3);
        double[] rates =
                IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
        for (int trial = 0; trial < 200; trial++) {
            int patients = 1 + random.nextInt(40);
            BinaryScores scores = scores(random, 1 + random.nextInt(120), patients, trial % 4);
            DrawBlock draws = new DrawBlock(patients, DrawBlock.stride(patients, 1));
            draws.fill(SEED, 3, trial % 3 == 0 ? 64 : 1 + random.nextInt(64));
            for (ClusterStatistic statistic :
                    List.of(new AucStatistic(scores), RankedCurves.of(scores, rates), totals(random, patients))) {
                double[][] all = new double[draws.draws()][statistic.size() + 2];
                boolean[] exists = new boolean[draws.draws()];
                Arrays.fill(exists, true);
                statistic.evaluateAll(draws, all, 2, exists);
                for (int draw = 0; draw < draws.draws(); draw++) {
                    byte[] weights = new byte[patients];
                    ClusterBootstrap.drawWeights(Streams.of(SEED, 3 + draw), weights);
                    double[] one = new double[statistic.size() + 2];
                    assertThat(draws.of(draw)).isEqualTo(weights);
                    assertThat(statistic.evaluate(weights, one, 2)).isEqualTo(exists[draw]);
                    if (exists[draw]) {
                        assertThat(all[draw]).isEqualTo(one);
                    }
                }
            }
        }
    }

    @Test
    void curvesAreThoseOfAveragePrecisionAndRoc() {
        SplittableRandom random = new SplittableRandom(4);
        double[] rates = {0, 0.1, 0.29, 0.5, 1};
        BinaryScores scores = scores(random, 300, 60, 50);
        ClusterBootstrap bootstrap = new ClusterBootstrap(REPLICATES, 7, 2);
        BootstrapSample curves = bootstrap.draw(List.of(RankedCurves.of(scores, rates)));

        assertThat(curves.statistic(0).replicates())
                .isEqualTo(AveragePrecision.of(scores, bootstrap).replicates());
        assertThat(Roc.band(rates, 0.95, curves, 1)).isEqualTo(Roc.of(scores).band(rates, 0.95, bootstrap));
    }

    @Test
    void listsTogetherAreEachByItselfThoughDrawsAreDrawnAgain() {
        SplittableRandom random = new SplittableRandom(5);
        List<List<ClusterStatistic>> lists = new ArrayList<>();
        while (lists.size() < 4) {
            // Few patients, so that many draws hold one class only.
            List<ClusterStatistic> list =
                    List.of(new AucStatistic(scores(random, 9, 5, 6)), new AucStatistic(scores(random, 9, 5, 6)));
            if (list.stream().allMatch(one -> one.obstacle().isEmpty() && one.canBeResampled())) {
                lists.add(list);
            }
        }
        ClusterBootstrap bootstrap = new ClusterBootstrap(REPLICATES, SEED, 2);
        List<BootstrapSample> together = bootstrap.together(lists);

        for (int list = 0; list < lists.size(); list++) {
            BootstrapSample alone = bootstrap.draw(lists.get(list));
            double[][] oneByOne = oneByOne(lists.get(list));
            assertThat(together.get(list).redrawn())
                    .isPositive()
                    .isEqualTo(alone.redrawn())
                    .isEqualTo((long)
                            Arrays.stream(oneByOne).mapToDouble(one -> one[1]).sum());
            assertThat(together.get(list).statistic(1).replicates())
                    .isEqualTo(alone.statistic(1).replicates())
                    .isEqualTo(
                            Arrays.stream(oneByOne).mapToDouble(one -> one[0]).toArray());
        }
    }

    /** The bootstrap written out, one draw after the other: the second number, and how often was drawn again. */
    private static double[][] oneByOne(List<ClusterStatistic> statistics) {
        double[][] all = new double[REPLICATES][];
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            SplittableRandom random = Streams.of(SEED, replicate);
            byte[] weights = new byte[5];
            double[] values = new double[2];
            int again = -1;
            do {
                ClusterBootstrap.drawWeights(random, weights);
                again++;
            } while (!ClusterBootstrap.evaluate(statistics, weights, values));
            all[replicate] = new double[] {values[1], again};
        }
        return all;
    }

    @Test
    void ofManyClustersFewerDrawsLieSideBySide() {
        assertThat(DrawBlock.within(1_000, 1L << 28)).isEqualTo(64);
        assertThat(DrawBlock.within(5_000_000, 1L << 28)).isEqualTo(32);
        assertThat(DrawBlock.within(200_000_000, 1L << 28)).isEqualTo(8);
        assertThat(DrawBlock.within(1_000_000, 1L << 24)).isEqualTo(16);
        assertThat(DrawBlock.within(1_000_000, 0L)).isEqualTo(8);
        assertThat(DrawBlock.stride(1_000_000, 1_000_000)).isEqualTo(8);
    }
}
