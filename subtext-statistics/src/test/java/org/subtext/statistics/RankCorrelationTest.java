package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class RankCorrelationTest {
    /** SciPy 1.17.1: {@code spearmanr([3,1,4,1,5,9,2,6,5,3], [2,7,1,8,2,8,1,8,2,8]).statistic}. */
    @Test
    void tiesShareTheirRanksAsInScipy() {
        Estimate found = RankCorrelation.spearman(
                new double[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3}, new double[] {2, 7, 1, 8, 2, 8, 1, 8, 2, 8});
        assertThat(found.valueOr(0)).isCloseTo(0.13471506281091267, within(1e-14));
    }

    /**
     * SciPy 1.17.1: {@code i = numpy.arange(200); spearmanr(numpy.sin(0.37*i), numpy.round(numpy.cos(0.11*i) +
     * 0.5*numpy.sin(0.37*i), 1)).statistic}.
     */
    @Test
    void twoHundredPairsAsInScipy() {
        double[] first = new double[200];
        double[] second = new double[200];
        for (int i = 0; i < 200; i++) {
            first[i] = Math.sin(0.37 * i);
            second[i] = Math.rint(10 * (Math.cos(0.11 * i) + 0.5 * Math.sin(0.37 * i))) / 10;
        }
        assertThat(RankCorrelation.spearman(first, second).valueOr(0)).isCloseTo(0.44090475502734794, within(1e-14));
    }

    @Seeds(50)
    void onlyTheOrderMatters(SplittableRandom random) {
        double[] first = random.doubles(30).toArray();
        double[] second = random.doubles(30).toArray();
        double[] stretched = Arrays.stream(second).map(Math::exp).toArray();
        double[] turned = Arrays.stream(second).map(value -> -value).toArray();
        double found = RankCorrelation.spearman(first, second).valueOr(2);
        assertThat(found).isBetween(-1.0, 1.0);
        assertThat(RankCorrelation.spearman(second, first).valueOr(2)).isCloseTo(found, within(1e-12));
        assertThat(RankCorrelation.spearman(first, stretched).valueOr(2)).isCloseTo(found, within(1e-12));
        assertThat(RankCorrelation.spearman(first, turned).valueOr(2)).isCloseTo(-found, within(1e-12));
        assertThat(RankCorrelation.spearman(first, first).valueOr(2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aConstantHasNoRanks() {
        assertThat(RankCorrelation.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isEqualTo(Estimate.undefined("all numbers of one side are equal"));
        assertThat(RankCorrelation.spearman(new double[] {1}, new double[] {1}).isDefined())
                .isFalse();
    }

    @Test
    void missingNumbersAndUnequalLengthsAreRefused() {
        assertThatThrownBy(() -> RankCorrelation.spearman(new double[] {1, Double.NaN}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> RankCorrelation.spearman(new double[] {1, 2}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 numbers");
    }
}
