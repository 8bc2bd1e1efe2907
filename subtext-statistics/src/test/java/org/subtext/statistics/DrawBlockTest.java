package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.draws.ClusterCounts;
import org.subtext.statistics.draws.DrawBlock;
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

    private static TotalsStatistic totals(SplittableRandom random, int patients, int rows) {
        int[] clusters = random.ints(rows, 0, patients).toArray();
        int[] categories = random.ints(rows, 0, 3).toArray();
        ClusterCounts counts = ClusterCounts.of(clusters, categories, patients, 4);
        return new TotalsStatistic(counts, 2, (totals, into, offset) -> {
            into[offset] = totals[0] / totals[1];
            into[offset + 1] = totals[2] + totals[3];
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
            int stride = 1 + random.nextInt(150);
            DrawBlock draws = new DrawBlock(patients, stride);
            draws.fill(SEED, 1000, stride); // what an earlier block held does not show
            draws.fill(SEED, 3, trial % 3 == 0 ? stride : 1 + random.nextInt(stride));
            for (ClusterStatistic statistic :
                    List.of(RankedAuc.of(scores), RankedCurves.of(scores, rates), totals(random, patients, 90))) {
                double[][] all = new double[draws.draws()][statistic.size() + 2];
                boolean[] exists = new boolean[draws.draws()];
                Arrays.fill(exists, true);
                statistic.evaluateAll(draws, all, 2, exists);
                for (int draw = 0; draw < draws.draws(); draw++) {
                    byte[] weights = new byte[patients];
                    DrawBlock.draw(Streams.of(SEED, 3 + draw), weights);
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
                    List.of(RankedAuc.of(scores(random, 9, 5, 6)), RankedAuc.of(scores(random, 9, 5, 6)));
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
                DrawBlock.draw(random, weights);
                again++;
            } while (!ClusterBootstrap.evaluate(statistics, weights, values));
            all[replicate] = new double[] {values[1], again};
        }
        return all;
    }

    /**
     * One walk a class serves the class against the rest and against each other one; each is what its rows have alone.
     */
    @Test
    void classesAndPairsOfOneWalkAreEachByItself() {
        SplittableRandom random = new SplittableRandom(6);
        for (int trial = 0; trial < 60; trial++) {
            int values = trial % 3 == 0 ? 4 : 1000;
            int[] truth = random.ints(90, 0, 4).toArray();
            double[][] columns = new double[4][90];
            for (double[] column : columns) {
                Arrays.setAll(column, row -> random.nextInt(values) / 10.0);
            }
            int[] patients = Clusters.dense(random.ints(90, 0, 30).toArray());
            MulticlassScores scores = MulticlassScores.of(List.of("A", "B", "C", "D"), columns, truth, patients);
            ClusterBootstrap bootstrap = new ClusterBootstrap(70, trial, 1 + trial % 3);
            List<BootstrapSample> samples =
                    bootstrap.together(MulticlassAuc.statistics(ClassRankings.of(scores, new double[0])));

            int pair = 0;
            for (int first = 0; first < 4; first++) {
                assertThat(samples.get(1).statistic(first).replicates())
                        .isEqualTo(oneByOne(scores.oneVersusRest(first), trial));
                for (int second = 0; second < 4; second++) {
                    if (first != second) {
                        assertThat(samples.get(2).statistic(pair++).replicates())
                                .isEqualTo(oneByOne(scores.pair(first, second), trial));
                    }
                }
            }
        }
    }

    private static double[] oneByOne(BinaryScores scores, long seed) {
        double[] values = new double[70];
        byte[] weights = new byte[scores.clusterCount()];
        double[] into = new double[1];
        for (int replicate = 0; replicate < values.length; replicate++) {
            DrawBlock.draw(Streams.of(seed, replicate), weights);
            assertThat(new AucStatistic(scores).evaluate(weights, into, 0)).isTrue();
            values[replicate] = into[0];
        }
        return values;
    }

    /** Rows enough that counts are settled several times, within long tie groups and between them. */
    @Test
    void manyRowsAreCountedAsOneDrawCountsThem() {
        SplittableRandom random = new SplittableRandom(8);
        double[] rates = {0, 0.001, 0.5, 0.999, 1};
        for (int values : new int[] {3, 500, 1_000_000}) {
            BinaryScores scores = scores(random, 30_000, 40, values);
            DrawBlock draws = new DrawBlock(40, 9);
            draws.fill(SEED, 0, 9);
            for (ClusterStatistic statistic : List.of(RankedAuc.of(scores), RankedCurves.of(scores, rates))) {
                double[][] all = new double[9][statistic.size()];
                boolean[] exists = new boolean[9];
                Arrays.fill(exists, true);
                statistic.evaluateAll(draws, all, 0, exists);
                for (int draw = 0; draw < 9; draw++) {
                    double[] one = new double[statistic.size()];
                    assertThat(statistic.evaluate(draws.of(draw), one, 0)).isTrue();
                    assertThat(all[draw]).isEqualTo(one);
                }
            }
        }
    }
}
