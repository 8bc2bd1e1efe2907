package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import org.junit.jupiter.api.Test;

/** Expected numbers: scikit-learn 1.9.1 {@code average_precision_score}, validation/statistics/reference.py. */
class AveragePrecisionTest {
    @Test
    void valuesAgreeWithScikitLearn() {
        assertThat(value(AveragePrecision.of(Fixture.first()))).isCloseTo(0.663212405061705, EXACT);
        assertThat(value(AveragePrecision.of(Fixture.mixedFirst()))).isCloseTo(0.76571811414533, EXACT);
    }

    @Test
    void aScoreWithoutInformationHasThePrevalence() {
        assertThat(value(AveragePrecision.of(Fixture.withScores(Fixture.first(), row -> 1))))
                .isCloseTo(36 / 90.0, EXACT);
    }

    @Test
    void theIntervalHoldsTheValue() {
        BootstrapDistribution bootstrap = AveragePrecision.of(Fixture.first(), new ClusterBootstrap(300, 1, 2));
        assertThat(interval(bootstrap.percentile(0.95)).contains(value(bootstrap.observed())))
                .isTrue();
        assertThat(bootstrap.bca(0.95)).isInstanceOf(Estimate.Known.class);
    }
}
