package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Intervals from given draws. Expected numbers: SciPy 1.17.1, {@code scipy.stats.bootstrap(...,
 * bootstrap_result=given)} over scikit-learn 1.9.1 {@code roc_auc_score(sample_weight=...)},
 * validation/statistics/reference.py.
 */
class BootstrapDistributionTest {
    private final AucStatistic auc = new AucStatistic(Fixture.first());
    private final BootstrapDistribution distribution = new BootstrapDistribution(
            0.707304526748971, closedFormDraws(), () -> auc.jackknife().map(values -> values[0]));

    private double[] closedFormDraws() {
        double[] draws = new double[199];
        double[] into = new double[1];
        for (int r = 0; r < draws.length; r++) {
            byte[] weights = new byte[30];
            for (int j = 0; j < 30; j++) {
                weights[(j * j * (r + 1) + 7 * r * j + r / 3) % 31 % 30]++;
            }
            assertThat(auc.evaluate(weights, into, 0)).isTrue();
            draws[r] = into[0];
        }
        return draws;
    }

    @Test
    void weightedAucsAgreeWithScikitLearn() {
        double[] draws = distribution.replicates();
        assertThat(draws[0]).isCloseTo(0.735778841041999, EXACT);
        assertThat(draws[1]).isCloseTo(0.665679012345679, EXACT);
        assertThat(draws[2]).isCloseTo(0.707070707070707, EXACT);
        assertThat(draws[3]).isCloseTo(0.687242798353909, EXACT);
    }

    @Test
    void percentileIntervalAgreesWithSciPy() {
        Interval interval = interval(distribution.percentile(0.95));
        assertThat(interval.lower()).isCloseTo(0.654320987654321, EXACT);
        assertThat(interval.upper()).isCloseTo(0.753968253968254, EXACT);
        assertThat(interval.method()).isEqualTo("patient-cluster bootstrap, percentile, 199 draws");
    }

    @Test
    void basicIntervalAgreesWithSciPy() {
        Interval interval = interval(distribution.basic(0.95));
        assertThat(interval.lower()).isCloseTo(0.660640799529689, EXACT);
        assertThat(interval.upper()).isCloseTo(0.760288065843622, EXACT);
    }

    @Test
    void bcaIntervalAgreesWithSciPy() {
        Interval interval = interval(distribution.bca(0.95));
        assertThat(interval.lower()).isCloseTo(0.657828282828283, EXACT);
        assertThat(interval.upper()).isCloseTo(0.753968253968254, EXACT);
    }

    @Test
    void standardErrorAgreesWithSciPy() {
        assertThat(value(distribution.standardError())).isCloseTo(0.028544349610428, EXACT);
    }

    @Test
    void aDifferenceOfIndependentSamplesAddsVariances() {
        ClusterBootstrap bootstrap = new ClusterBootstrap(4_000, 3, 1);
        BootstrapDistribution one = bootstrap.auc(Fixture.first());
        BootstrapDistribution two = new ClusterBootstrap(4_000, 4, 1).auc(Fixture.mixedFirst());
        BootstrapDistribution difference = one.minus(two);
        assertThat(value(difference.observed())).isCloseTo(0.707304526748971 - 0.78858024691358, EXACT);
        double expected = Math.hypot(value(one.standardError()), value(two.standardError()));
        assertThat(value(difference.standardError())).isBetween(0.95 * expected, 1.05 * expected);
        assertThat(difference.bca(0.95)).isInstanceOf(Estimate.Known.class);
    }

    @Test
    void oneThatVariesMoreIsFartherFromItsValueOnEveryDraw() {
        ClusterBootstrap bootstrap = new ClusterBootstrap(4_000, 3, 1);
        BootstrapDistribution one = bootstrap.auc(Fixture.first());
        BootstrapDistribution two = new ClusterBootstrap(4_000, 4, 1).auc(Fixture.mixedFirst());
        BootstrapDistribution wider = one.widened(new Widening(1.4));

        assertThat(value(wider.observed())).isEqualTo(value(one.observed()));
        assertThat(value(wider.standardError())).isCloseTo(1.4 * value(one.standardError()), EXACT);
        assertThat(value(wider.minus(two).standardError()))
                .isCloseTo(
                        Math.hypot(1.4 * value(one.standardError()), value(two.standardError())),
                        within(0.05 * value(wider.standardError())));
        assertThat(wider.minus(two).bca(0.95)).isInstanceOf(Estimate.Known.class);
        assertThat(one.widened(Widening.NONE)).isSameAs(one);
    }

    @Test
    void drawsOnOneSideOfTheValueAllowNoBiasCorrection() {
        BootstrapDistribution above =
                new BootstrapDistribution(0.1, new double[] {0.2, 0.3}, () -> Optional.of(new double[] {0.1, 0.2}));
        assertThat(above.bca(0.95)).isEqualTo(new Estimate.Point(0.1));
        assertThat(above.percentile(0.95)).isInstanceOf(Estimate.Known.class);
    }

    @Test
    void aConstantHasAnIntervalOfNoWidth() {
        BootstrapDistribution constant =
                new BootstrapDistribution(0.5, new double[] {0.5, 0.5}, () -> Optional.of(new double[] {0.5, 0.5}));
        assertThat(interval(constant.bca(0.95)).lower()).isEqualTo(0.5);
        assertThat(interval(constant.bca(0.95)).upper()).isEqualTo(0.5);
    }
}
