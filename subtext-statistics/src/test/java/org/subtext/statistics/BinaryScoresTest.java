package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinaryScoresTest {
    @Test
    void rowsAreOrderedByScoreWithPositivesFirstAmongEqualOnes() {
        BinaryScores scores = BinaryScores.independent(
                new double[] {0.5, -0.0, 0.5, 0.0, 2}, new boolean[] {false, false, true, true, false});
        assertThat(IntStream.range(0, 5).map(scores::rowAt)).containsExactly(3, 1, 2, 0, 4);
        assertThat(scores.groupCount()).isEqualTo(3);
    }

    @Test
    void aMissingScoreIsRefusedWithItsRow() {
        assertThatThrownBy(() -> BinaryScores.independent(new double[] {1, Double.NaN}, new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining("left out");
    }

    @Test
    void arraysOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> BinaryScores.of(new double[3], new boolean[2], new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels has 2 entries for 3 scores; one entry a row is expected");
    }

    @Test
    void aPatientWithoutRowsIsRefused() {
        assertThatThrownBy(() -> BinaryScores.of(new double[3], new boolean[3], new int[] {0, 2, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cluster 1 of 3 has no row")
                .hasMessageContaining("Clusters.dense");
        assertThat(Clusters.dense(new int[] {7, 3, 7, 9})).containsExactly(0, 1, 0, 2);
    }

    @Test
    void laterChangesToTheArraysDoNotShow() {
        double[] values = {1, 2};
        BinaryScores scores = BinaryScores.independent(values, new boolean[] {true, false});
        values[0] = 3;
        assertThat(scores.score(0)).isEqualTo(1);
    }

    @Test
    void patientsOfEachClassAreCounted() {
        BinaryScores scores =
                BinaryScores.of(new double[4], new boolean[] {true, true, false, true}, new int[] {0, 0, 0, 1});
        assertThat(scores.clustersWith(true)).isEqualTo(2);
        assertThat(scores.clustersWith(false)).isEqualTo(1);
    }

    @Test
    void namesOfPatientsAreNumberedByFirstAppearance() {
        assertThat(Clusters.dense(List.of("p7", "p2", "p7", "p1"))).containsExactly(0, 1, 0, 2);
    }
}
