package org.subtext.silo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.subtext.silo.primitives.Randomness;
import org.subtext.testing.Seeds;

/** The sampler's logic, with seeds in the place of the system's generator, against the probabilities themselves. */
class DiscreteGaussianTest {
    private static final int DRAWS = 20_000;

    static Randomness seeded(SplittableRandom random) {
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }

    /** Pearson's statistic over −reach to reach less its degrees of freedom, in its standard deviations. */
    private static double excess(long[] drawn, int reach, IntToDoubleFunction weight) {
        double all = 0;
        for (int x = -60; x <= 60; x++) {
            all += weight.applyAsDouble(x);
        }
        int[] counts = new int[2 * reach + 1];
        for (long x : drawn) {
            if (Math.abs(x) <= reach) {
                counts[(int) x + reach]++;
            }
        }
        double statistic = 0;
        double expectedWithin = 0;
        for (int x = -reach; x <= reach; x++) {
            double expected = drawn.length * weight.applyAsDouble(x) / all;
            expectedWithin += expected;
            statistic += Math.pow(counts[x + reach] - expected, 2) / expected;
        }
        double beyond = drawn.length - expectedWithin;
        statistic += Math.pow(drawn.length - Arrays.stream(counts).sum() - beyond, 2) / beyond;
        int degrees = 2 * reach + 1;
        return (statistic - degrees) / Math.sqrt(2 * degrees);
    }

    @Seeds(6)
    void smallOnesHaveTheirProbabilities(SplittableRandom random) {
        for (int sigma = 1; sigma <= 3; sigma++) {
            double variance = sigma * sigma;
            DiscreteGaussian.Draws draws = new DiscreteGaussian.Draws(sigma, new Coin(seeded(random)));
            long[] drawn = new long[DRAWS];
            Arrays.setAll(drawn, i -> draws.next());
            assertThat(excess(drawn, 2 * sigma, x -> Math.exp(-x * x / (2 * variance))))
                    .isLessThan(5);
        }
    }

    @Seeds(3)
    void laplaceHasItsProbabilities(SplittableRandom random) {
        DiscreteGaussian.Draws draws = new DiscreteGaussian.Draws(2, new Coin(seeded(random)));
        long[] drawn = new long[DRAWS];
        Arrays.setAll(drawn, i -> draws.laplace());
        assertThat(excess(drawn, 6, x -> Math.exp(-Math.abs(x) / 3.0))).isLessThan(5);
        // and the test would see another scale
        assertThat(excess(drawn, 6, x -> Math.exp(-Math.abs(x) / 3.3))).isGreaterThan(5);
    }

    @Seeds(3)
    void largeOnesHaveTheMomentsOfTheNormalDistribution(SplittableRandom random) {
        long sigma = 21_810_381;
        long[] drawn = new DiscreteGaussian(sigma).draw(DRAWS, seeded(random));
        double mean = Arrays.stream(drawn).average().orElseThrow() / sigma;
        double second = Arrays.stream(drawn)
                        .mapToDouble(x -> (double) x / sigma)
                        .map(x -> x * x)
                        .sum()
                / DRAWS;
        double fourth = Arrays.stream(drawn)
                        .mapToDouble(x -> Math.pow((double) x / sigma, 4))
                        .sum()
                / DRAWS;
        assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat(second).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
        assertThat(fourth).isCloseTo(3, within(5 * Math.sqrt(96.0 / DRAWS)));
        // low digits are even
        long odd = Arrays.stream(drawn).filter(x -> (x & 1) == 1).count();
        assertThat((double) odd / DRAWS).isCloseTo(0.5, within(2.5 / Math.sqrt(DRAWS)));
    }

    @Test
    void theSystemsGeneratorDrawsAnotherNoiseEachTime() {
        DiscreteGaussian noise = new DiscreteGaussian(1 << 24);
        assertThat(noise.draw(8, Randomness.ofTheSystem())).isNotEqualTo(noise.draw(8, Randomness.ofTheSystem()));
    }

    @Seeds(3)
    void patientsAreDrawnOneByOne(SplittableRandom random) {
        double rate = 0.0533;
        int[] drawn = PatientSample.draw(DRAWS, rate, seeded(random));
        assertThat(drawn).isSorted().doesNotHaveDuplicates();
        assertThat((double) drawn.length / DRAWS).isCloseTo(rate, within(5 * Math.sqrt(rate / DRAWS)));
        assertThat(PatientSample.draw(7, 1, seeded(random))).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> PatientSample.draw(7, 0, seeded(random))).hasMessageContaining("(0, 1]");
    }

    @Test
    void aCoinComparesEveryBitOfItsProbability() {
        // bits of 0.75 and zeros behind: equal so far, then 0 is not below 0
        byte[] bytes = new byte[4096];
        bytes[0] = (byte) 0xc0;
        assertThat(new Coin(count -> bytes.clone()).withProbability(0.75)).isFalse();
        bytes[0] = (byte) 0xbf;
        assertThat(new Coin(count -> bytes.clone()).withProbability(0.75)).isTrue();
        byte[] zeros = new byte[4096];
        assertThat(new Coin(count -> zeros.clone()).withProbability(Double.MIN_VALUE))
                .isTrue();
        assertThat(new Coin(count -> zeros.clone()).withProbability(0)).isFalse();
        assertThat(new Coin(count -> zeros.clone()).withProbability(1)).isTrue();
    }

    @Test
    void tooNarrowNoiseIsRefused() {
        assertThatThrownBy(() -> new DiscreteGaussian(9)).hasMessageContaining("steps wide");
    }
}
