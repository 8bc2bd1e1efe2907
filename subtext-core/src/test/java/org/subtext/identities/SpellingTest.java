package org.subtext.identities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "012; 12; leading zeros",
                "00012; 00012.0; a trailing \".0\"",
                "12; 12,0; a trailing \".0\"",
                "12; 12.000; a trailing \".0\"",
                "1234; 1,234; marks between thousands",
                "ab-12; AB-12; letter case",
                "'012; 012; an apostrophe or quotes",
                "’012; 012; an apostrophe or quotes",
                "=\"012\"; 012; an apostrophe or quotes",
                "\"012\"; 012; an apostrophe or quotes",
                "A-12; A\u201312; the kind of hyphen",
                "A-12; A\u221212; the kind of hyphen",
                "A-12; A\u201012; the kind of hyphen",
                "A-12; A12; separators",
                "A_12; A 12; separators",
                "12; \uff11\uff12; full-width, composed or look-alike characters",
                "\u00c5-3; A\u030a-3; full-width, composed or look-alike characters",
                "A-12; \u0410-12; full-width, composed or look-alike characters",
                "12; 1\u200b2; characters that cannot be seen",
                "12; \ufeff12; characters that cannot be seen",
                "12; 1\u00ad2; characters that cannot be seen",
                "12; \u200e12; characters that cannot be seen",
                "12; 12\u3164; characters that cannot be seen",
                "P 12; P\u00a012; full-width, composed or look-alike characters",
                "P-007-02; P-7-2; leading zeros",
                "000; 0; leading zeros",
                "'0012; 12.0; spelling"
            })
    void programsWriteOneIdInManyWays(String one, String other, String difference) {
        assertThat(Spelling.folded(one)).isEqualTo(Spelling.folded(other));
        assertThat(Spelling.difference(one, other)).isEqualTo(difference);
        assertThat(Spelling.difference(other, one)).isEqualTo(difference);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "A-12, B-12",
        "1-12, 11-2",
        "12, 120",
        "012, 0120",
        "12A, 12B",
        "12.5, 125",
        "1.1, 1.10",
        "0a1b2c, a1b2c",
        "1e5, 100000",
        "P1-2, P12",
        "AB-C1, A-BC1",
        "1.2.840.10, 1.2.840.1"
    })
    void whatDiffersByMoreStaysApart(String one, String other) {
        assertThat(Spelling.folded(one)).isNotEqualTo(Spelling.folded(other));
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        for (String id :
                new String[] {"'00012.0", "PATIENT_00012", "A\u2013 12", "=\"007\"", "1,234", "\uff10\uff11"}) {
            assertThat(Spelling.folded(Spelling.folded(id))).isEqualTo(Spelling.folded(id));
        }
    }
}
