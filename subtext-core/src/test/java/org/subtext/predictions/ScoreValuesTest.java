package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.problems.Remark.Code;
import org.subtext.tables.ConflictPolicy;

/** What cells of a score table mean: truths, groups and scores as people write them. */
class ScoreValuesTest {
    @TempDir
    Path folder;

    private Path file(String header, List<String> rows) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), header + "\n" + String.join("\n", rows) + "\n");
    }

    /** Twelve patients of two classes, overlapping scores; columns patient, race, score and what else the row gives. */
    private ScorePlan plan(String more, IntFunction<String> row) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(row.apply(i));
        }
        return ScorePlan.of(file("patient,race,score" + more, rows), "race")
                .withIds("patient", null)
                .withScoreColumns(List.of("score"), "Black");
    }

    private static String race(int i) {
        return i % 2 == 0 ? "White" : "Black";
    }

    private static double score(int i) {
        return (i * 7 % 12 + (i % 2 == 0 ? 0 : 2)) / 20.0;
    }

    private static String sound(int i) {
        return "p" + i + "," + race(i) + "," + score(i);
    }

    private static List<Code> codes(ScoredTable scored) {
        return scored.remarks().stream().map(Remark::code).toList();
    }

    private static Remark remark(ScoredTable scored, Code code) {
        return scored.remarks().stream()
                .filter(one -> one.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static String refusal(ScorePlan plan) throws IOException {
        try {
            ScoreTableReader.read(plan);
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
        throw new AssertionError("expected the table to be refused");
    }

    @Test
    void aSoundTableHasNoRemarks() throws IOException {
        assertThat(ScoreTableReader.read(plan("", ScoreValuesTest::sound)).remarks())
                .isEmpty();
    }

    @Test
    void aColumnOfTheSameNameInCapitalsThatDiffersIsSaid() throws IOException {
        ScoredTable scored = ScoreTableReader.read(plan(",Race", i -> sound(i) + "," + (i < 3 ? "Black" : race(i))));

        assertThat(remark(scored, Code.COLUMNS_OF_ONE_NAME).count()).hasValue(2);
        assertThat(codes(ScoreTableReader.read(plan(",RACE", i -> sound(i) + "," + race(i).toUpperCase(Locale.ROOT)))))
                .isEmpty();
    }

    @Test
    void writingsOfATruthAreOneClass() throws IOException {
        ScoredTable scored = ScoreTableReader.read(plan(
                "",
                i -> "p" + i + "," + (i == 3 ? "BLACK\u00A0" : i == 5 ? "bl\u00ADack" : i == 4 ? "n/a" : race(i)) + ","
                        + score(i)));

        assertThat(scored.table().classes()).containsExactly("White", "Black");
        assertThat(codes(scored)).containsExactlyInAnyOrder(Code.TRUTH_NOT_RECORDED, Code.WRITINGS_BROUGHT_TOGETHER);
        assertThat(remark(scored, Code.WRITINGS_BROUGHT_TOGETHER).count()).hasValue(2);
    }

    @Test
    void theNamesOfAPlanAreFoundInAnyWriting() throws IOException {
        ScorePlan plan = plan("", ScoreValuesTest::sound);

        assertThat(ScoreTableReader.read(plan.withClasses(classes -> classes.withPositive("BLACK")))
                        .table()
                        .classes())
                .containsExactly("White", "Black");
        assertThat(ScoreTableReader.read(plan.withClasses(classes -> classes.withRename(Map.of("black", "B")))
                                .withClasses(classes -> classes.withPositive("b")))
                        .table()
                        .classes())
                .containsExactly("White", "B");
    }

    @Test
    void aClassCalledNoneIsDeclared() throws IOException {
        ScorePlan plan = plan("", i -> "p" + i + "," + (i % 2 == 0 ? "White" : "None") + "," + score(i));

        assertThat(refusal(plan)).contains("has 1 class (White)");
        assertThat(ScoreTableReader.read(plan.withRows(ScoreRows.ALL.withRecorded(Map.of("race", List.of("None"))))
                                .withClasses(classes -> classes.withPositive("White")))
                        .table()
                        .classes())
                .containsExactly("None", "White");
        assertThat(ScoreTableReader.read(plan.withClasses(classes -> classes.withPositive("none")))
                        .table()
                        .classes())
                .containsExactly("White", "None");
    }

    @Test
    void aValueIsLeftOutByNameAndCounted() throws IOException {
        ScorePlan plan = plan("", i -> "p" + i + "," + (i < 3 ? "-1.0" : i % 2 + ".0") + "," + score(i))
                .withClasses(classes -> classes.withRename(Map.of("1", "Black", "0", "White")));

        assertThat(refusal(plan)).contains("bare numbers (-1.0)");
        ScoredTable scored = ScoreTableReader.read(plan.withRows(ScoreRows.ALL.withLeaveOut(List.of("-1"))));
        assertThat(scored.table().size()).isEqualTo(9);
        assertThat(remark(scored, Code.TRUTH_LEFT_OUT).count()).hasValue(3);
        assertThat(refusal(plan.withRows(ScoreRows.ALL.withLeaveOut(List.of("-2")))))
                .contains("\"-2\"", "never holds");
    }

    @ParameterizedTest
    @CsvSource({"EXCLUDE, ", "FIRST, White", "LATEST, Black", "MODE, Black"})
    void patientsWithTwoTruthsFollowThePolicy(ConflictPolicy policy, String settled) throws IOException {
        List<String> rows =
                new ArrayList<>(List.of("p,White,0.3,20190101", "p,Black,0.4,2019-12-31", "p,black,0.2,2018-01-01"));
        for (int i = 0; i < 12; i++) {
            rows.add(sound(i) + ",2019-01-01");
        }
        ScorePlan plan = ScorePlan.of(file("patient,race,score,date", rows), "race")
                .withIds("patient", null)
                .withScoreColumns(List.of("score"), "Black")
                .withRows(ScoreRows.ALL.withConflicts(policy, policy == ConflictPolicy.LATEST ? "date" : null));

        ScoredTable scored = ScoreTableReader.read(plan);

        assertThat(PredictionRows.of(scored.table()).stream()
                        .filter(row -> row.patient().equals("p"))
                        .map(PredictionRow::truth)
                        .distinct()
                        .toList())
                .isEqualTo(settled == null ? List.of() : List.of(settled));
        assertThat(remark(scored, Code.CONFLICTING_TRUTHS).count()).hasValue(1);
        assertThat(remark(scored, Code.CONFLICTING_TRUTHS).sentence().toString())
                .doesNotContain("0 patients");
    }

    @Test
    void theLatestNeedsDates() throws IOException {
        ScorePlan plan = plan("", i -> "p" + i / 2 + "," + race(i) + "," + score(i));

        assertThat(refusal(plan.withRows(ScoreRows.ALL.withConflicts(ConflictPolicy.LATEST, null))))
                .contains("scores.date");
        assertThat(refusal(plan)).contains("nobody is left", "scores.conflicts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%.2f%%", "%.2f %%"})
    void perCentIsReadWhereTheWholeColumnHasIt(String form) throws IOException {
        ScoredTable scored =
                ScoreTableReader.read(plan("", i -> "p" + i + "," + race(i) + "," + form.formatted(100 * score(i))));

        assertThat(scored.table().score(1, 3)).isEqualTo(score(3));
        assertThat(codes(scored)).containsExactly(Code.SCORES_IN_ANOTHER_FORM);
    }

    @Test
    void aDecimalCommaIsReadWhereTheColumnIsCertainlyOfIt() throws IOException {
        ScoredTable scored = ScoreTableReader.read(plan(
                "",
                i -> "p" + i + "," + race(i) + ",\""
                        + "%.3f".formatted(score(i)).replace('.', ',') + "\""));

        assertThat(scored.table().score(1, 3)).isEqualTo(score(3));
        assertThat(codes(scored)).containsExactly(Code.SCORES_IN_ANOTHER_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-5", "-3.5", "\u22122", ".5", "1E+2", "12"})
    void numbersAsProgramsWriteThemAreRead(String cell) throws IOException {
        ScoredTable scored = ScoreTableReader.read(
                plan("", i -> "p" + i + "," + race(i) + "," + (i == 1 ? cell : Double.toString(score(i)))));

        assertThat(scored.table().score(1, 1)).isEqualTo(Double.parseDouble(cell.replace('\u2212', '-')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "97.3% | with a per cent sign, and \"0.",
                "'0,9' | with a comma, and \"0.",
                "inf | Row 3 has the score \"inf\"",
                "1.7e308 | Row 3 has the score \"1.7e308\"",
                "-1e101 | Row 3 has the score \"-1e101\"",
                "0x1p3 | Row 3 has the score \"0x1p3\"",
                "<0.1 | Row 3 has the score \"<0.1\"",
                "NaN | Row 3 has no score in column score",
                "'' | Row 3 has no score in column score"
            })
    void oneCellOfAnotherFormIsRefused(String cell, String said) throws IOException {
        assertThat(refusal(plan("", i -> "p" + i + "," + race(i) + ",\"" + (i == 1 ? cell : score(i)) + "\"")))
                .contains(said);
    }

    @Test
    void aCommaThatMayPartThousandsIsRefused() throws IOException {
        assertThat(refusal(plan("", i -> "p" + i + "," + race(i) + ",\"1,23" + i % 10 + "\"")))
                .contains("thousands or is the decimal one");
        assertThat(ScoreTableReader.read(plan("", i -> "p" + i + "," + race(i) + ",\"1,23" + i % 10 + ".5\""))
                        .table()
                        .score(1, 1))
                .isEqualTo(1231.5);
    }

    @Test
    void missingScoresAreLeftOutAndCountedByClass() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add("p" + i + "," + race(i) + "," + (i % 4 == 1 && i < 30 ? "" : Double.toString(score(i % 12))));
        }
        ScorePlan plan = ScorePlan.of(file("patient,race,score", rows), "race")
                .withIds("patient", null)
                .withScoreColumns(List.of("score"), "Black");

        assertThat(refusal(plan)).contains("Row 3 has no score", "scores.missing");
        ScoredTable scored = ScoreTableReader.read(plan.withRows(ScoreRows.ALL.withMissing(MissingScores.EXCLUDE)));
        assertThat(scored.table().size()).isEqualTo(52);
        assertThat(codes(scored)).contains(Code.MISSING_SCORES, Code.SCORES_MISSING_UNEVENLY);
        assertThat(remark(scored, Code.MISSING_SCORES))
                .hasToString("8 images lack a score and are left out of all scores: White 0 images of 30 images, Black"
                        + " 8 images of 30 images.");
    }

    @Test
    void aClassWithoutAnyScoreIsRefused() throws IOException {
        ScorePlan plan = plan("", i -> "p" + i + "," + race(i) + "," + (i % 2 == 1 ? "nan" : score(i)));

        assertThat(refusal(plan.withRows(ScoreRows.ALL.withMissing(MissingScores.EXCLUDE))))
                .contains("Class \"Black\"", "none is left");
    }

    @ParameterizedTest
    @CsvSource({
        "CONSTANT_SCORES, constant",
        "SCORES_COPY_THE_TRUTH, copy",
        "PERFECT_SEPARATION, perfect",
        "SCORES_ARE_DECISIONS, decision",
        "NEARLY_CONSTANT_SCORES, nearly",
        "SCORES_ARE_ROW_NUMBERS, rows"
    })
    void oddScoresAreSaid(Code code, String kind) throws IOException {
        ScoredTable scored = ScoreTableReader.read(plan("", i -> "p" + i + "," + race(i) + "," + odd(kind, i)));

        assertThat(codes(scored)).contains(code);
    }

    private static String odd(String kind, int i) {
        return switch (kind) {
            case "constant" -> "0.5";
            case "copy" -> Integer.toString(i % 2);
            case "perfect" -> Double.toString(i % 2 + i / 100.0);
            case "decision" -> i % 3 == 0 ? "1" : "0";
            case "nearly" -> i == 2 ? "0.9" : "0.5";
            default -> Integer.toString(i + 1);
        };
    }

    @Test
    void idsInPlaceOfScoresAreRefused() throws IOException {
        ScorePlan plan = plan("", i -> (i + 100) + "," + race(i) + "," + (i + 100));

        assertThat(refusal(plan)).contains("Column score holds in every row what column patient holds");
        assertThat(refusal(plan.withScoreColumns(List.of("patient"), "Black")))
                .contains("Column patient is named for scores and for scores.patient");
    }

    @Test
    void aTableThatWasPutTogetherTwiceIsSaid() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add("White".substring(i % 2) + "," + (i * 17 % 31) / 40.0);
        }
        ScorePlan once = eachRow(rows);
        assertThat(codes(ScoreTableReader.read(once))).doesNotContain(Code.REPEATED_ROWS);

        rows.addAll(List.copyOf(rows));
        ScorePlan twice = eachRow(rows);
        assertThat(remark(ScoreTableReader.read(twice), Code.REPEATED_ROWS).count())
                .hasValue(30);
    }

    @Test
    void decisionsRepeatByNature() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add("White".substring(i % 2) + "," + i % 3 / 2);
        }
        assertThat(codes(ScoreTableReader.read(eachRow(rows)))).doesNotContain(Code.REPEATED_ROWS);
    }

    private ScorePlan eachRow(List<String> rows) throws IOException {
        return ScorePlan.of(file("race,score", rows), "race")
                .withIds(ScorePlan.EACH_ROW, null)
                .withScoreColumns(List.of("score"), "White");
    }

    @Test
    void groupsAreReadAsClassesAre() throws IOException {
        List<String> sexes = List.of("F", "female", "Female ", "FEMALE", "f", "M", "male", "NA", "nan", "Unknown");
        ScoredTable scored = ScoreTableReader.read(
                plan(",sex,device,age", i -> sound(i) + "," + sexes.get(i % 10) + ",None," + (i == 0 ? 999 : 40 + i))
                        .withAttributes(List.of("sex", "device", "age")));

        assertThat(Objects.requireNonNull(scored.attributes().get("sex")))
                .containsExactly("F", "female", "female", "female", "F", "M", "male", "", "", "", "F", "female");
        assertThat(codes(scored))
                .containsExactlyInAnyOrder(Code.WRITINGS_BROUGHT_TOGETHER, Code.WORD_TAKEN_FOR_NOTHING, Code.ODD_AGES);
    }
}
