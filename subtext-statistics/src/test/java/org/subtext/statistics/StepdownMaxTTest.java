package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.StepdownMaxT.Alternative;
import org.subtext.statistics.StepdownMaxT.Hypothesis;
import org.subtext.testing.Seeds;

/** Expected numbers: python3 validation/statistics/stepdown_maxt.py, from the definition, step by step. */
class StepdownMaxTTest {
    private static final double[] OBSERVED = {3.1, 2.2, -0.4, 1.9, 2.05, -2.5};
    private static final int DRAWS = 199;

    private static List<Hypothesis> family() {
        List<Hypothesis> family = new ArrayList<>();
        for (int h = 0; h < OBSERVED.length; h++) {
            double[] draws = new double[DRAWS];
            for (int b = 0; b < DRAWS; b++) {
                draws[b] = ((h * 7919 + b * 104729 + h * b * 31) % 1100) / 200.0 - 2.75;
            }
            family.add(new Hypothesis(OBSERVED[h], draws));
        }
        return family;
    }

    @Test
    void oneSidedAgreesWithTheDefinition() {
        StepdownMaxT.Result result = StepdownMaxT.of(family(), Alternative.GREATER);

        assertClose(result.p(), 0.005, 0.115, 0.58, 0.165, 0.13, 0.955);
        assertClose(result.adjustedP(), 0.005, 0.445, 0.83, 0.455, 0.455, 0.955);
    }

    @Test
    void twoSidedAgreesWithTheDefinition() {
        StepdownMaxT.Result result = StepdownMaxT.of(family(), Alternative.TWO_SIDED);

        assertClose(result.p(), 0.005, 0.205, 0.85, 0.305, 0.27, 0.1);
        assertClose(result.adjustedP(), 0.005, 0.645, 0.85, 0.645, 0.645, 0.42);
    }

    private static void assertClose(List<Double> found, double... expected) {
        assertThat(found.stream().mapToDouble(p -> p).toArray()).containsExactly(expected, within(1e-12));
    }

    @Seeds
    void adjustedValuesKeepTheOrderAndAreNotSmaller(SplittableRandom random) {
        List<Hypothesis> family = noise(random, random.nextInt(1, 12), 99, random.nextDouble());
        for (Alternative alternative : Alternative.values()) {
            StepdownMaxT.Result result = StepdownMaxT.of(family, alternative);
            for (int i = 0; i < family.size(); i++) {
                assertThat(result.adjustedP().get(i)).isBetween(result.p().get(i), 1.0);
                for (int j = 0; j < family.size(); j++) {
                    boolean isMore = alternative == Alternative.GREATER
                            ? family.get(i).statistic() > family.get(j).statistic()
                            : Math.abs(family.get(i).statistic())
                                    > Math.abs(family.get(j).statistic());
                    assertThat(isMore
                                    && result.adjustedP().get(i)
                                            > result.adjustedP().get(j))
                            .isFalse();
                }
            }
        }
    }

    @Seeds(50)
    void theOrderOfTheHypothesesDoesNotMatter(SplittableRandom random) {
        List<Hypothesis> family = noise(random, 7, 99, 0.5);
        List<Hypothesis> reversed = new ArrayList<>(family);
        Collections.reverse(reversed);

        List<Double> backwards =
                new ArrayList<>(StepdownMaxT.of(reversed, Alternative.GREATER).adjustedP());
        Collections.reverse(backwards);

        assertThat(StepdownMaxT.of(family, Alternative.GREATER).adjustedP()).isEqualTo(backwards);
    }

    @Seeds(50)
    void testsThatAreOneAndTheSameCostNothing(SplittableRandom random) {
        Hypothesis one = noise(random, 1, 99, 0).get(0);

        StepdownMaxT.Result result = StepdownMaxT.of(List.of(one, one, one), Alternative.TWO_SIDED);

        assertThat(result.adjustedP()).isEqualTo(result.p());
    }

    @Test
    void aDrawWithoutAValueIsLeftOutOfTheMaximum() {
        Hypothesis gappy = new Hypothesis(1, new double[] {Double.NaN, 2, 0, Double.NaN});
        Hypothesis whole = new Hypothesis(0.5, new double[] {0.7, 0, 0, 0});

        StepdownMaxT.Result result = StepdownMaxT.of(List.of(gappy, whole), Alternative.GREATER);

        assertThat(result.p().get(0)).isEqualTo(2.0 / 3);
        assertThat(result.adjustedP().get(1)).isEqualTo(2.0 / 3);
    }

    @Test
    void noDeviationHasAPOfOne() {
        Hypothesis none = Hypothesis.ofDraws(0.5, new double[] {0.5, 0.5, 0.5}, 0.5, 0.1);

        assertThat(StepdownMaxT.of(List.of(none), Alternative.GREATER).p()).containsExactly(1.0);
    }

    @Test
    void theErrorIsNeverSmallerThanTheOneGiven() {
        double[] draws = {0.89, 0.9, 0.91};

        assertThat(Hypothesis.ofDraws(0.9, draws, 0.5, 0.2).statistic()).isCloseTo(2, within(1e-12));
        assertThat(Hypothesis.ofDraws(0.9, draws, 0.5, 0).statistic()).isCloseTo(40, within(1e-9));
    }

    @Test
    void aDeviationWithoutAnyErrorIsRefused() {
        assertThatThrownBy(() -> Hypothesis.ofDraws(0.9, new double[] {0.9, 0.9}, 0.5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a smallest error");
    }

    @Test
    void holmStandsInOnNormalPValues() {
        List<Hypothesis> family =
                List.of(new Hypothesis(1.6448536269514722, new double[0]), new Hypothesis(-1, new double[0]));

        StepdownMaxT.Result result = StepdownMaxT.holm(family, Alternative.GREATER);

        assertThat(result.p().get(0)).isCloseTo(0.05, within(1e-12));
        assertThat(result.adjustedP().get(0)).isCloseTo(0.10, within(1e-12));
    }

    /** Statistics and draws with a common part. */
    private static List<Hypothesis> noise(SplittableRandom random, int count, int draws, double common) {
        double[] shared = random.doubles(draws, -2, 2).toArray();
        List<Hypothesis> family = new ArrayList<>();
        for (int h = 0; h < count; h++) {
            double[] own = random.doubles(draws, -2, 2).toArray();
            double[] mixed = new double[draws];
            Arrays.setAll(mixed, b -> common * shared[b] + (1 - common) * own[b]);
            family.add(new Hypothesis(6 * random.nextDouble() - 3, mixed));
        }
        return family;
    }
}
