package org.subtext.statistics.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.testing.Seeds;

class GapSizeTest {
    /** NumPy 2.4.6; at ratio 1 also statsmodels 0.15.0 samplesize_proportions_2indep_onetail. */
    @ParameterizedTest
    @CsvSource({
        "0.8, -0.1, 0.8, 1, 293.151285506",
        "0.8, -0.05, 0.8, 1, 1093.73904577",
        "0.8, -0.1, 0.9, 4, 247.955472414",
        "0.2, 0.05, 0.8, 0.25, 2678.95213837"
    })
    void sizesAgreeWithNumpy(double second, double difference, double power, double ratio, double rows) {
        GapSize size = new GapSize(second + difference, second, ratio, 0.05, 1);
        assertThat(size.rowsToFind(power)).isCloseTo(rows, within(1e-8));
        assertThat(size.power(rows)).isCloseTo(power, within(1e-9));
    }

    @Test
    void aGapOfTenPointsAtEightyTakes294PositivesAGroup() {
        assertThat(Math.ceil(GapSize.of(0.7, 0.8).rowsToFind(0.8))).isEqualTo(294);
    }

    @Seeds(50)
    void clusteringMultipliesAndPowerComesBack(SplittableRandom random) {
        double second = 0.05 + 0.9 * random.nextDouble();
        double first = 0.05 + 0.9 * random.nextDouble();
        double ratio = 0.2 + 4 * random.nextDouble();
        double power = 0.5 + 0.45 * random.nextDouble();
        GapSize plain = new GapSize(first, second, ratio, 0.05, 1);
        GapSize clustered = new GapSize(first, second, ratio, 0.05, 1.7);
        assertThat(clustered.rowsToFind(power)).isCloseTo(1.7 * plain.rowsToFind(power), within(1e-6));
        assertThat(clustered.power(clustered.rowsToFind(power))).isCloseTo(power, within(1e-9));
        // seen from the other group it is the same experiment
        GapSize turned = new GapSize(second, first, 1 / ratio, 0.05, 1);
        assertThat(turned.rowsToFind(power)).isCloseTo(ratio * plain.rowsToFind(power), within(1e-6));
    }

    /** At z = 1.96 and 90 % power for both ends: (1.959964 + 1.644854)²·0.8·0.2·2/0.05² = 1663.3, by hand. */
    @Test
    void excludingTakesMoreThanFinding() {
        assertThat(GapSize.of(0.8, 0.8).rowsToExclude(0.05, 0.9)).isCloseTo(1663.3, within(0.05));
        assertThatThrownBy(() -> GapSize.of(0.8, 0.8).rowsToFind(0.8)).hasMessageContaining("no gap");
        assertThatThrownBy(() -> GapSize.of(0.8, 80)).hasMessageContaining("[0, 1]");
    }
}
