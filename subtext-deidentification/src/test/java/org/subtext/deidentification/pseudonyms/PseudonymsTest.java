package org.subtext.deidentification.pseudonyms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.identities.IdReading;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;

class PseudonymsTest {
    private static final Pseudonyms PSEUDONYMS = new Pseudonyms(Salt.ofHex("000102030405060708090a0b0c0d0e0f"));

    /** OpenSSL 3.0.19: printf 'patient\0MRN-123' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…0e0f. */
    @Test
    void patientsAreTheStartOfAnHmac() {
        assertThat(PSEUDONYMS.patient(" MRN-123 ")).isEqualTo("Pd57704644d387f72");
    }

    /** OpenSSL 3.0.19 as above for 'uid\0001.2.840.1', version and variant set and printed by Python 3 int. */
    @Test
    void uidsAreUuidsOfAnHmac() {
        assertThat(PSEUDONYMS.uid("1.2.840.1")).isEqualTo("2.25.14577027218708564753872838187102806084");
    }

    @Test
    void anotherSaltGivesOtherIds() {
        Pseudonyms other = new Pseudonyms(Salt.ofHex("ff0102030405060708090a0b0c0d0e0f"));
        assertThat(other.patient("MRN-123")).isNotEqualTo(PSEUDONYMS.patient("MRN-123"));
        assertThat(other.fingerprint()).isNotEqualTo(PSEUDONYMS.fingerprint());
    }

    @Test
    void spellingsOfOnePersonAreOnePseudonymWhereThatIsSaid() throws IOException {
        Salt salt = Salt.ofHex("000102030405060708090a0b0c0d0e0f");
        Pseudonyms same = new Pseudonyms(salt, IdReading.of(new IdRule(SpellingPolicy.SAME, null)));

        assertThat(same.patient("000007")).isEqualTo(same.patient("7")).isEqualTo(same.patient("7.0"));
        assertThat(PSEUDONYMS.patient("000007")).isNotEqualTo(PSEUDONYMS.patient("7"));
        assertThat(same.patient("7")).isEqualTo(PSEUDONYMS.patient("7"));
        assertThat(same.isNobody("#N/A")).isTrue();
        assertThat(same.isNobody("7")).isFalse();
    }

    @Test
    void datesOfAPatientKeepTheirDistanceAndAlwaysMove() {
        int[] days =
                IntStream.range(0, 2000).map(i -> PSEUDONYMS.daysBack("P" + i)).toArray();
        assertThat(IntStream.of(days).allMatch(d -> d >= 1 && d <= Pseudonyms.MOST_DAYS))
                .isTrue();
        assertThat(IntStream.of(days).distinct().count()).isGreaterThan(1400);
        DateShift shift = new DateShift(days[0]);
        LocalDate first = DateShift.day(shift.dicom("20200228").orElseThrow()).orElseThrow();
        assertThat(shift.dicom("20200301"))
                .contains(first.plusDays(2).toString().replace("-", ""));
        assertThat(shift.iso("2020-03-01T12:30:00")).contains(first.plusDays(2).toString());
        assertThat(shift.dicom("20200230")).isEmpty();
        assertThat(shift.dicom("Feb 2020")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"045Y,045Y", "089Y,089Y", "090Y,090Y", "101Y,090Y", "1100M,090Y", "018M,018M", "45,045Y", "93,090Y"})
    void agesAreTopped(String age, String expected) {
        assertThat(Ages.topped(age)).contains(expected);
    }

    @Test
    void whatIsNoAgeGivesNone() {
        assertThat(Ages.topped("Quackenbush")).isEmpty();
        assertThat(Ages.topped("")).isEmpty();
    }

    @Test
    void agesComeFromDates() {
        assertThat(Ages.between(LocalDate.of(1950, 6, 2), LocalDate.of(2020, 6, 1)))
                .contains("069Y");
        assertThat(Ages.between(LocalDate.of(1920, 1, 1), LocalDate.of(2020, 6, 1)))
                .contains("090Y");
        assertThat(Ages.between(LocalDate.of(2019, 1, 1), LocalDate.of(2020, 6, 1)))
                .contains("017M");
        assertThat(Ages.between(LocalDate.of(2021, 1, 1), LocalDate.of(2020, 6, 1)))
                .isEmpty();
    }
}
