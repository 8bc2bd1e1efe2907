package org.subtext.routes.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Recovery;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;

/** The estimator on simulated outcomes whose 80 % point is known in closed form. */
class StrengthSearchTest {
    private static final double CRITICAL = 1.96;
    private static final double POWER = 0.8;
    private static final int SIMULATIONS = 500;
    private static final int FEWER = 200;
    private static final int COARSE = 6;
    private static final int NEAR = 6;
    private static final int DRAWS = 5;
    private static final FaintSignal.Range RANGE = new FaintSignal.Range(0.02, 1, 40);

    @Test
    void theIntervalCoversTheStrengthWhosePowerIsKnown() {
        for (double exponent : new double[] {1.2, 2, 3}) {
            Truth truth = new Truth(0.9, exponent, 1.0, Double.POSITIVE_INFINITY);
            Simulated found = simulated(truth, 1, SIMULATIONS);
            assertThat(found.covered()).as("coverage, exponent %s", exponent).isGreaterThanOrEqualTo(0.90);
            assertThat(found.powers().stream().filter(p -> p > 0.7 && p < 0.9).count() / (double) SIMULATIONS)
                    .as("power at the estimate within 0.7 to 0.9, exponent %s", exponent)
                    .isGreaterThan(0.85);
        }
    }

    @Test
    void outcomesThatLevelOffAreCoveredAsWell() {
        Simulated found = simulated(new Truth(3, 2, 0.85, 9), 2, FEWER);
        assertThat(found.covered()).isGreaterThanOrEqualTo(0.90);
    }

    @Test
    void theFirstStrengthMayLieFarOff() {
        for (double true80 : new double[] {0.08, 12}) {
            Simulated found = simulated(new Truth(true80, 2, 1.0, Double.POSITIVE_INFINITY), 3, FEWER);
            assertThat(found.covered()).as("at %s %%", true80).isGreaterThanOrEqualTo(0.90);
        }
    }

    @Test
    void nothingIsClaimedWhereNoStrengthIsFound() {
        long claimed = 0;
        for (int i = 0; i < FEWER; i++) {
            SplittableRandom random = new Seed(4).child("run", i).random();
            StrengthSearch.Result result = search().run((strength, pass, isNear) -> draws(strength, 0, isNear, random));
            claimed += result.curve().isPresent() ? 1 : 0;
        }
        assertThat(claimed / (double) FEWER).isLessThan(0.03);
    }

    @Test
    void aStrengthBelowTheLeastThatMayBeTriedIsAtMostThat() {
        for (double true80 : new double[] {0.002, 0.01}) {
            StrengthSearch.Result below = searched(new Truth(true80, 2, 1.0, Double.POSITIVE_INFINITY));
            assertThat(below.bound()).as("at %s %%", true80).isEqualTo(Recovery.Bound.AT_MOST);
            assertThat(below.trials().stream().mapToDouble(Trial::strength).min())
                    .hasValue(RANGE.least());
        }
        assertThat(searched(new Truth(1.3, 2, 1.0, Double.POSITIVE_INFINITY)).bound())
                .isEqualTo(Recovery.Bound.FOUND_AT);
    }

    @Test
    void aStrengthBeyondTheGreatestThatMayBeTriedIsNone() {
        StrengthSearch.Result beyond = searched(new Truth(200, 2, 1.0, Double.POSITIVE_INFINITY));
        assertThat(beyond.bound()).isEqualTo(Recovery.Bound.NONE);
        assertThat(beyond.curve()).isEmpty();
        assertThat(beyond.trials().stream().mapToDouble(Trial::strength).max()).hasValue(RANGE.most());
    }

    @Test
    void ofAShiftOnlyWholeStepsAreTriedAndTheirPowerIsKnown() {
        FaintSignal.Range steps = new GreyShift().range();
        for (double true80 : new double[] {0.3, 0.55, 0.9, 4}) {
            Truth truth = new Truth(true80, 2, 1.0, Double.POSITIVE_INFINITY);
            int enough = 0;
            for (int i = 0; i < FEWER; i++) {
                SplittableRandom random = new Seed(7).child("run", i).random();
                StrengthSearch.Result result = new StrengthSearch(steps, CRITICAL, POWER, COARSE, NEAR)
                        .run((strength, pass, isNear) -> draws(strength, truth.mean(strength), isNear, random));
                assertThat(result.trials())
                        .allMatch(
                                trial -> Math.abs(trial.strength() * 2.55 - Math.rint(trial.strength() * 2.55)) < 1e-9);
                double stated = steps.reaching(result.curve().orElseThrow().strengthAt(POWER));
                enough += Gaussian.cumulative(truth.mean(stated) - CRITICAL) > 0.7 ? 1 : 0;
            }
            assertThat(enough / (double) FEWER).as("at %s %%", true80).isGreaterThan(0.85);
        }
    }

    @Test
    void theCurveRisesAndGivesItsStrengthBack() {
        SplittableRandom random = new Seed(5).random();
        StrengthSearch.Result result =
                search().run((strength, pass, isNear) -> draws(strength, 3 * strength, isNear, random));
        PowerCurve curve = result.curve().orElseThrow();
        double before = 0;
        for (double strength = 0.05; strength < 20; strength *= 1.2) {
            double power = curve.powerAt(strength);
            assertThat(power).isGreaterThanOrEqualTo(before);
            before = power;
        }
        assertThat(curve.powerAt(curve.strengthAt(POWER))).isCloseTo(POWER, within(1e-9));
        Interval interval = curve.interval(POWER, 0.95);
        assertThat(interval.contains(curve.strengthAt(POWER))).isTrue();
        assertThat(result.trials()).hasSizeLessThanOrEqualTo(COARSE * 2 + NEAR * DRAWS);
    }

    /** z ~ N(m, σ²) with m = w·(s/s80)^b, w = c + σ·Φ⁻¹(0.8), cut down smoothly to at most {@code most}. */
    private record Truth(double strength80, double exponent, double spread, double most) {
        double mean(double strength) {
            double wanted = CRITICAL + spread * Gaussian.quantile(POWER);
            double free = level(wanted) * Math.pow(strength / strength80, exponent);
            return Double.isInfinite(most) ? free : free / Math.pow(1 + Math.pow(free / most, 2), 0.5);
        }

        /** What has to be asked for so that the levelled mean is the wanted one. */
        private double level(double wanted) {
            return Double.isInfinite(most) ? wanted : wanted / Math.sqrt(1 - Math.pow(wanted / most, 2));
        }
    }

    private record Simulated(double covered, List<Double> powers) {}

    private static StrengthSearch.Result searched(Truth truth) {
        SplittableRandom random = new Seed(6).random();
        return search().run((strength, pass, isNear) -> IntStream.range(0, isNear ? DRAWS : 2)
                .mapToObj(k -> new Trial(strength, truth.mean(strength) + random.nextGaussian()))
                .toList());
    }

    private static StrengthSearch search() {
        return new StrengthSearch(RANGE, CRITICAL, POWER, COARSE, NEAR);
    }

    private static Simulated simulated(Truth truth, long seed, int simulations) {
        int covered = 0;
        List<Double> powers = new ArrayList<>();
        for (int i = 0; i < simulations; i++) {
            SplittableRandom random = new Seed(seed).child("run", i).random();
            StrengthSearch.Result result = search().run((strength, pass, isNear) -> {
                List<Trial> trials = new ArrayList<>();
                for (int k = 0; k < (isNear ? DRAWS : 2); k++) {
                    double z = truth.mean(strength) + truth.spread() * random.nextGaussian();
                    trials.add(new Trial(strength, z));
                }
                return trials;
            });
            if (result.curve().isPresent()) {
                PowerCurve curve = result.curve().get();
                covered += curve.interval(POWER, 0.95).contains(truth.strength80()) ? 1 : 0;
                double at = truth.mean(curve.strengthAt(POWER));
                powers.add(Gaussian.cumulative((at - CRITICAL) / truth.spread()));
            }
        }
        return new Simulated(covered / (double) simulations, powers);
    }

    private static List<Trial> draws(double strength, double mean, boolean isNear, SplittableRandom random) {
        List<Trial> trials = new ArrayList<>();
        for (int k = 0; k < (isNear ? DRAWS : 2); k++) {
            trials.add(new Trial(strength, mean + random.nextGaussian()));
        }
        return trials;
    }
}
