package org.subtext.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

class WordingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Black",
                "BLACK",
                "black ",
                " Black",
                "Black\u00A0",
                "\u200BBlack",
                "Bl\u00ADack",
                "Black\uFEFF",
                "\u3000black\u2003",
                "\u202ABlack\u202C",
                "\uFF22lack",
                "Black\t"
            })
    void unseenCharactersAndCaseDoNotCount(String writing) {
        assertThat(Wording.folded(writing)).isEqualTo("black");
    }

    @ParameterizedTest
    @CsvSource({
        "Ma\u0308nnlich, M\u00E4nnlich",
        "African\u2011American, African-American",
        "O\u2019Brien, O'Brien",
        "Black  or   African, black or african",
        "1.0, 1",
        "-1.00, -1",
        "STRASSE, stra\u00DFe"
    })
    void formsOfOneTextAreOne(String one, String other) {
        assertThat(Wording.folded(one)).isEqualTo(Wording.folded(other));
    }

    /** The first of each has a letter of another alphabet. */
    @ParameterizedTest
    @CsvSource({
        "Whit\u0435, White",
        "\u0410sian, Asian",
        "Bl\u0430ck or African, black or african",
        "Hisp\u0430n\u0456c, Hispanic"
    })
    void aLetterOfAnotherAlphabetWithinALatinWordIsTheLatinOne(String one, String other) {
        assertThat(Wording.folded(one)).isEqualTo(Wording.folded(other));
    }

    @Test
    void wordsOfAnotherAlphabetStayAsTheyAreAndAreNearTheirLikes() {
        assertThat(Wording.folded("\u0431\u0435\u043B\u044B\u0439")).isEqualTo("\u0431\u0435\u043B\u044B\u0439");
        assertThat(Wording.folded("\u0410")).isNotEqualTo("a");
        assertThat(Wording.skeleton("\u0410")).isEqualTo(Wording.skeleton("A"));
        assertThat(Wording.skeleton("\u0412")).isEqualTo(Wording.skeleton("b"));
        assertThat(Wording.skeleton("\u0416")).isNotEqualTo(Wording.skeleton("X"));
    }

    @ParameterizedTest
    @CsvSource({"F, female", "Black, Blacks", "African-American, African American", "1.5, 1", "01, 1", "1.0.0, 1"})
    void whatDiffersByMoreStaysTwo(String one, String other) {
        assertThat(Wording.folded(one)).isNotEqualTo(Wording.folded(other));
    }

    @Test
    void onlyWhatSurroundsACellIsDropped() {
        assertThat(CellText.trimmed("\u00A0 a\u200Bb \uFEFF")).isEqualTo("a\u200Bb");
        assertThat(CellText.trimmed("\u00A0\u200B ")).isEmpty();
        assertThat(CellText.trimmed("plain text")).isSameAs(CellText.trimmed("plain text"));
        assertThat(CellText.trimmed("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "None",
                "none",
                "<NA>",
                "NaT",
                "NaN",
                "-nan",
                "#N/A",
                "#NAME?",
                "#VALUE!",
                "#REF!",
                "#DIV/0!",
                "NULL",
                "#NULL!",
                "\\N",
                "nil",
                "n.a.",
                "(blank)",
                "[missing]",
                "Not Applicable",
                "UNKNOWN",
                "unknown\u00A0",
                ".",
                ".a",
                "-",
                "\u2014",
                "?",
                "1.#QNAN",
                "NA_character_",
                "'NA'",
                "Keine Angabe",
                "ignorado",
                "Prefer  not to\u00A0say",
                "\u200B",
                "",
                "not recorded"
            })
    void wordsForNothing(String cell) {
        assertThat(NotRecorded.is(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nonne",
                "Other",
                "No",
                "N",
                "U",
                "0",
                "999",
                "Native",
                "Unknown soldier",
                "(M)",
                "A-12",
                "Indeterminate",
                "Naan",
                "F",
                "-1",
                "x"
            })
    void wordsThatSaySomething(String cell) {
        assertThat(NotRecorded.is(cell)).isFalse();
    }

    @Test
    void aWordThatIsAValueIsDeclaredInAnyWriting() {
        NotRecorded words = NotRecorded.except(List.of("none"));

        assertThat(words.holds("None")).isFalse();
        assertThat(words.holds("NA")).isTrue();
        assertThat(words.holds(null)).isTrue();
    }

    @Test
    void writingsAreCountedWhenTheyAreBroughtTogether() {
        Wordings values = Wordings.of(
                Arrays.asList("F", "f", "female", "FEMALE", "female", "NA", null, "F", "M"),
                NotRecorded.except(List.of()));

        assertThat(values.names()).containsExactly("F", "female", "M");
        assertThat(values.name("f")).isEqualTo("F");
        assertThat(values.name("NA")).isNull();
        assertThat(values.called("FeMale")).isEqualTo(1);
        Remark remark = values.remark("sex").orElseThrow();
        assertThat(remark.code()).isEqualTo(Remark.Code.WRITINGS_BROUGHT_TOGETHER);
        assertThat(remark.count()).hasValue(2);
        assertThat(remark).asString().contains("\"F\" with \"f\"", "\"female\" with \"FEMALE\"");
    }

    @Test
    void whatIsUnseenIsShownByItsNumber() {
        assertThat(Wordings.of(List.of("Bl\u200Back", "Black", "Black"), NotRecorded.except(List.of()))
                        .remark("race")
                        .orElseThrow())
                .asString()
                .contains("\"Bl<U+200B>ack\"");
    }

    @ParameterizedTest
    @CsvSource({"Métis, Metis", "Black & African, Black and African", "Hispanic/Latino, Hispanic or Latinos"})
    void namesOfOneSkeletonAreNear(String one, String other) {
        assertThat(Wording.skeleton(one)).isEqualTo(Wording.skeleton(other));
        assertThat(Wording.folded(one)).isNotEqualTo(Wording.folded(other));
    }

    /** The capital of an i without a dot is that of one with a dot: letter case does not bring the two together. */
    @Test
    void anIWithoutItsDotStaysApartAndIsSaid() {
        for (String other : List.of("Wh\u0131te", "WH\u0130TE", "WHI\u0307TE", "wh\u0131te")) {
            Wordings values = Wordings.of(List.of("White", "WHITE", other), NotRecorded.except(List.of()));

            assertThat(values.names()).hasSize(2);
            assertThat(values.nearNames("race", java.util.Map.of(0, 2, 1, 1), Sentence.of("so"))
                            .orElseThrow())
                    .asString()
                    .contains("look-alike letters");
        }
        assertThat(Wording.folded("D\u0131\u015F")).isEqualTo(Wording.folded("d\u0131\u015F"));
        assertThat(Wording.folded("STRA\u00DFE \u0131")).isEqualTo(Wording.folded("strasse \u0131"));
    }

    @Test
    void oneWritingEachIsNoRemark() {
        assertThat(Wordings.of(List.of("F", "M", "F"), NotRecorded.except(List.of()))
                        .remark("sex"))
                .isEmpty();
    }

    @Test
    void namesThatDifferInPunctuationOrAPluralAreSaidAndStayApart() {
        Wordings values = Wordings.of(
                List.of("African-American", "African American", "African American", "Asian", "Asians"),
                NotRecorded.except(List.of()));

        Remark remark = values.nearNames("race", java.util.Map.of(0, 2, 1, 1, 2, 1, 3, 1), Sentence.of("so"))
                .orElseThrow();

        assertThat(values.names()).hasSize(4);
        assertThat(remark.count()).hasValue(2);
        assertThat(remark).asString().contains("\"African American\" and \"African-American\"", "\"Asian\" and");
    }

    @ParameterizedTest
    @CsvSource({"HIV+, HIV-", "<40, >40", "0-5, 05", "A-1, A1", "class, clas"})
    void signsThatMeanSomethingAreNoPunctuation(String one, String other) {
        assertThat(Wording.skeleton(one)).isNotEqualTo(Wording.skeleton(other));
    }

    @Test
    void oddAgesAreCountedInColumnsOfThatName() {
        Remark remark = RecordedAges.oddOnes("Patient Age", List.of("45", "999", "-1", "0", "067Y", "142", "0"))
                .orElseThrow();

        assertThat(remark)
                .hasToString("Column Patient Age holds 3 ages below 0 or above 120, such as 999, and 2 ages of 0 where"
                        + " nobody else is under 10. They count as they stand in bins, groups and means;"
                        + " empty them where they say that no age is recorded.");
        assertThat(RecordedAges.oddOnes("age", List.of("0", "3", "71", "90+", "006M")))
                .isEmpty();
        assertThat(RecordedAges.oddOnes("age", List.of("0", "0", "NA"))).isEmpty();
        assertThat(RecordedAges.oddOnes("image", List.of("999"))).isEmpty();
        assertThat(RecordedAges.oddOnes("age_days", List.of("999"))).isEmpty();
    }
}
