package org.subtext.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"3.4,3 s", "99,99 s", "100,2 min", "3600,60 min", "5400,1 h 30 min", "7260,2 h 1 min"})
    void durationsAreSaidInWords(double seconds, String words) {
        assertThat(Durations.words(seconds)).isEqualTo(words);
    }
}
