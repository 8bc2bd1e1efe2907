package org.subtext.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class CrossedEffectsTest {
    /** Of priors so weak that the fit is that of maximum likelihood. */
    private static final double FLAT = 1e4;

    private static final int[] GROUPS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
    private static final int[] VALUES = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};

    private static void agrees(
            int[] groups, int[] values, double[] hits, double[] rows, double spread, double[] linear, double[] rates) {
        CrossedEffects.Fit fit =
                CrossedEffects.of(groups, values, FLAT, FLAT, false).fit(hits, rows);
        assertThat(fit.spread()).isCloseTo(spread, within(5e-6));
        for (int cell = 0; cell < hits.length; cell++) {
            assertThat(fit.linear()[cell]).isCloseTo(linear[cell], within(2e-5));
            assertThat(fit.mean(cell, hits[cell], rows[cell])).isCloseTo(rates[cell], within(5e-6));
        }
    }

    /** R 4.2.2, lme4 1.1-31 {@code glmer(..., nAGQ = 25)}: validation/statistics/crossed_effects.R, to 1e-9 there. */
    @Test
    void theFitAgreesWithLme4() {
        double[] hits = {40, 12, 3, 22, 30, 9, 8, 2, 14, 55, 21, 1};
        double[] rows = {50, 30, 4, 25, 60, 30, 12, 9, 15, 80, 60, 6};
        double[] linear = {
            1.432866879,
            -0.2169105509,
            0.1988165148,
            1.306424437,
            -0.343352993,
            0.07237407275,
            1.618796387,
            -0.03098104378,
            0.384746022,
            0.7726227777,
            -0.8771546526,
            -0.4614275869
        };
        double[] rates = {
            0.8015827679,
            0.4203771982,
            0.5773863457,
            0.8223308343,
            0.4769529786,
            0.3941516834,
            0.7886019322,
            0.4166264299,
            0.7191426075,
            0.6862420926,
            0.3336977930,
            0.3464608108
        };
        agrees(GROUPS, VALUES, hits, rows, 0.4251703974, linear, rates);
        CrossedEffects.Fit fit =
                CrossedEffects.of(GROUPS, VALUES, FLAT, FLAT, false).fit(hits, rows);
        assertThat(fit.quantile(0, 40, 50, 0.025)).isCloseTo(0.7097286375, within(3e-4));
        assertThat(fit.quantile(0, 40, 50, 0.975)).isCloseTo(0.8773848144, within(3e-4));
        assertThat(fit.quantile(11, 1, 6, 0.025)).isCloseTo(0.1962792712, within(3e-4));
        assertThat(fit.quantile(11, 1, 6, 0.975)).isCloseTo(0.5222212851, within(3e-4));
    }

    /** Likewise; the program stops at a spread of 0. */
    @Test
    void cellsLikeTheirMarginsHaveNoSpread() {
        double[] hits = {30, 12, 4, 24, 10, 6, 15, 5, 3, 32, 13, 9};
        double[] rows = {40, 20, 10, 30, 15, 12, 20, 10, 7, 40, 20, 18};
        double[] linear = {
            1.11315436,
            0.3306645859,
            -0.3010901896,
            1.420876529,
            0.6383867553,
            0.006631979772,
            1.006430654,
            0.2239408808,
            -0.4078138947,
            1.398941843,
            0.616452069,
            -0.01530270652
        };
        double[] rates = Arrays.stream(linear).map(x -> 1 / (1 + Math.exp(-x))).toArray();
        agrees(GROUPS, VALUES, hits, rows, 0, linear, rates);
    }

    @Test
    void fourCellsHaveMarginsAndASpread() {
        agrees(
                new int[] {0, 0, 1, 1},
                new int[] {0, 1, 0, 1},
                new double[] {30, 10, 12, 25},
                new double[] {40, 30, 40, 30},
                1.017300706,
                new double[] {0.05622415482, 0.373523485, 0.1906139113, 0.5079132414},
                new double[] {0.7270656663, 0.3639124454, 0.3229343346, 0.8027542207});
    }

    /** R 4.2.2, sums of each cell's density on 2,001 places and a numeric Hessian: the same script, to 1e-5 there. */
    @Test
    void theSpreadIsThatOfTheRestrictedLikelihood() {
        CrossedEffects.Fit fit = CrossedEffects.of(GROUPS, VALUES)
                .fit(
                        new double[] {40, 12, 3, 22, 30, 9, 8, 2, 14, 55, 21, 1},
                        new double[] {50, 30, 4, 25, 60, 30, 12, 9, 15, 80, 60, 6});
        assertThat(fit.spread()).isCloseTo(1.09356, within(1e-3));
        assertThat(fit.linear()[0]).isCloseTo(1.559328, within(1e-3));
        assertThat(fit.linear()[10]).isCloseTo(-1.153859, within(1e-3));
        CrossedEffects.Fit ofFour = CrossedEffects.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1})
                .fit(new double[] {30, 10, 12, 25}, new double[] {40, 30, 40, 30});
        assertThat(ofFour.spread()).isCloseTo(2.00417, within(2e-3));
        assertThat(ofFour.linear()[3]).isCloseTo(0.5394869, within(1e-3));
    }

    /** A group of hits only would have endless log odds; a value of one cell alone no effect of its own. */
    @Test
    void edgesAreNoFaults() {
        double[] hits = {12, 9, 14, 20};
        double[] rows = {12, 9, 30, 40};
        CrossedEffects.Fit fit = CrossedEffects.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1})
                .fit(hits, rows);
        assertThat(fit.mean(0, 12, 12)).isBetween(0.95, 0.9999);
        assertThat(fit.mean(2, 14, 30)).isBetween(0.4, 0.6);
        CrossedEffects.Fit ofOneGroup = CrossedEffects.of(new int[] {0, 0, 0}, new int[] {0, 1, 2})
                .fit(new double[] {5, 30, 1}, new double[] {10, 40, 9});
        assertThat(ofOneGroup.spread()).isPositive();
        assertThat(ofOneGroup.linear()).containsOnly(ofOneGroup.linear()[0]);
        // cells of hits or misses only, by no margin
        CrossedEffects.Fit parted = CrossedEffects.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1})
                .fit(new double[] {0, 8, 9, 0}, new double[] {7, 8, 9, 9});
        assertThat(parted.spread()).isBetween(2.0, 20.0);
        assertThat(parted.mean(0, 0, 7)).isLessThan(0.05);
        assertThat(parted.mean(1, 8, 8)).isGreaterThan(0.95);
        CrossedEffects.Fit nothing =
                CrossedEffects.of(new int[] {0}, new int[] {0}).fit(new double[1], new double[1]);
        assertThat(nothing.mean(0, 0, 0)).isCloseTo(0.5, within(1e-6));
        assertThatThrownBy(
                        () -> CrossedEffects.of(new int[] {0}, new int[] {0}).fit(new double[] {2}, new double[] {1}))
                .hasMessageContaining("no share");
    }

    /**
     * The likelihood has its top where the fit says; hits and misses exchanged mirror it; a cell lies between its raw
     * rate and that of its margins; counts of each group and value are kept, but for the weak prior.
     */
    @Seeds(60)
    void fitsAreTopsAndKeepMargins(SplittableRandom random) {
        int groups = random.nextInt(2, 6);
        int values = random.nextInt(2, 5);
        int cells = groups * values;
        int[] ofGroup = IntStream.range(0, cells).map(cell -> cell / values).toArray();
        int[] ofValue = IntStream.range(0, cells).map(cell -> cell % values).toArray();
        double[] rows = random.doubles(cells, 1, 60).map(Math::floor).toArray();
        double[] hits = Arrays.stream(rows)
                .map(n -> (double) random.nextInt((int) n + 1))
                .toArray();
        double[] misses =
                IntStream.range(0, cells).mapToDouble(i -> rows[i] - hits[i]).toArray();
        CrossedEffects effects = CrossedEffects.of(ofGroup, ofValue);
        CrossedEffects.Fit fit = effects.fit(hits, rows);
        CrossedEffects.Fit mirrored = effects.fit(misses, rows);
        double[] kept = new double[groups];
        double[] observed = new double[groups];
        for (int cell = 0; cell < cells; cell++) {
            double mean = fit.mean(cell, hits[cell], rows[cell]);
            assertThat(mirrored.mean(cell, misses[cell], rows[cell])).isCloseTo(1 - mean, within(1e-6));
            if (fit.spread() > 0) {
                double low = fit.quantile(cell, hits[cell], rows[cell], 0.001);
                assertThat(mean).isBetween(low, fit.quantile(cell, hits[cell], rows[cell], 0.999));
            }
            kept[ofGroup[cell]] += rows[cell] * mean;
            observed[ofGroup[cell]] += hits[cell];
        }
        for (int group = 0; group < groups; group++) {
            assertThat(kept[group]).isCloseTo(observed[group], within(0.5));
        }
    }
}
