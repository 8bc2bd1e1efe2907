package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2019-01-02 13:05, 47100",
        "2019-01-02 1:05 PM, 47100",
        "2019-01-02 1:05 p.m., 47100",
        "03/04/2019 1:05:30 P.M., 47130",
        "02-Jan-2019 12:00:30 a.m. UTC, 30",
        "'2019-01-02 13:05:00,5', 47100.5"
    })
    void hoursOfADayAreReadInAllTheirWritings(String cell, double secondOfDay) {
        assertThat(DateText.of(cell).orElseThrow().secondOfDay()).isEqualTo(secondOfDay);
    }
}
