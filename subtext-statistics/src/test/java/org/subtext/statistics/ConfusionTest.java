package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Confusion.Measure.ACCURACY;
import static org.subtext.statistics.Confusion.Measure.BALANCED_ACCURACY;
import static org.subtext.statistics.Confusion.Measure.COHEN_KAPPA;
import static org.subtext.statistics.Confusion.Measure.MATTHEWS;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.value;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers: scikit-learn 1.9.1, validation/statistics/reference.py. */
class ConfusionTest {
    private final Confusion confusion = Confusion.ofHighestScore(Fixture.threeClasses());

    @Test
    void countsAgreeWithScikitLearn() {
        assertThat(confusion.counts()).containsExactly(List.of(25, 6, 5), List.of(3, 19, 5), List.of(5, 2, 20));
    }

    @Test
    void measuresAgreeWithScikitLearn() {
        // accuracy_score, balanced_accuracy_score, cohen_kappa_score, matthews_corrcoef
        assertThat(value(confusion.estimate(ACCURACY))).isCloseTo(0.711111111111111, EXACT);
        assertThat(value(confusion.estimate(BALANCED_ACCURACY))).isCloseTo(0.712962962962963, EXACT);
        assertThat(value(confusion.estimate(COHEN_KAPPA))).isCloseTo(0.564489112227806, EXACT);
        assertThat(value(confusion.estimate(MATTHEWS))).isCloseTo(0.565439425256841, EXACT);
    }

    @Test
    void measuresAreResampledByPatient() {
        Confusion.Resampled draws = confusion.bootstrap(new ClusterBootstrap(2_000, 1, 2));
        // the standard error of a clustered mean, by hand: patients' numbers of right rows
        MulticlassScores scores = Fixture.threeClasses();
        double[] right = new double[30];
        for (int row = 0; row < 90; row++) {
            right[row / 3] += scores.highest(row) == scores.truth(row) ? 1 / 90.0 : 0;
        }
        double mean = Arrays.stream(right).average().orElseThrow();
        double se =
                Math.sqrt(Arrays.stream(right).map(r -> (r - mean) * (r - mean)).sum());
        assertThat(value(draws.of(ACCURACY).standardError())).isBetween(0.94 * se, 1.06 * se);
        for (Confusion.Measure measure : Confusion.Measure.values()) {
            assertThat(draws.of(measure).bca(0.95)).isInstanceOf(Estimate.Known.class);
        }
    }

    @Test
    void oneClassPredictedThroughoutHasAccuracyButNoCorrelation() {
        Confusion constant =
                Confusion.of(List.of("F", "M"), new int[] {0, 1, 0, 1}, new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3});
        assertThat(value(constant.estimate(ACCURACY))).isEqualTo(0.5);
        assertThat(value(constant.estimate(COHEN_KAPPA))).isZero();
        assertThat(constant.estimate(MATTHEWS)).isInstanceOf(Estimate.Undefined.class);
        assertThat(constant.bootstrap(new ClusterBootstrap(100, 1, 1))
                        .of(MATTHEWS)
                        .percentile(0.9))
                .isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void aClassWithoutRowsHasNoBalancedAccuracy() {
        Confusion confusion = Confusion.of(List.of("F", "M"), new int[] {0, 0}, new int[] {0, 1}, new int[] {0, 1});
        assertThat(confusion.estimate(BALANCED_ACCURACY)).isEqualTo(new Estimate.Undefined("a class has no row"));
    }

    @Test
    void anUnknownClassIsRefused() {
        assertThatThrownBy(() -> Confusion.of(List.of("F", "M"), new int[] {0}, new int[] {5}, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 0")
                .hasMessageContaining("predicted class 5");
    }
}
