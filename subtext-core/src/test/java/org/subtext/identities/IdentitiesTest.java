package org.subtext.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.identities.IdFinding.Place;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;

class IdentitiesTest {
    private static final String[] PREFIXED = {"patient00001", "patient00002", "patient00003", "1", "2", "3", "P1", "x9"
    };

    @TempDir
    Path folder;

    @Test
    void spellingsAreAskedForWithTheirRows() throws IOException {
        Identities who = Written.ids("012", "7", "12", "8", "12", "12.0").judged();

        assertThat(who.findings()).extracting(IdFinding::kind).containsOnly(IdKind.SPELLING);
        assertThat(who.findings().stream().flatMap(one -> one.places().stream()))
                .containsExactlyInAnyOrder(new Place(0, 2), new Place(5, 2));
        assertThat(problems(who)).contains("leading zeros: rows 2 and 4", "trailing \".0\": rows 4 and 7");
        assertThat(problems(who)).contains("cohort.ids.spellings: same", "cohort.ids.spellings: different");
    }

    @ParameterizedTest
    @ValueSource(strings = {"M\u00FCller Muller", "P1_1 P1", "A+12 A12", "+4711 4711", "case-7_2 case-7"})
    void idsThatAreNearlyAnotherAreSaidAndCountAsDifferent(String two) throws IOException {
        String[] ids = two.split(" (?=[^ ]+$)");
        Identities who = Written.ids(ids[0], ids[1], "x4", ids[0], "x5").judged();

        assertThat(who.findings())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(IdKind.NEAR))
                .satisfies(one -> assertThat(one.refused()).isFalse())
                .satisfies(one -> assertThat(one.places()).containsExactly(new Place(0, 1), new Place(3, 1)));
        assertThat(problems(who)).isEmpty();
        assertThat(IdRemarks.of(who))
                .singleElement()
                .hasToString("2 rows in column patient have patient ids that are another's but for accents, a plus sign"
                        + " or a number behind; they count as different patients.");
        assertThat(Written.ids("P1_1", "P2_1", "P3_2", "P10").judged().findings())
                .isEmpty();
    }

    @Test
    void spellingsOfOnePersonAreBroughtTogetherOrKeptApartAsIsSaid() throws IOException {
        Written table = Written.ids("012", "7", "12", "8", "12", "12.0", "007");

        assertThat(table.judged(SpellingPolicy.SAME).people()).containsExactly("12", "7", "12", "8", "12", "12", "7");
        assertThat(table.judged(SpellingPolicy.SAME).joined()).isEqualTo(3);
        assertThat(table.judged(SpellingPolicy.SAME).findings()).isEmpty();
        assertThat(table.judged(SpellingPolicy.DIFFERENT).people())
                .containsExactly("012", "7", "12", "8", "12", "12.0", "007");
        assertThat(table.judged(SpellingPolicy.DIFFERENT).findings()).isEmpty();
    }

    @Test
    void whichSpellingCountsDoesNotDependOnTheOrderOfRows() throws IOException {
        assertThat(Written.ids("007", "7.0", "7").judged(SpellingPolicy.SAME).people())
                .containsOnly("7");
        assertThat(Written.ids("7", "7.0", "007").judged(SpellingPolicy.SAME).people())
                .containsOnly("7");
    }

    @Test
    void aTableOfIdsSaysWhichIsWhich() throws IOException {
        Path map = Files.writeString(folder.resolve("ids.csv"), "written,patient\n012,Twelve of A\nNA,Nadia\n");
        Identities who = Written.ids("012", "12", "NA").judged(new IdRule(SpellingPolicy.ASK, map));

        assertThat(who.people()).containsExactly("Twelve of A", "12", "Nadia");
        assertThat(who.findings()).isEmpty();
    }

    @Test
    void aTableOfIdsThatContradictsItselfIsRefused() throws IOException {
        Path map = Files.writeString(folder.resolve("ids.csv"), "written,patient\n012,A\n012,B\n13,\n");

        assertThatThrownBy(() -> Written.ids("012").judged(new IdRule(SpellingPolicy.ASK, map)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Row 3 of the table of ids gives an id a second patient")
                .hasMessageContaining("Row 4 of the table of ids has no patient");
    }

    @Test
    void aTableOfIdsHasTwoColumns() throws IOException {
        Path map = Files.writeString(folder.resolve("ids.csv"), "written\n012\n");

        assertThatThrownBy(() -> Written.ids("012").judged(new IdRule(SpellingPolicy.ASK, map)))
                .hasMessageContaining("has 1 column.")
                .hasMessageContaining("cohort.ids.map");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NA",
                "n/a",
                "None",
                "NONE",
                "unknown",
                "#N/A",
                "#VALUE!",
                "nan",
                "<NA>",
                "null",
                "\u00a0",
                "-",
                "\u2013",
                "'NA",
                "Anonymous",
                " none "
            })
    void wordsForNothingAreNoIds(String word) throws IOException {
        Identities who = Written.ids("1", word, "2").judged(SpellingPolicy.DIFFERENT);

        assertThat(who.person(1)).isNull();
        assertThat(problems(who)).contains("Row 3 has no patient id");
    }

    @Test
    void missingIdsAreCountedBeyondTheFirst() throws IOException {
        Identities who = Written.ids("1", "", "NA", "", "none", "NA", "", "2").judged();

        assertThat(problems(who)).contains("Row 3 has no", "Row 7 has no", "and 1 more", "delete these rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23457E+11", "1,23457E+11", "1E+11", "1.2345678901234568e+17", "1.2e-05"})
    void scientificNotationIsOfSeveralPeople(String id) throws IOException {
        Written table = Written.ids(id, "123456789012", id);

        assertThat(problems(table.judged())).contains("2 rows in column patient", "scientific notation", "rows 2, 4");
        assertThat(problems(table.judged(SpellingPolicy.DIFFERENT))).isEmpty();
        assertThat(IdRemarks.of(table.judged(SpellingPolicy.DIFFERENT)))
                .singleElement()
                .asString()
                .contains("2 rows in column patient with ids in scientific notation count as they are written");
    }

    @Test
    void idsThatASpreadsheetRoundedEndInZeros() throws IOException {
        String[] rounded =
                IntStream.range(0, 8).mapToObj(i -> "12345678901234" + i + "00").toArray(String[]::new);
        String[] whole =
                IntStream.range(0, 8).mapToObj(i -> "123456789012340" + i + i).toArray(String[]::new);

        assertThat(problems(Written.ids(rounded).judged())).contains("All 8 ids of more than 15 digits");
        assertThat(Written.ids(whole).judged().findings()).isEmpty();
    }

    @Test
    void oneIdForEverybodyTellsNobodyApart() throws IOException {
        Identities who = Written.ids("7", "7", "7", "7").judged(SpellingPolicy.DIFFERENT);

        assertThat(problems(who))
                .contains(
                        "All 4 rows with an id in column patient have the same one", "cohort.columns.patient: COLUMN");
    }

    @Test
    void whatPeopleTypeForWantOfAnIdIsSuspiciousByCount() throws IOException {
        List<List<String>> rows = people(40, "White", "Black");
        IntStream.range(0, 9).forEach(i -> rows.add(Written.row("999", i % 2 == 0 ? "White" : "Black")));
        Written table = Written.of(List.of("patient", "race"), rows);

        assertThat(problems(table.judged())).contains("1 id in column patient is what people type for want of one");
        assertThat(problems(table.judged(SpellingPolicy.DIFFERENT))).isEmpty();
        assertThat(IdRemarks.of(table.judged(SpellingPolicy.DIFFERENT))).hasSize(1);
    }

    @Test
    void whatPeopleTypeIsSuspiciousAlsoWhereAProgramMadeFractionsOfIt() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> rows.add(Written.row(100 + i + ".0", i % 2 == 0 ? "White" : "Black")));
        IntStream.range(0, 9).forEach(i -> rows.add(Written.row("0.0", i % 2 == 0 ? "White" : "Black")));

        assertThat(problems(Written.of(List.of("patient", "race"), rows).judged()))
                .contains("1 id in column patient is what people type for want of one");
    }

    @Test
    void theNumbersZeroAnd999AreLawfulAmongTheirLike() throws IOException {
        String[] ids = IntStream.range(0, 1000).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(Written.ids(ids).judged().findings()).isEmpty();
    }

    @Test
    void anIdOfAFifthOfAllRowsWithSeveralRecordedValuesIsOfManyPeople() throws IOException {
        List<List<String>> rows = people(60, "White", "Black");
        List<List<String>> ofOne = people(60, "White", "Black");
        for (int i = 0; i < 40; i++) {
            rows.add(Written.row("P77", i % 3 == 0 ? "White" : "Black"));
            ofOne.add(Written.row("P77", "Black"));
        }

        assertThat(problems(Written.of(List.of("patient", "race"), rows).judged()))
                .contains("1 id in column patient holds 40 of 100 rows");
        assertThat(Written.of(List.of("patient", "race"), ofOne).judged().findings())
                .isEmpty();
    }

    @Test
    void aWordForAPatientBeforeTheNumberIsASpelling() throws IOException {
        assertThat(Written.ids(PREFIXED).judged().findings())
                .extracting(IdFinding::kind)
                .containsExactly(IdKind.PREFIX);
        assertThat(Written.ids(PREFIXED).judged(SpellingPolicy.SAME).people())
                .containsExactly("1", "2", "3", "1", "2", "3", "P1", "x9");
    }

    @Test
    void aFewEqualNumbersBehindSuchWordsAreChance() throws IOException {
        assertThat(Written.ids("P1", "P20", "P30", "P40", "P50", "P60", "P70", "1", "2", "3", "4", "5", "6", "7")
                        .judged()
                        .findings())
                .isEmpty();
    }

    @Test
    void sitesThatWriteTheirOwnNumbersInTheirOwnWayAreLawful() throws IOException {
        assertThat(twoSites("%03d", "%d", 3).judged().findings()).isEmpty();
    }

    @Test
    void sitesThatShareTheirPatientsAreNot() throws IOException {
        assertThat(twoSites("%03d", "%d", 2).judged().findings())
                .extracting(IdFinding::kind)
                .containsOnly(IdKind.SPELLING);
    }

    @Test
    void oneSiteInTwoWritingsIsNotTwoSites() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            rows.add(Written.row("%03d".formatted(i), i % 2 == 0 ? "White" : "Black", "Site A"));
            rows.add(Written.row(Integer.toString(i), i % 3 == 0 ? "White" : "Black", "site\u00a0A"));
        }

        assertThat(Written.of(List.of("patient", "race", "site"), rows).judged().findings())
                .extracting(IdFinding::kind)
                .containsOnly(IdKind.SPELLING);
    }

    @Test
    void sitesThatBothCountFromOneMixTheirPatients() throws IOException {
        Written table = twoSites("P%d", "P%d", 3);

        assertThat(problems(table.judged())).contains("40 ids in column patient occur at several sites");
        assertThat(problems(table.judged(SpellingPolicy.DIFFERENT))).isEmpty();
    }

    @Test
    void noMessageHoldsAnId() throws IOException {
        Identities who = Written.ids("Smith-012", "Smith-12", "Jones-7", "jones-7", "8.8E+10")
                .judged();

        assertThat(problems(who)).doesNotContain("Smith", "ones-", "8.8");
    }

    @Test
    void theListOfRowsHoldsRowNumbersAlone() throws IOException {
        Path file = folder.resolve("rows.csv");
        RowsToMend.write(Written.ids("012", "NA", "12", "12").judged(), file);

        assertThat(file).hasContent("""
            row,column,finding,like_row
            3,patient,no patient id,
            2,patient,one id in several spellings: leading zeros,4
            """);
    }

    /** 40 patients at either site; every second one of A is White, at B every n-th. */
    private static Written twoSites(String atA, String atB, int n) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            rows.add(Written.row(String.format(Locale.ROOT, atA, i), i % 2 == 0 ? "White" : "Black", "A"));
            rows.add(Written.row(String.format(Locale.ROOT, atB, i), i % n == 0 ? "White" : "Black", "B"));
        }
        return Written.of(List.of("patient", "race", "site"), rows);
    }

    private static List<List<String>> people(int count, String... values) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Written.row("P" + (100 + i), values[i % values.length]));
        }
        return rows;
    }

    private static String problems(Identities who) {
        Problems problems = new Problems();
        IdProblems.add(who, PlanKey.COHORT_COLUMNS_PATIENT, problems);
        return String.join("\n", problems.list().stream().map(Object::toString).toList());
    }
}
