package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers: scikit-learn 1.9.1 {@code roc_auc_score}, validation/statistics/reference.py. */
class MulticlassAucTest {
    private final MulticlassAuc auc = MulticlassAuc.of(Fixture.threeClasses(), new ClusterBootstrap(200, 1, 2));

    @Test
    void classesAgreeWithScikitLearn() {
        assertThat(value(auc.byClass().get(0).observed())).isCloseTo(0.886574074074074, EXACT);
        assertThat(value(auc.byClass().get(1).observed())).isCloseTo(0.903586125808348, EXACT);
        assertThat(value(auc.byClass().get(2).observed())).isCloseTo(0.880658436213992, EXACT);
    }

    @Test
    void averagesAgreeWithScikitLearn() {
        // multi_class="ovr" with average="macro", "weighted", "micro"; multi_class="ovo", average="macro"
        assertThat(value(auc.macro().observed())).isCloseTo(0.890272878698805, EXACT);
        assertThat(value(auc.prevalenceWeighted().observed())).isCloseTo(0.889902998236332, EXACT);
        assertThat(value(auc.micro().observed())).isCloseTo(0.879351851851852, EXACT);
        assertThat(value(auc.handTill().observed())).isCloseTo(0.891918152720622, EXACT);
    }

    @Test
    void everyAverageHasAnInterval() {
        for (BootstrapDistribution one : List.of(auc.macro(), auc.prevalenceWeighted(), auc.micro(), auc.handTill())) {
            assertThat(interval(one.percentile(0.95)).contains(value(one.observed())))
                    .isTrue();
            assertThat(one.bca(0.95)).isInstanceOf(Estimate.Known.class);
        }
    }

    @Test
    void aClassWithoutRowsLeavesTheOthersTheirAuc() {
        MulticlassScores scores = MulticlassScores.of(
                List.of("Asian", "Black", "White"),
                new double[][] {{3, 1, 2, 0}, {0, 2, 1, 2}, {1, 1, 1, 1}},
                new int[] {0, 1, 0, 1},
                new int[] {0, 1, 2, 3});
        MulticlassAuc external = MulticlassAuc.of(scores, new ClusterBootstrap(100, 1, 1));
        assertThat(value(external.byClass().get(0).observed())).isEqualTo(1);
        assertThat(external.byClass().get(2).percentile(0.95))
                .isEqualTo(new Estimate.Undefined("no positive among 4 rows"));
        assertThat(external.macro().observed())
                .isEqualTo(new Estimate.Undefined("no row is recorded as White among 4 rows"));
    }

    @Test
    void aClassIndexOutOfRangeIsRefused() {
        assertThatThrownBy(() ->
                        MulticlassScores.of(List.of("F", "M"), new double[][] {{1}, {2}}, new int[] {2}, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("recorded class of row 0 is 2; an index from 0 to 1 is expected");
    }

    @Test
    void aClassNamedTwiceIsRefused() {
        assertThatThrownBy(() ->
                        MulticlassScores.of(List.of("F", "F"), new double[][] {{1}, {2}}, new int[] {0}, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different names");
    }
}
