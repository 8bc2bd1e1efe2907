package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.testing.Seeds;

class ProportionTest {
    /** statsmodels 0.15.0 {@code proportion_confint(method="wilson")}, validation/statistics/reference.py. */
    @ParameterizedTest
    @CsvSource({
        "7, 20, 0.181191824101082, 0.567145723314764",
        "0, 12, 0, 0.242494006655241",
        "12, 12, 0.757505993344759, 1"
    })
    void intervalsAgreeWithStatsmodels(int successes, int rows, double lower, double upper) {
        Interval interval = interval(Proportion.wilson(successes, rows, 0.95));
        assertThat(interval.lower()).isCloseTo(lower, EXACT);
        assertThat(interval.upper()).isCloseTo(upper, EXACT);
    }

    @Seeds
    void withOneRowAClusterItIsWilson(SplittableRandom random) {
        int rows = random.nextInt(2, 50);
        double[] successes = random.ints(rows, 0, 2).asDoubleStream().toArray();
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        Interval clustered = interval(Proportion.clusteredWilson(successes, ones, 0.9));
        Interval plain =
                interval(Proportion.wilson((long) Arrays.stream(successes).sum(), rows, 0.9));
        assertThat(clustered.lower()).isCloseTo(plain.lower(), EXACT);
        assertThat(clustered.upper()).isCloseTo(plain.upper(), EXACT);
    }

    @Test
    void aSingleClusterHasNoInterval() {
        assertThat(Proportion.clusteredWilson(new double[] {3, 0}, new double[] {4, 0}, 0.95))
                .isEqualTo(new Estimate.Point(0.75));
    }

    @Test
    void noRowsHaveNoShare() {
        assertThat(Proportion.wilson(0, 0, 0.95)).isEqualTo(new Estimate.Undefined("no rows"));
        assertThat(Proportion.clusteredWilson(new double[2], new double[2], 0.95))
                .isEqualTo(new Estimate.Undefined("no rows"));
    }

    @Test
    void moreSuccessesThanRowsAreRefused() {
        assertThatThrownBy(() -> Proportion.wilson(3, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereAllAgreePatientsAreCounted() {
        Estimate all = Proportion.clusteredWilson(new double[] {5, 5, 5}, new double[] {5, 5, 5}, 0.95);
        assertThat(interval(all).lower())
                .isCloseTo(interval(Proportion.wilson(3, 3, 0.95)).lower(), EXACT);
        assertThat(value(all)).isEqualTo(1);
    }
}
