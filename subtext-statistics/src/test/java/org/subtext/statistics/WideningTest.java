package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class WideningTest {
    /** SciPy 1.17.1, validation/folds/reference.py. */
    @Test
    void agreesWithAnIndependentProgram() {
        Estimate wide = new Widening(1.25).of(known(0.71, 0.62, 0.79));

        assertThat(wide.valueOr(0)).isEqualTo(0.71);
        assertThat(interval(wide).lower()).isCloseTo(0.5958226454242573, EXACT);
        assertThat(interval(wide).upper()).isCloseTo(0.8072611031073619, EXACT);
        assertThat(interval(wide).level()).isEqualTo(0.95);
        assertThat(interval(wide).method()).isEqualTo("bootstrap, widened 1.250 times");
    }

    /** 0.05^(1.3²/20), and its mirror image. */
    @Test
    void underPerfectSeparationTheBoundIsThatOfFewerPairs() {
        Widening widening = new Widening(1.3);
        double bound = Math.pow(0.05, 1 / 20.0);

        assertThat(interval(widening.of(known(1, bound, 1))).lower()).isCloseTo(0.7763596675117111, EXACT);
        assertThat(interval(widening.of(known(1, bound, 1))).upper()).isEqualTo(1);
        assertThat(interval(widening.of(known(0, 0, 1 - bound))).upper()).isCloseTo(1 - 0.7763596675117111, EXACT);
    }

    @Seeds
    void aWidenedIntervalHoldsTheNarrowOneAndStaysInRange(SplittableRandom random) {
        double auc = random.nextDouble(0.01, 0.99);
        double lower = random.nextDouble(0, auc);
        double upper = random.nextDouble(auc, 1);

        Interval wide = interval(new Widening(random.nextDouble(1.001, 3)).of(known(auc, lower, upper)));

        assertThat(wide.lower()).isBetween(0.0, lower);
        assertThat(wide.upper()).isBetween(upper, 1.0);
    }

    @Test
    void withoutAFactorOrAnIntervalNothingChanges() {
        Estimate auc = known(0.71, 0.62, 0.79);
        Estimate none = Estimate.undefined("no positive label");

        assertThat(Widening.NONE.of(auc)).isSameAs(auc);
        assertThat(new Widening(2).of(none)).isSameAs(none);
        assertThat(new Widening(2).of(new Estimate.Point(0.7))).isEqualTo(new Estimate.Point(0.7));
    }

    @Test
    void nothingIsNarrowed() {
        assertThatThrownBy(() -> new Widening(0.99)).hasMessageContaining("at least 1");
    }

    private static Estimate known(double auc, double lower, double upper) {
        return new Estimate.Known(auc, new Interval(lower, upper, 0.95, "bootstrap"));
    }
}
