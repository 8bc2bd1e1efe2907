package org.subtext.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.testing.Seeds;

class DigitsTest {
    @ParameterizedTest
    @CsvSource({"0.125, 0.125", "0.1, 0.10", "0.004, 0.004", "10, 10.00", "-0.5, −0.50", "1e-7, 0.0000001"})
    void whatWasChosenKeepsEveryDigit(double value, String text) {
        assertThat(Digits.exact(value, 2)).isEqualTo(text);
    }

    @Test
    void noiseOfBinaryArithmeticIsNotWritten() {
        assertThat(Digits.exact(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Digits.exact(1 - 0.15 - 0.15)).isEqualTo("0.7");
    }

    @ParameterizedTest
    @CsvSource({"0.12345, 3, 0.123", "-0.12, 2, −0.12", "-0.0004, 3, 0.000", "0.97, 1, 1.0", "-7, 0, −7"})
    void whatWasEstimatedHasItsDecimals(double value, int decimals, String text) {
        assertThat(Digits.fixed(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.012, +0.012", "-0.12, −0.120", "0, 0.000", "0.0001, 0.000"})
    void aChangeHasASignUnlessItIsWrittenAsZero(double value, String text) {
        assertThat(Digits.signed(value, 3)).isEqualTo(text);
    }

    @Seeds(200)
    void aParameterIsReadBackAsTheSameNumber(SplittableRandom random) {
        double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 9));

        assertThat(Double.parseDouble(Digits.parameter(value))).isEqualTo(value);
        assertThat(Digits.parameter(value)).doesNotContain("E");
    }

    @Test
    void countsHaveSeparatorsAndTheirNoun() {
        assertThat(Digits.counted(1, "patient", "patients")).isEqualTo("1 patient");
        assertThat(Digits.counted(38_240, "patient", "patients")).isEqualTo("38,240 patients");
    }
}
