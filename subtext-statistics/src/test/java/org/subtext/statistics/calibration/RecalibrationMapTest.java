package org.subtext.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.subtext.statistics.BinaryScores;
import org.subtext.testing.Seeds;

class RecalibrationMapTest {
    /** p = 0.1, 0.3, 0.6, 0.9 came true in 4, 3, 8 and 14 of 20 rows each. */
    private static BinaryScores known() {
        double[] probabilities = {0.1, 0.3, 0.6, 0.9};
        int[] hits = {4, 3, 8, 14};
        double[] scores = new double[80];
        boolean[] truths = new boolean[80];
        for (int row = 0; row < 80; row++) {
            scores[row] = probabilities[row / 20];
            truths[row] = row % 20 < hits[row / 20];
        }
        return BinaryScores.of(scores, truths, IntStream.range(0, 80).toArray());
    }

    /** statsmodels 0.15.0, {@code Logit(y, [1, logit p])}: {@code validation/statistics/recalibration.py}. */
    @Test
    void interceptAndSlopeAreThoseOfAnotherProgram() {
        RecalibrationMap map = RecalibrationMap.fit(known()).orElseThrow();
        assertThat(map.intercept()).isCloseTo(-0.6111917673761169, within(1e-8));
        assertThat(map.slope()).isCloseTo(0.5906596243951608, within(1e-8));
        assertThat(map.of(new double[] {0.3})[0]).isCloseTo(0.24756221275797238, within(1e-8));
    }

    /** What was fitted needs no second map, and keeps the order. */
    @ParameterizedTest
    @Seeds(20)
    void aMappedScoreIsCalibratedOnItsOwnRows(SplittableRandom random) {
        double[] scores = random.doubles(300).toArray();
        boolean[] truths = new boolean[300];
        for (int row = 0; row < 300; row++) {
            truths[row] = random.nextDouble() < 0.1 + 0.6 * scores[row] * scores[row];
        }
        int[] patients = IntStream.range(0, 300).toArray();
        RecalibrationMap map =
                RecalibrationMap.fit(BinaryScores.of(scores, truths, patients)).orElseThrow();
        double[] mapped = map.of(scores);
        RecalibrationMap again =
                RecalibrationMap.fit(BinaryScores.of(mapped, truths, patients)).orElseThrow();
        assertThat(again.slope()).isCloseTo(1, within(1e-6));
        assertThat(again.intercept()).isCloseTo(0, within(1e-6));
        for (int row = 1; row < 300; row++) {
            assertThat(Math.signum(mapped[row] - mapped[row - 1]))
                    .isEqualTo(Math.signum(scores[row] - scores[row - 1]));
        }
    }

    /** The third power of calibrated scores: a full step of Newton's method from slope 1 does not arrive. */
    @ParameterizedTest
    @Seeds(20)
    void scoresFarTooLowHaveAMap(SplittableRandom random) {
        double[] low = new double[1_000];
        boolean[] truths = new boolean[1_000];
        for (int row = 0; row < 1_000; row++) {
            double chance = 1 / (1 + Math.exp(4 - 6 * random.nextDouble()));
            truths[row] = random.nextDouble() < chance;
            low[row] = Math.pow(chance, 3);
        }
        RecalibrationMap map = RecalibrationMap.fit(
                        BinaryScores.of(low, truths, IntStream.range(0, 1_000).toArray()))
                .orElseThrow();
        assertThat(map.slope()).isBetween(0.25, 0.6);
        assertThat(map.intercept()).isBetween(0.2, 2.0);
    }

    @Test
    void scoresThatAreNoProbabilitiesOrTurnedRoundHaveNoMap() {
        double[] scores = {-1, 0.2, 0.4, 0.6, 0.8, 3};
        boolean[] truths = {false, true, false, true, false, true};
        assertThat(RecalibrationMap.fit(BinaryScores.of(scores, truths, new int[] {0, 1, 2, 3, 4, 5})))
                .isEmpty();
        double[] turned = new double[80];
        boolean[] known = new boolean[80];
        for (int row = 0; row < 80; row++) {
            turned[row] = 1 - known().score(row);
            known[row] = known().isPositive(row);
        }
        assertThat(RecalibrationMap.fit(
                        BinaryScores.of(turned, known, IntStream.range(0, 80).toArray())))
                .isEmpty();
        assertThatThrownBy(() -> new RecalibrationMap(0, -1)).hasMessageContaining("slope above 0");
    }
}
