package org.subtext.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.cohort.FlowStep;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Remark;
import org.subtext.testing.SharedData;

class ScoreTableReaderTest {
    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
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
    void oneColumnAClassKeepsNamesScoresAndPatients() throws IOException {
        Path table = file("t.csv", "id,pat,race,p_a,p_b", "i1,p1,A,0.9,0.1", "i2,p1,A,0.6,0.4", "i3,p2,B,0.2,0.8");
        ScoredTable scored = ScoreTableReader.read(ScorePlan.of(table, "race")
                .withIds("pat", "id")
                .withClassColumns(Map.of("A", "p_a", "B", "p_b"))
                .withAttributes(List.of("pat")));

        assertThat(PredictionRows.of(scored.table()))
                .contains(new PredictionRow(
                        new ExperimentName.Model("model"),
                        "model",
                        "test",
                        "i1",
                        "p1",
                        "i1",
                        "A",
                        scored.table().classes().get(0).equals("A") ? List.of(0.9, 0.1) : List.of(0.1, 0.9)));
        assertThat(scored.table().patients()).containsExactly(0, 0, 1);
        assertThat(scored.attributes()).isEqualTo(Map.of("pat", List.of("p1", "p1", "p2")));
        assertThat(scored.remarks()).isEmpty();
    }

    @Test
    void scoresOfFoldsAreTakenAsTheyAreWithAWarning() throws IOException {
        Path folds = file("folds.csv", "pat,CV fold,sex,m", "p1,1,M,0.9", "p2,1,F,0.2", "p3,2,M,0.4");
        Path once = file("once.csv", "pat,fold,sex,m", "p1,1,M,0.9", "p2,1,F,0.2", "p3,1,M,0.4");
        ScorePlan plan = ScorePlan.of(folds, "sex").withIds("pat", null).withScoreColumns(List.of("m"), "F");
        ScorePlan ofOne = ScorePlan.of(once, "sex").withIds("pat", null).withScoreColumns(List.of("m"), "F");

        assertThat(ScoreTableReader.read(plan).remarks())
                .singleElement()
                .asString()
                .contains("\"CV fold\"", "cross-validation", "cannot be seen in a table of scores");
        assertThat(ScoreTableReader.read(ofOne).remarks()).isEmpty();
    }

    @Test
    void severalModelsOfTwoClassesBecomeExperiments() throws IOException {
        Path table = file("t.csv", "sex,m1,m2", "M,0.9,12", "F,0.2,-3", ",0.5,1");
        ScoredTable scored = ScoreTableReader.read(ScorePlan.of(table, "sex")
                .withIds("row", null)
                .withScoreColumns(List.of("m1", "m2"), "F")
                .withClasses(classes -> classes.withRename(Map.of("M", "Male"))));

        assertThat(scored.table().experiments())
                .extracting(ExperimentName::name)
                .containsExactly("m1", "m2");
        assertThat(scored.table().classes()).containsExactly("Male", "F");
        assertThat(PredictionRows.of(scored.table()))
                .extracting(PredictionRow::scores)
                .containsExactly(List.of(1 - 0.9, 0.9), List.of(0.8, 0.2), List.of(-12.0, 12.0), List.of(3.0, -3.0));
        assertThat(scored.flow().exclusions())
                .containsExactly(new FlowStep(
                        FlowStep.Kind.EXCLUDED,
                        "No recorded sex",
                        1,
                        1,
                        "Without a truth there is nothing to compare scores with."));
        assertThat(scored.flow().audited().patients()).isEqualTo(2);
        assertThat(scored.remarks().toString())
                .contains("1 row has no recorded truth", "Each row counts as a patient", "do not sum to one");
    }

    @Test
    void withoutPatientsATableIsRefusedUnlessItIsSaidThatEachRowIsOne() throws IOException {
        Path table = file("t.csv", "pt,sex,score", "p1,M,0.9", "p1,F,0.2", "p2,M,0.4");
        ScorePlan plan = ScorePlan.of(table, "sex").withScoreColumns(List.of("score"), "M");
        ScoredTable rows = ScoreTableReader.read(plan.withIds("row", null));

        assertThat(refusal(plan))
                .contains(
                        "no column of patient ids is named",
                        "scores.patient: COLUMN",
                        "scores.patient: row",
                        "pt, sex");
        assertThat(rows.table().patients()).containsExactly(0, 1, 2);
        assertThat(rows.hasIds()).isFalse();
        assertThat(rows.remarks()).singleElement().asString().startsWith("Each row counts as a patient");
    }

    @Test
    void aColumnThatIsCalledRowIsAColumnAndThatIsSaid() throws IOException {
        Path table = file("t.csv", "row,sex,score", "r1,M,0.9", "r1,M,0.2", "r2,F,0.4");
        ScoredTable scored = ScoreTableReader.read(
                ScorePlan.of(table, "sex").withIds("row", null).withScoreColumns(List.of("score"), "M"));
        Path renamed = file("renamed.csv", "line,sex,score", "r1,M,0.9", "r1,M,0.2", "r2,F,0.4");
        ScoredTable cured = ScoreTableReader.read(
                ScorePlan.of(renamed, "sex").withIds("row", null).withScoreColumns(List.of("score"), "M"));

        assertThat(scored.table().patients()).containsExactly(0, 0, 1);
        assertThat(scored.hasIds()).isTrue();
        assertThat(scored.remarks()).singleElement().asString().contains("the column called row", "rename that column");
        assertThat(cured.table().patients()).containsExactly(0, 1, 2);
    }

    @Test
    void longFormByClassAndModelIsGathered() throws IOException {
        Path table = file(
                "t.csv",
                "case,truth,net,class,score",
                "i1,A,x,A,0.7",
                "i1,A,x,B,0.3",
                "i2,B,x,B,0.6",
                "i2,B,x,A,0.4",
                "i2,B,y,A,0.1",
                "i2,B,y,B,0.9",
                "i1,A,y,A,0.5",
                "i1,A,y,B,0.5");
        ScoredTable scored = ScoreTableReader.read(
                ScorePlan.of(table, "truth").withIds("row", "case").withLongForm("score", "class", "net"));

        assertThat(PredictionRows.of(scored.table()))
                .extracting(row -> row.experiment().name() + " " + row.image() + " " + row.scores())
                .containsExactly("x i1 [0.7, 0.3]", "x i2 [0.4, 0.6]", "y i1 [0.5, 0.5]", "y i2 [0.1, 0.9]");
    }

    @Test
    void longFormWithHolesOrRepeatsIsRefused() throws IOException {
        Path table = file(
                "t.csv", "case,truth,class,score", "i1,A,A,0.7", "i1,A,A,0.3", "i2,B,B,0.6", "i2,B,C,0.6", "i2,B,A,x");
        String message =
                refusal(ScorePlan.of(table, "truth").withIds("row", "case").withLongForm("score", "class", null));

        assertThat(message)
                .contains("Rows 2 and 3 score the same image")
                .contains("Row 5 has a score for \"C\"")
                .contains("Row 6 has the score \"x\" in column score");
    }

    @Test
    void modelsMustScoreTheSameImages() throws IOException {
        Path table = file("t.csv", "case,truth,net,score", "i1,A,x,1", "i2,B,x,2", "i1,A,y,1");

        assertThat(refusal(ScorePlan.of(table, "truth")
                        .withIds("row", "case")
                        .withLongForm("score", null, "net")
                        .withClasses(classes -> classes.withPositive("B"))))
                .contains("Model \"y\" has scores for 1 of 2 images");
    }

    @Test
    void whatIsUnclearIsAskedForTogether() throws IOException {
        Path table = file("t.csv", "sex,score", "M,0.9", "F,0.2");

        assertThat(refusal(ScorePlan.of(table, "sexe").withIds("pat", null)))
                .contains("Did you mean \"sex\"?")
                .contains("no column \"pat\"")
                .contains("No score column is named");
        assertThat(refusal(ScorePlan.of(table, "sex").withIds("row", null).withScoreColumns(List.of("score"), null)))
                .contains("scores.positive: F or scores.positive: M");
        assertThat(refusal(ScorePlan.of(table, "sex").withIds("row", null).withScoreColumns(List.of("score"), "Male")))
                .contains("\"Male\" is not a class");
        assertThat(refusal(ScorePlan.of(table, "sex")
                        .withIds("row", null)
                        .withClassColumns(Map.of("M", "score", "Female", "score"))))
                .contains("the class \"F\", for which no score column is named", "scores.rename");
        assertThat(refusal(ScorePlan.of(table, "sex")
                        .withIds("row", null)
                        .withScoreColumns(List.of("score"), "F")
                        .withClasses(classes -> classes.withRename(Map.of("W", "Woman")))))
                .contains("[W]", "never holds");
    }

    @Test
    void bareNumbersAsTruthNeedNamesOrAThreshold() throws IOException {
        Path table = file("t.csv", "y,score", "1,0.9", "0,0.2");
        ScorePlan plan = ScorePlan.of(table, "y").withIds("row", null).withScoreColumns(List.of("score"), "sick");

        assertThat(refusal(plan)).contains("bare numbers (0, 1)", "scores.positive_at");
        assertThat(ScoreTableReader.read(plan.withClasses(classes -> classes.withPositiveAt(1.0)))
                        .table()
                        .classes())
                .containsExactly("y below 1", "sick");
        assertThat(ScoreTableReader.read(
                                plan.withClasses(classes -> classes.withRename(Map.of("1", "sick", "0", "well"))))
                        .table()
                        .classes())
                .containsExactly("well", "sick");
    }

    @Test
    void melodyScoresAreJoinedToTheirTruthAndDemographics() throws IOException {
        Path scores = SharedData.find("data/melody-scores/demo_scores.csv");
        Path truth = SharedData.find("data/melody-scores/demo_truthNdemographics.csv");
        ScoredTable scored = ScoreTableReader.read(ScorePlan.of(scores, "truth")
                .withIds("row", null)
                .withScoreColumns(List.of("ai_model_1", "ai_model_2", "ai_model_3"), null)
                .withClasses(classes -> classes.withPositiveAt(4.0))
                .withSecond(new SecondTable(truth, "case_name"))
                .withAttributes(List.of("race", "sex")));

        assertThat(scored.table().experiments())
                .extracting(ExperimentName::name)
                .containsExactly("ai_model_1", "ai_model_2", "ai_model_3");
        assertThat(scored.table().classes()).containsExactly("truth below 4", "truth at least 4");
        assertThat(scored.table().size()).isEqualTo(1500);
        // awk -F, 'NR>1 && $2>=4' demo_truthNdemographics.csv | wc -l
        assertThat(PredictionRows.of(scored.table().of(new ExperimentName.Model("ai_model_2"))))
                .filteredOn(row -> row.truth().equals("truth at least 4"))
                .hasSize(220);
        // 325 White of 500, as SOURCE.md beside the table says.
        assertThat(scored.attributes().get("race"))
                .hasSize(500)
                .filteredOn("White"::equals)
                .hasSize(325);
        // Case 2 of the files: truth 13, scores 16, 14, 6.
        assertThat(PredictionRows.of(scored.table()).get(1).scores()).containsExactly(-16.0, 16.0);
    }

    @Test
    void joinedFilesNeedAKeyThatIsUnique() throws IOException {
        Path scores = file("s.csv", "case,score", "1,0.5", "2,0.6", "3,0.7");
        Path truth = file("t.csv", "case,sex", "1,F", "1,M", "2,M");

        assertThat(refusal(ScorePlan.of(scores, "sex")
                        .withIds("row", null)
                        .withScoreColumns(List.of("score"), "F")
                        .withSecond(new SecondTable(truth, "case"))))
                .contains("Rows 2 and 3 of", "one value of case and differ");
    }

    @Test
    void rowsOfAJoinedFileThatAreAlikeAreOne() throws IOException {
        Path scores = file("s.csv", "case,score", "1,0.5", "2,0.6", "3,0.7");
        Path truth = file("t.csv", "case,sex", "1,F", "1,F", "2,M", "3,M");
        ScoredTable scored = ScoreTableReader.read(ScorePlan.of(scores, "sex")
                .withIds("row", null)
                .withScoreColumns(List.of("score"), "F")
                .withSecond(new SecondTable(truth, "case")));

        assertThat(scored.table().size()).isEqualTo(3);
        assertThat(scored.remarks()).noneMatch(remark -> remark.code() == Remark.Code.ROWS_WITHOUT_MATCH);
    }

    @Test
    void aKeyThatIsEmptyMatchesNothing() throws IOException {
        Path scores = file("s.csv", "case,score", "1,0.5", ",0.6", "3,0.7");
        Path truth = file("t.csv", "case,sex", "1,F", "null,M", "3,M");
        ScoredTable scored = ScoreTableReader.read(ScorePlan.of(scores, "sex")
                .withIds("row", null)
                .withScoreColumns(List.of("score"), "F")
                .withSecond(new SecondTable(truth, "case")));

        assertThat(PredictionRows.of(scored.table()))
                .extracting(PredictionRow::truth)
                .containsExactly("F", "M");
    }

    @Test
    void classesThatMatchUnequallyAreNamed() throws IOException {
        StringBuilder scores = new StringBuilder("case,score\n");
        StringBuilder truth = new StringBuilder("case,race\n");
        for (int i = 0; i < 60; i++) {
            String race = i % 2 == 0 ? "White" : "Black";
            scores.append("c").append(i).append(",0.").append(10 + i).append('\n');
            truth.append(race.equals("Black") && i > 30 ? "x" : "c")
                    .append(i)
                    .append(',')
                    .append(race)
                    .append('\n');
        }
        ScoredTable scored = ScoreTableReader.read(ScorePlan.of(file("s.csv", scores.toString()), "race")
                .withIds("row", null)
                .withScoreColumns(List.of("score"), "Black")
                .withSecond(new SecondTable(file("t.csv", truth.toString()), "case")));

        assertThat(scored.remarks().stream().map(Remark::toString))
                .contains(
                        "15 rows have no match in the joined table (45 have one), and 15 rows there are not used.",
                        "Rows that match, by race: 15 of 30 Black, 30 of 30 White. What is assessed is what is left.");
    }
}
