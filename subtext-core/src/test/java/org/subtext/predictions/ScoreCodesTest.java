package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;

/** Numbers that stand for none, and columns that two joined tables fill otherwise. */
class ScoreCodesTest {
    @TempDir
    Path folder;

    private Path file(String name, List<String> rows) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", rows) + "\n");
    }

    private static ScoredTable read(ScorePlan plan) throws IOException {
        return ScoreTableReader.read(plan);
    }

    private static String refusal(ScorePlan plan) {
        Throwable thrown = catchThrowable(() -> ScoreTableReader.read(plan));
        assertThat(thrown).isInstanceOf(InvalidInputException.class);
        return String.valueOf(thrown.getMessage());
    }

    /** Forty patients whose truths and scores go round. */
    private ScorePlan plan(List<String> truths, List<String> scores) throws IOException {
        List<String> rows = new ArrayList<>(List.of("patient,truth,score"));
        for (int i = 0; i < 40; i++) {
            rows.add("p" + i + "," + truths.get(i % truths.size()) + "," + scores.get(i % scores.size()));
        }
        return ScorePlan.of(file("t.csv", rows), "truth")
                .withIds("patient", null)
                .withScoreColumns(List.of("score"), null);
    }

    private ScorePlan cut(String truths) throws IOException {
        return plan(List.of(truths.split(" ")), List.of("0.25", "0.5", "0.125"))
                .withClasses(classes -> classes.withPositiveAt(1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 1 -1",
                "0.0 1.0 -1.0 1.0",
                "0 1 2 -9",
                "0 1 9",
                "0 1 2 3 -1 -2",
                "0.5 3.5 -1",
                "4 0 99",
                "1 2 3 4 5 9",
                "0 1 2 3 4 8 9"
            })
    void codesOfATruthAreNotCut(String truths) throws IOException {
        assertThat(refusal(cut(truths))).contains("Truth truth holds", "scores.leave_out", "scores.recorded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 1",
                "-1 1",
                "-3.2 -1.7 0.4 2",
                "-2 -1 0 1 2",
                "-4 -1 3",
                "9 8 7 0 3",
                "45 88 99 0",
                "0 1 2 3 4 5 7",
                "0 7 8 9 10"
            })
    void numbersOfATruthAreCut(String truths) throws IOException {
        assertThat(read(cut(truths)).table().size()).isEqualTo(40);
    }

    @Test
    void whatIsSaidOfACodeIsDone() throws IOException {
        ScorePlan plan = cut("0 1 -1 1");

        assertThat(read(plan.withRows(ScoreRows.ALL.withLeaveOut(List.of("-1"))))
                        .table()
                        .size())
                .isEqualTo(30);
        assertThat(positives(plan.withRows(ScoreRows.ALL.withRecorded(Map.of("truth", List.of("-1"))))))
                .isEqualTo(20);
        assertThat(positives(plan.withClasses(classes -> classes.withRename(Map.of("-1", "1")))))
                .isEqualTo(30);
        assertThat(positives(plan.withClasses(classes -> classes.withRename(Map.of("-1", "0")))))
                .isEqualTo(20);
    }

    private static long positives(ScorePlan plan) throws IOException {
        return PredictionRows.of(read(plan).table()).stream()
                .filter(row -> row.truth().equals("truth at least 1"))
                .count();
    }

    @Test
    void sharesAndPerCentInOneColumnAreRefused() throws IOException {
        assertThat(refusal(scored("0.52 93.1 0.71 64.2 0.98 12.5 0.12")))
                .contains("holds shares such as 0.52 in row 2", "93.1 in row 3", "in one form");
    }

    /** Skewed per cent, sums, odds, points on a scale and logits go on across 1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1 0.6 1.2 2.4 4.8 40",
                "1 2 3 4 5",
                "0.5 1 1.5 2 2.5",
                "-3.1 -0.4 0.6 0.9 2.2 3.8",
                "0.05 0.9 0.7 0.8",
                "0.7 0.8 0.9 1.4 1.3 0.2"
            })
    void scoresOfOneKindAreTaken(String scores) throws IOException {
        assertThat(read(scored(scores)).table().size()).isEqualTo(40);
    }

    private ScorePlan scored(String scores) throws IOException {
        return plan(List.of("White", "Black", "White"), List.of(scores.split(" ")))
                .withClasses(classes -> classes.withPositive("Black"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1 0.2 0.9 0.4 0.5 0.6 0.3 -1, -1",
        "0.1 0.2 0.9 0.4 0.5 0.6 0.3 999, 999",
        "0.1 0.2 0.9 0.4 0.5 0.6 0.3 -99.0, -99.0",
        "-4.1 2.2 3.9 0.4 -1 0.6 0.3 9999, 9999"
    })
    void codesAmongScoresAreRefusedByRow(String scores, String code) throws IOException {
        assertThat(refusal(scored(scores)))
                .contains("Row 9 has the score " + code + " in column score", "5 of 40 are", "scores.missing");
        assertThat(read(scored(scores.replace(" " + code, " NA"))
                                .withRows(ScoreRows.ALL.withMissing(MissingScores.EXCLUDE)))
                        .table()
                        .size())
                .isEqualTo(35);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1 0 1 0 1 1", "0.2 0.9 -1 -0.4 0.5 0.1", "2.5 -1 0.5 0.1 0.3 3", "970 999 120 50 7 8", "0.5 -1"
            })
    void otherNumbersAreScores(String scores) throws IOException {
        assertThat(read(scored(scores)).table().size()).isEqualTo(40);
    }

    private ScorePlan joined(String truth, String otherTruth, String score) throws IOException {
        List<String> rows = new ArrayList<>(List.of("image,race,score"));
        List<String> others = new ArrayList<>(List.of("image,patient,race,score,site"));
        for (int i = 0; i < 12; i++) {
            boolean isOdd = i % 2 == 1;
            rows.add("i" + i + "," + (isOdd ? "Black" : truth) + ",0." + (i * 5 % 9) + "0");
            others.add("i" + i + ",p" + i + "," + (isOdd ? "black " : otherTruth) + "," + score + (i * 5 % 9) + ",x");
        }
        others.add("i99,p99,Other,7,x");
        return ScorePlan.of(file("s.csv", rows), "race")
                .withIds("patient", null)
                .withScoreColumns(List.of("score"), "Black")
                .withSecond(new SecondTable(file("t.csv", others), "image"));
    }

    @Test
    void aColumnOfBothTablesMustAgree() throws IOException {
        assertThat(read(joined("White", "WHITE", "0.")).table().size()).isEqualTo(12);
        assertThat(refusal(joined("White", "Asian", "0.")))
                .contains("Column race", "in 6 rows that match (rows 2, 4, 6, 8, 10, ... of s.csv)")
                .doesNotContain("Column score");
        assertThat(refusal(joined("White", "", "0."))).contains("Column race");
        assertThat(refusal(joined("White", "White", "1."))).contains("Column score", "12 rows");
    }
}
