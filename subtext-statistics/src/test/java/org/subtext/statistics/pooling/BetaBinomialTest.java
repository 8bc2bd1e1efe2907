package org.subtext.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Estimate;
import org.subtext.testing.Seeds;

class BetaBinomialTest {
    /** SciPy 1.17.1 betabinom, maximum over log alpha and log beta by Nelder and Mead, which stops some 1e-7 short. */
    @Test
    void theFitAgreesWithScipy() {
        BetaBinomial fit = BetaBinomial.fit(new int[] {9, 17, 4, 22, 1, 30}, new int[] {12, 20, 9, 25, 5, 60}, 0.95);
        assertThat(value(fit.alpha())).isCloseTo(4.13253004849, within(5e-7));
        assertThat(value(fit.beta())).isCloseTo(2.35106961948, within(5e-7));
        assertThat(value(fit.logLikelihood())).isCloseTo(-15.750516814, within(1e-8));
        double[] means = {0.71049634727, 0.797947798389, 0.525235101842, 0.830036283147, 0.446944355157, 0.513397743488
        };
        double[] lower = {0.490890891207, 0.628923663057, 0.284818027524, 0.683091039782, 0.185921279844, 0.39415500923
        };
        double[] upper = {0.887105946614, 0.924604690989, 0.759477407691, 0.93754901514, 0.725434063794, 0.631876474594
        };
        for (int cell = 0; cell < means.length; cell++) {
            assertThat(value(fit.cells().get(cell))).isCloseTo(means[cell], within(1e-8));
            assertThat(interval(fit.cells().get(cell)).lower()).isCloseTo(lower[cell], within(1e-8));
            assertThat(interval(fit.cells().get(cell)).upper()).isCloseTo(upper[cell], within(1e-8));
        }
    }

    @Test
    void cellsAlikeHaveOneRate() {
        BetaBinomial fit = BetaBinomial.fit(new int[] {5, 10, 20}, new int[] {10, 20, 40}, 0.95);
        assertThat(fit.alpha()).isEqualTo(new Estimate.Undefined("cells differ by no more than chance gives"));
        assertThat(fit.cells()).containsOnly(new Estimate.Point(0.5));
        // of one row each no spread can be told
        assertThat(BetaBinomial.fit(new int[] {0, 1, 1}, new int[] {1, 1, 1}, 0.95)
                        .cells())
                .containsOnly(new Estimate.Point(2 / 3.0));
    }

    @Test
    void cellsOfHitsOrMissesOnlyStayAsTheyAre() {
        BetaBinomial fit = BetaBinomial.fit(new int[] {0, 8, 0, 9}, new int[] {7, 8, 9, 9}, 0.95);
        assertThat(value(fit.cells().get(0))).isLessThan(0.01);
        assertThat(value(fit.cells().get(1))).isGreaterThan(0.99);
    }

    @Test
    void edgesAreNoFaults() {
        assertThat(BetaBinomial.fit(new int[] {0, 0}, new int[] {4, 9}, 0.95).cells())
                .containsOnly(new Estimate.Point(0));
        assertThat(BetaBinomial.fit(new int[] {3, 9}, new int[] {3, 9}, 0.95).cells())
                .containsOnly(new Estimate.Point(1));
        assertThat(BetaBinomial.fit(new int[] {0}, new int[] {0}, 0.95).cells())
                .containsExactly(new Estimate.Undefined("no rows"));
        assertThatThrownBy(() -> BetaBinomial.fit(new int[] {3}, new int[] {2}, 0.95))
                .hasMessageContaining("no share");
    }

    /** A cell is drawn from its raw rate towards the common one, never past it; hits and misses exchanged mirror it. */
    @Seeds(100)
    void cellsAreDrawnTowardsTheCommonRate(SplittableRandom random) {
        int cells = random.nextInt(3, 12);
        int[] hits = new int[cells];
        int[] misses = new int[cells];
        int[] rows = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            rows[cell] = random.nextInt(2, 40);
            hits[cell] = random.nextInt(rows[cell] + 1);
            misses[cell] = rows[cell] - hits[cell];
        }
        BetaBinomial fit = BetaBinomial.fit(hits, rows, 0.9);
        BetaBinomial mirrored = BetaBinomial.fit(misses, rows, 0.9);
        for (int cell = 0; cell < cells; cell++) {
            double mean = value(fit.cells().get(cell));
            assertThat(value(mirrored.cells().get(cell))).isCloseTo(1 - mean, within(1e-6));
            if (fit.alpha().isDefined()) {
                double common = value(fit.alpha()) / (value(fit.alpha()) + value(fit.beta()));
                double raw = hits[cell] / (double) rows[cell];
                assertThat(mean).isBetween(Math.min(raw, common) - 1e-12, Math.max(raw, common) + 1e-12);
                assertThat(interval(fit.cells().get(cell)).contains(mean)).isTrue();
            }
        }
    }
}
