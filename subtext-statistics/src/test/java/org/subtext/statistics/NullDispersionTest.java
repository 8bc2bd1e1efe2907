package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.EXACT;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class NullDispersionTest {
    /** NumPy 2.4.6 and SciPy 1.17.1, validation/folds/reference.py. */
    @Test
    void agreesWithAnIndependentProgram() {
        double[] z = IntStream.range(0, 101)
                .mapToDouble(i -> (i * 37 % 101 - 50) / 20.0 + 0.1 * Math.sin(i))
                .toArray();

        NullDispersion spread = NullDispersion.of(z);

        assertThat(spread.draws()).isEqualTo(101);
        assertThat(spread.mean()).isCloseTo(-0.00012591189471330784, EXACT);
        assertThat(spread.standardDeviation()).isCloseTo(1.4641788444365698, EXACT);
        assertThat(spread.upperTail()).isCloseTo(1.2241469390702533, EXACT);
        assertThat(spread.shareAbove()).isCloseTo(0.1188118811881188, EXACT);
        assertThat(spread.shareOutside()).isCloseTo(0.22772277227722773, EXACT);
        assertThat(spread.factor()).isEqualTo(spread.standardDeviation());
    }

    @Seeds(20)
    void normalDrawsNeedNoWideningAndWiderOnesTheirDeviation(SplittableRandom random) {
        double[] z = random.doubles(10_000).map(Gaussian::quantile).toArray();
        double[] wider = Arrays.stream(z).map(value -> 1.3 * value).toArray();

        assertThat(NullDispersion.of(z).factor()).isBetween(1.0, 1.06);
        assertThat(NullDispersion.of(wider).factor())
                .isCloseTo(
                        1.3
                                * Math.max(
                                        NullDispersion.of(z).standardDeviation(),
                                        NullDispersion.of(z).upperTail()),
                        within(1e-9));
    }

    /** A tail that the deviation does not see. */
    @Seeds(20)
    void aSkewedTailCounts(SplittableRandom random) {
        double[] z = random.doubles(10_000)
                .map(Gaussian::quantile)
                .map(value -> (value * value - 1) / Math.sqrt(2))
                .toArray();

        assertThat(NullDispersion.of(z).factor())
                .isGreaterThan(1.1 * NullDispersion.of(z).standardDeviation());
    }

    @Test
    void narrowDrawsNarrowNothing() {
        assertThat(NullDispersion.of(new double[] {-0.1, 0, 0.1}).factor()).isEqualTo(1);
    }

    @Test
    void oneDrawHasNoDispersion() {
        assertThatThrownBy(() -> NullDispersion.of(new double[] {1})).hasMessageContaining("at least two");
    }
}
