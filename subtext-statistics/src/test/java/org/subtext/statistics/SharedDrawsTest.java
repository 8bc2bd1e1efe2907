package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class SharedDrawsTest {
    @Seeds(20)
    void drawsAreThoseOfABootstrapWithTheSameSeed(SplittableRandom random) {
        BinaryScores scores = scores(random, 40, 0, 40);
        long seed = random.nextLong();

        double[] shared = SharedDraws.of(40, 150, seed)
                .aucs(List.of(scores))
                .sample()
                .statistic(0)
                .replicates();

        assertThat(shared)
                .containsExactly(ClusterBootstrap.of(150, seed).auc(scores).replicates());
    }

    @Seeds(20)
    void threadsDoNotChangeTheResult(SplittableRandom random) {
        BinaryScores scores = scores(random, 60, 10, 40);

        SharedDraws.OnDraws one = SharedDraws.of(60, 200, 3, 1).aucs(List.of(scores));
        SharedDraws.OnDraws eight = SharedDraws.of(60, 200, 3, 8).aucs(List.of(scores));

        assertThat(one.draws()).isEqualTo(eight.draws());
        assertThat(one.sample().statistic(0).replicates())
                .containsExactly(eight.sample().statistic(0).replicates());
    }

    @Test
    void aDrawWithoutOneOfTheClassesIsLeftOutAndKnown() {
        boolean[] labels = {true, true, false, false};
        BinaryScores few = BinaryScores.of(new double[] {4, 2, 3, 1}, labels, new int[] {0, 1, 2, 3}, 30);

        SharedDraws.OnDraws found = SharedDraws.of(30, 500, 11).aucs(List.of(few));
        double[] aligned = found.aligned(found.sample().statistic(0), 500);

        assertThat(found.draws()).hasSizeBetween(200, 450).isSorted();
        assertThat(found.sample().redrawn()).isEqualTo(500 - found.draws().size());
        for (int draw = 0; draw < 500; draw++) {
            assertThat(Double.isNaN(aligned[draw])).isEqualTo(!found.draws().contains(draw));
        }
    }

    @Test
    void patientsOutsideAPartDoNotChangeItsValue() {
        SplittableRandom random = new SplittableRandom(5);
        BinaryScores part = scores(random, 50, 20, 30);
        int[] own = new int[part.size()];
        double[] values = new double[part.size()];
        boolean[] labels = new boolean[part.size()];
        for (int row = 0; row < own.length; row++) {
            own[row] = part.cluster(row) - 20;
            values[row] = part.score(row);
            labels[row] = part.isPositive(row);
        }

        Estimate among50 = SharedDraws.of(50, 100, 1)
                .aucs(List.of(part))
                .sample()
                .statistic(0)
                .observed();
        Estimate among30 = SharedDraws.of(30, 100, 1)
                .aucs(List.of(BinaryScores.of(values, labels, own)))
                .sample()
                .statistic(0)
                .observed();

        assertThat(among50).isEqualTo(among30);
    }

    @Test
    void oneClassHasNoDraws() {
        BinaryScores oneClass = BinaryScores.of(new double[] {1, 2}, new boolean[] {true, true}, new int[] {0, 1}, 5);

        assertThat(SharedDraws.of(5, 100, 1)
                        .aucs(List.of(oneClass))
                        .sample()
                        .statistic(0)
                        .observed())
                .isEqualTo(Estimate.undefined("no negative among 2 rows"));
    }

    @Test
    void otherClustersAreRefused() {
        assertThatThrownBy(() -> SharedDraws.of(5, 100, 1)
                        .aucs(List.of(BinaryScores.independent(new double[] {1, 2}, new boolean[] {true, false}))))
                .hasMessageContaining("5 clusters");
        assertThatThrownBy(() -> BinaryScores.of(new double[1], new boolean[1], new int[] {5}, 5))
                .hasMessageContaining("not among 5 clusters");
    }

    /** One row a patient, for {@code count} of the patients from {@code first} on, in both classes by turns. */
    private static BinaryScores scores(SplittableRandom random, int patients, int first, int count) {
        double[] values = random.doubles(count).toArray();
        boolean[] labels = new boolean[count];
        int[] clusters = new int[count];
        Arrays.setAll(clusters, i -> first + i);
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2 == 0;
        }
        return BinaryScores.of(values, labels, clusters, patients);
    }
}
