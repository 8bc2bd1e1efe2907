package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

/** Expected numbers: statsmodels 0.15.0 {@code multipletests}, validation/statistics/reference.py. */
class MultiplicityTest {
    private static final double[] P = {0.01, 0.04, 0.03, 0.005, 0.55, 0.03};

    @Test
    void holmAgreesWithStatsmodels() {
        assertClose(Multiplicity.HOLM.adjust(P), 0.05, 0.12, 0.12, 0.03, 0.55, 0.12);
    }

    @Test
    void benjaminiHochbergAgreesWithStatsmodels() {
        assertClose(Multiplicity.BENJAMINI_HOCHBERG.adjust(P), 0.03, 0.048, 0.045, 0.03, 0.55, 0.045);
    }

    @Test
    void benjaminiYekutieliAgreesWithStatsmodels() {
        assertClose(Multiplicity.BENJAMINI_YEKUTIELI.adjust(P), 0.0735, 0.1176, 0.11025, 0.0735, 1, 0.11025);
    }

    private static void assertClose(double[] adjusted, double... expected) {
        assertThat(adjusted).containsExactly(expected, within(1e-12));
    }

    @Seeds
    void adjustedValuesKeepTheOrderAndAreNotSmaller(SplittableRandom random) {
        double[] p = random.doubles(random.nextInt(0, 30)).toArray();
        for (Multiplicity method : Multiplicity.values()) {
            double[] adjusted = method.adjust(p);
            for (int i = 0; i < p.length; i++) {
                assertThat(adjusted[i]).isBetween(p[i], 1.0);
                for (int j = 0; j < p.length; j++) {
                    assertThat(p[i] < p[j] && adjusted[i] > adjusted[j]).isFalse();
                }
            }
        }
    }

    @Test
    void oneTestIsLeftAsItIs() {
        for (Multiplicity method : Multiplicity.values()) {
            assertThat(method.adjust(new double[] {0.03})).containsExactly(0.03);
        }
    }

    @Test
    void noPValueIsRefused() {
        assertThatThrownBy(() -> Multiplicity.HOLM.adjust(new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, 1]");
    }
}
