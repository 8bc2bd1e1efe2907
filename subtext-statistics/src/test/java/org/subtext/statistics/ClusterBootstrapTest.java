package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.value;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.draws.DrawBlock;
import org.subtext.statistics.draws.Streams;
import org.subtext.testing.Seeds;

class ClusterBootstrapTest {
    @Test
    void threadsDoNotChangeADigit() {
        List<BinaryScores> columns = Fixture.threeClasses().oneVersusRest();
        double[] alone = new ClusterBootstrap(301, 42, 1).aucs(columns).mean().replicates();
        for (int threads : new int[] {2, 3, 8}) {
            double[] together =
                    new ClusterBootstrap(301, 42, threads).aucs(columns).mean().replicates();
            assertThat(together).isEqualTo(alone);
        }
    }

    @Test
    void anotherSeedGivesOtherDraws() {
        BinaryScores scores = Fixture.first();
        assertThat(new ClusterBootstrap(20, 1, 1).auc(scores).replicates())
                .isNotEqualTo(new ClusterBootstrap(20, 2, 1).auc(scores).replicates());
    }

    @Test
    void columnsShareTheirDraws() {
        BootstrapSample sample =
                new ClusterBootstrap(50, 5, 2).aucs(List.of(Fixture.first(), Fixture.first(), Fixture.second()));
        assertThat(sample.difference(0, 1).replicates()).containsOnly(0.0);
        double[] first = sample.statistic(0).replicates();
        double[] second = sample.statistic(2).replicates();
        double[] differences = sample.difference(0, 2).replicates();
        for (int r = 0; r < 50; r++) {
            assertThat(differences[r]).isEqualTo(first[r] - second[r]);
        }
    }

    @Test
    void everyPatientIsDrawnOnceOnAverage() {
        byte[] weights = new byte[7];
        double[] sums = new double[7];
        for (int r = 0; r < 20_000; r++) {
            DrawBlock.draw(Streams.of(9, r), weights);
            int total = 0;
            for (int c = 0; c < 7; c++) {
                sums[c] += weights[c];
                total += weights[c];
            }
            assertThat(total).isEqualTo(7);
        }
        // standard error of a mean weight: sqrt(6/7 / 20000) = 0.0065
        for (double sum : sums) {
            assertThat(sum / 20_000).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void standardErrorIsThatOfObuchowski() {
        // 4,000 draws know a standard error to about 1.1 percent; two clusters' worth of bias on top
        double bootstrap = value(
                new ClusterBootstrap(4_000, 11, 2).auc(Fixture.mixedFirst()).standardError());
        double analytic = Math.sqrt(value(ClusteredAuc.variance(Fixture.mixedFirst())));
        assertThat(bootstrap).isBetween(0.92 * analytic, 1.05 * analytic);
    }

    @Test
    void drawsWithoutBothClassesAreDrawnAgainAndCounted() {
        BinaryScores few = BinaryScores.of(
                new double[] {1, 3, 2, 4}, new boolean[] {false, false, true, true}, new int[] {0, 1, 2, 3});
        BootstrapSample sample = new ClusterBootstrap(1_000, 1, 2).aucs(List.of(few));
        // a draw holds one class with chance 2/16: 1000 * (1/8)/(7/8) = 143 redraws expected, sd 13
        assertThat(sample.redrawn()).isBetween(90L, 200L);
        assertThat(sample.statistic(0).replicates()).hasSize(1_000).doesNotContain(Double.NaN);
    }

    @Test
    void aClassThatRestsOnOnePatientHasAValueButNoInterval() {
        BinaryScores one = BinaryScores.of(
                new double[] {1, 3, 2, 4}, new boolean[] {false, false, true, true}, new int[] {0, 1, 2, 2});
        BootstrapDistribution auc = new ClusterBootstrap(100, 1, 1).auc(one);
        assertThat(auc.percentile(0.95)).isEqualTo(new Estimate.Point(0.75));
        assertThat(auc.basic(0.95)).isEqualTo(new Estimate.Point(0.75));
        assertThat(auc.bca(0.95)).isEqualTo(new Estimate.Point(0.75));
        assertThat(auc.standardError()).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void statisticsOfDifferentPatientsAreRefused() {
        BinaryScores other = BinaryScores.independent(new double[] {1, 2}, new boolean[] {true, false});
        assertThatThrownBy(() -> new ClusterBootstrap(10, 1, 1).aucs(List.of(Fixture.first(), other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same clusters");
    }

    @Seeds(100)
    void theWeightedPassEqualsRowsRepeated(SplittableRandom random) {
        BinaryScores scores = Fixture.random(random);
        byte[] weights = new byte[scores.clusterCount()];
        weights[0] = 1;
        weights[1] = 2;
        for (int c = 2; c < weights.length; c++) {
            weights[c] = (byte) random.nextInt(4);
        }
        double[] into = new double[1];
        assertThat(new AucStatistic(scores).evaluate(weights, into, 0)).isTrue();
        int[] repeated = Arrays.stream(Clusters.oneEach(scores.size()))
                .flatMap(row ->
                        Arrays.stream(new int[weights[scores.cluster(row)]]).map(copy -> row))
                .toArray();
        boolean[] labels = new boolean[repeated.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = scores.isPositive(repeated[i]);
        }
        BinaryScores copies = BinaryScores.independent(
                Arrays.stream(repeated).mapToDouble(scores::score).toArray(), labels);
        assertThat(into[0]).isCloseTo(value(Roc.of(copies).auc()), EXACT);
    }

    @Seeds(100)
    void theFastJackknifeLeavesOutEachPatient(SplittableRandom random) {
        BinaryScores scores = Fixture.random(random);
        AucStatistic fast = new AucStatistic(scores);
        byte[] weights = new byte[scores.clusterCount()];
        double[] into = new double[1];
        Arrays.fill(weights, (byte) 1);
        fast.jackknife().ifPresent(values -> {
            for (int c = 0; c < weights.length; c++) {
                weights[c] = 0;
                assertThat(fast.evaluate(weights, into, 0)).isTrue();
                assertThat(values[0][c]).isCloseTo(into[0], EXACT);
                weights[c] = 1;
            }
        });
    }
}
