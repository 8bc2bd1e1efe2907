package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import org.junit.jupiter.api.Test;

class EquivalenceTest {
    @Test
    void agreesWithTheOneSidedTestsOfStatsmodels() {
        // statsmodels 0.15.0 _zstat_generic, _zconfint_generic(alpha=0.1), validation/statistics/reference.py
        Equivalence result = Equivalence.normal(0.53, 0.02, 0.5, 0.1, 0.05);
        assertThat(result.isEquivalent()).isTrue();
        assertThat(value(result.p())).isCloseTo(2.326290790355273e-04, EXACT);
        assertThat(interval(result.estimate()).lower()).isCloseTo(0.497102927460971, EXACT);
        assertThat(interval(result.estimate()).upper()).isCloseTo(0.562897072539029, EXACT);
    }

    @Test
    void aWideIntervalShowsNothing() {
        assertThat(Equivalence.normal(0.5, 0.07, 0.5, 0.1, 0.05).isEquivalent()).isFalse();
        assertThat(Equivalence.normal(0.58, 0.02, 0.5, 0.1, 0.05).isEquivalent())
                .isFalse();
    }

    @Test
    void anIntervalMustLieWithinTheMargin() {
        Estimate inside = new Estimate.Known(0.5, new Interval(0.41, 0.59, 0.9, "any"));
        Estimate touching = new Estimate.Known(0.5, new Interval(0.4, 0.5, 0.9, "any"));
        assertThat(Equivalence.ofInterval(inside, 0.5, 0.1).isEquivalent()).isTrue();
        assertThat(Equivalence.ofInterval(touching, 0.5, 0.1).isEquivalent()).isFalse();
        assertThat(Equivalence.ofInterval(new Estimate.Point(0.5), 0.5, 0.1).isEquivalent())
                .isFalse();
        assertThat(Equivalence.ofInterval(Estimate.undefined("no rows"), 0.5, 0.1)
                        .isEquivalent())
                .isFalse();
    }

    @Test
    void aMarginOfNothingIsRefused() {
        assertThatThrownBy(() -> Equivalence.normal(0.5, 0.1, 0.5, 0, 0.05))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above zero");
    }

    @Test
    void withoutAStandardErrorItCannotBeTold() {
        assertThat(Equivalence.normal(0.5, 0, 0.5, 0.1, 0.05).p()).isInstanceOf(Estimate.Undefined.class);
    }
}
