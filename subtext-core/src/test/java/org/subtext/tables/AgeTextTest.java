package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTextTest {
    @ParameterizedTest
    @CsvSource({"045Y, 45", "018M, 1.5", "18m, 1.5", "003W, 0.0575", "010D, 0.0274", "45, 45", "45 Y, 45", "0, 0"})
    void anAgeStringIsRead(String text, double years) {
        assertThat(AgeText.of(text).orElseThrow().years()).isCloseTo(years, within(5e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Y", "1930", "45.5", "-3", "045X", "90+"})
    void whatIsNoAgeStringIsNone(String text) {
        assertThat(AgeText.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-3, -3", "1e2, 100", "90+, 90", "018M, 1.5", "45.25, 45.25", " 7 , 7"})
    void aCellMayHoldAnyNumber(String cell, double number) {
        assertThat(AgeText.number(cell)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "18m", "45 Y", "A", "1,5", "NaN"})
    void aCellWithoutANumberHasNone(String cell) {
        assertThat(AgeText.number(cell)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"YEARS, 1", "MONTHS, 12", "DAYS, 365.25"})
    void aYearHasThatMany(AgeText.Unit unit, double number) {
        assertThat(unit.years(number)).isEqualTo(1);
        assertThat(AgeText.Unit.ofLetter(unit.letter())).isEqualTo(unit);
    }
}
