package org.subtext.joins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.problems.Words;

class KeyMatchTest {
    private static final Words TERMINAL = new Words() {
        @Override
        public String name(org.subtext.problems.Knob knob) {
            return knob.id();
        }

        @Override
        public String set(Turn turn) {
            return turn.knob().id();
        }

        @Override
        public String action(org.subtext.problems.Action action, String subject, List<Turn> turns) {
            return action.id();
        }

        @Override
        public String key(String key, String form) {
            return key;
        }
    };

    private static KeyMatch images(List<String> here, List<String> there) {
        return KeyMatch.of(KeySide.ofRows("a.csv", here), KeySide.ofRows("b.csv", there), KeyMatch.Names.IMAGES);
    }

    private static List<String> keys(String format, int from, int to) {
        return IntStream.range(from, to).mapToObj(format::formatted).toList();
    }

    @Test
    void bothSidesAreCounted() {
        KeyMatch match = images(keys("i%d", 0, 24), keys("i%d", 12, 42));

        assertThat(match.counts())
                .isEqualTo("12 of 24 rows of a.csv have a match in b.csv; 12 of its 30 rows are used");
        assertThat(match.isPartial()).isTrue();
        assertThat(match.isNone()).isFalse();
        assertThat(match.unmatched("the joined table"))
                .hasToString(
                        "12 rows have no match in the joined table (12 have one), and 18 rows there are not used.");
    }

    @Test
    void aKeyOfSeveralRowsCountsEachOfThem() {
        KeyMatch match = images(List.of("a", "a", "b"), List.of("a", "c"));

        assertThat(match.leftMatched()).isEqualTo(2);
        assertThat(match.leftUnmatched()).isEqualTo(1);
        assertThat(match.rightMatched()).isEqualTo(1);
    }

    @Test
    void anEmptySideIsNotAJoinThatFoundNothing() {
        assertThat(images(List.of(), List.of("a")).isNone()).isFalse();
        assertThat(images(List.of("a"), List.of()).isNone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/data/run7/i%d_0.png, i%d_0, the folders before the file name and the ending of the file name",
        "%06d, %d, leading zeros",
        "patient%05d, %d, the letters before the number and leading zeros",
        "I%d, i%d, capital and small letters",
        "%d, %d.0, the .0 of numbers that went through a spreadsheet",
        "s %d, s%d, white space and invisible characters",
        "i%d.png, i%d.jpg, the ending of the file name",
    })
    void whatStandsBetweenKeysIsNamed(String here, String there, String difference) {
        KeyMatch match = images(keys(here, 0, 12), keys(there, 0, 12));

        assertThat(match.isNone()).isTrue();
        assertThat(match.cause().toString()).contains("But for " + difference + ", 12 of 12 would match.");
    }

    @Test
    void whatWouldMakeOneOfTwoIsNoCause() {
        KeyMatch match = images(List.of("A-12", "B-12"), List.of("12"));

        assertThat(match.cause().toString()).doesNotContain("But for");
    }

    @Test
    void aKeyIsShownOnTheTerminalAloneAndOnlyOfImages() {
        List<String> here = keys("/data/i%d.png", 0, 9);
        List<String> there = keys("i%d", 0, 9);
        KeyMatch patients =
                KeyMatch.of(KeySide.ofPatients("a", here), KeySide.ofPatients("b", there), KeyMatch.Names.PATIENTS);

        assertThat(images(here, there).cause().in(TERMINAL)).contains("/data/i0.png here, i0 there");
        assertThat(images(here, there).cause().toString()).doesNotContain("i0");
        assertThat(patients.cause().in(TERMINAL)).doesNotContain("i0");
    }

    @Test
    void aFormTellsNobodysId() {
        assertThat(KeyForm.of(keys("%06d", 0, 12))).isEqualTo("6 digits");
        assertThat(KeyForm.of(keys("%d", 0, 12))).isEqualTo("1 to 2 digits");
        assertThat(KeyForm.of(keys("patient%05d", 0, 12))).isEqualTo("\"patient\" and 5 digits");
        assertThat(KeyForm.of(List.of("Smith1", "Smith2"))).isEqualTo("5 letters and 1 digit");
        assertThat(KeyForm.of(Stream.of("a.png", "b/c.png", "d7.png").toList()))
                .isEqualTo("5 to 7 characters ending in .png");
    }
}
