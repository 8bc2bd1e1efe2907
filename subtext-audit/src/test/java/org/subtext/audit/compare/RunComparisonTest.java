package org.subtext.audit.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.RunJson;
import org.subtext.audit.answers.Runs;
import org.subtext.audit.compare.Comparison.Compared;
import org.subtext.audit.compare.Comparison.Difference;
import org.subtext.audit.compare.Comparison.NotComparable;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.Unit;
import org.subtext.problems.InvalidInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two runs beside each other, on the patients that both assessed. */
class RunComparisonTest {
    private static final AssessmentPlan HOW = AssessmentPlan.ofDefaults(3).withDraws(500);
    private static final int ROWS = 90;

    @TempDir
    private Path folder;

    /**
     * R 4.2.2, pROC 1.18.0 {@code roc.test(roc1, roc2, method = "delong", paired = TRUE)} on the sample of
     * validation/statistics/fixture.py, printed by validation/statistics/reference.R.
     */
    @Test
    void theDifferenceIsThatOfPRoc() throws IOException {
        Compared compared = compared(run("first", i -> first(i)), run("second", i -> second(i)));
        Difference ofM = of(compared, "M");

        assertThat(compared.common()).isEqualTo(ROWS);
        assertThat(ofM.first()).isEqualTo(0.707);
        assertThat(ofM.difference()).isCloseTo((-0.266526509105302 + 0.0293865914098283) / 2, within(0.0005));
        assertThat(ofM.p()).isCloseTo(0.116256282975584, within(1e-9));
        // another method, bootstrap, BCa; the same to a few hundredths
        assertThat(ofM.lower()).isCloseTo(-0.2665, within(0.03));
        assertThat(ofM.upper()).isCloseTo(0.0294, within(0.03));
    }

    @Test
    void theOtherWayRoundTheSignTurns() throws IOException {
        Path first = run("first", i -> first(i));
        Path second = run("second", i -> second(i));
        Difference there = of(compared(first, second), "mean over classes");
        Difference back = of(compared(second, first), "mean over classes");

        assertThat(back.difference()).isEqualTo(-negative(there.difference()));
        assertThat(back.lower()).isEqualTo(-negative(there.upper()));
        assertThat(back.text()).isNotEqualTo(there.text());
    }

    @Test
    void theSameRunTwiceDiffersByNothing() throws IOException {
        Path run = run("run", i -> first(i));

        for (Difference one : compared(run, run).differences()) {
            assertThat(one.difference()).isZero();
            assertThat(one.lower()).isZero();
            assertThat(one.upper()).isZero();
        }
    }

    @Test
    void onlyPatientsInCommonCount() throws IOException {
        Path whole = run("whole", i -> first(i));
        Path half = run("half", i -> second(i), i -> i < ROWS / 2, i -> "p" + i, i -> truth(i));
        Path alone = run("alone", i -> first(i), i -> i < ROWS / 2, i -> "p" + i, i -> truth(i));
        Compared compared = compared(whole, half);

        assertThat(compared.common()).isEqualTo(45);
        assertThat(compared.who()).isEqualTo("45 patients in common, of 90 and 45");
        assertThat(compared.differences()).isEqualTo(compared(alone, half).differences());
    }

    @Test
    void thatFewAreNotInCommonIsNotTold() throws IOException {
        Path whole = run("whole", i -> first(i));
        Path most = run("most", i -> second(i), i -> i >= 4, i -> "p" + i, i -> truth(i));
        Compared compared = compared(whole, most);

        assertThat(compared.common()).isNull();
        assertThat(compared.who()).contains("fewer than 11").doesNotContain("86", "90");
        assertThat(RunJson.text(compared)).doesNotContain("86");
    }

    @Test
    void aClassOfFewInCommonIsHidden() throws IOException {
        Path whole = run("whole", i -> first(i));
        IntPredicate few = i -> truth(i).equals("F") || i < 20;
        Compared compared = compared(whole, run("few", i -> second(i), few, i -> "p" + i, i -> truth(i)));

        assertThat(compared.differences()).allSatisfy(one -> {
            assertThat(one.difference()).isNull();
            assertThat(one.first()).isNull();
            assertThat(one.reason()).isNotEmpty();
        });
    }

    /** None in common reads as few in common. */
    @Test
    void aClassOfNoneInCommonIsHiddenAlike() throws IOException {
        Path whole = run("whole", i -> first(i));
        IntPredicate few = i -> truth(i).equals("F") || i < 20;
        Path some = run("some", i -> second(i), few, i -> "p" + i, i -> truth(i));
        Path others = run("others", i -> first(i), i -> truth(i).equals("F"), i -> "p" + i, i -> truth(i));
        assertThat(compared(whole, others).differences().stream()
                        .map(Comparison.Difference::reason)
                        .toList())
                .isEqualTo(compared(whole, some).differences().stream()
                        .map(Comparison.Difference::reason)
                        .toList())
                .allMatch(reason -> reason.startsWith("fewer than"));
    }

    @Test
    void whatCannotBeComparedSaysWhy() throws IOException {
        Path run = run("run", i -> first(i));
        IntFunction<String> others = i -> "q" + i;
        IntFunction<String> turned = i -> i == 5 ? (truth(i).equals("M") ? "F" : "M") : truth(i);

        assertThat(not(run, run("other", i -> first(i), i -> true, others, i -> truth(i))))
                .contains("no patient in common");
        assertThat(not(run, run("few", i -> first(i), i -> true, i -> i < 8 ? "p" + i : "q" + i, i -> truth(i))))
                .contains("fewer than 11 patients");
        assertThat(not(run, run("turned", i -> first(i), i -> true, i -> "p" + i, turned)))
                .contains("Fewer than 11", "another recorded class");
        assertThat(not(run, write("age", "age", HOW, i -> first(i), i -> true, i -> "p" + i, i -> truth(i))))
                .contains("different attributes");
        assertThat(not(
                        run,
                        run("classes", i -> first(i), i -> true, i -> "p" + i, i -> truth(i).equals("M") ? "m" : "F")))
                .contains("different classes");
        assertThat(not(
                        run("row 1", i -> first(i), i -> true, i -> "row " + i, i -> truth(i)),
                        run("row 2", i -> second(i), i -> true, i -> "row " + i, i -> truth(i))))
                .contains("nothing says who is who");
    }

    @Test
    void aRunWhoseEstimatesWereChangedIsRefused() throws IOException {
        Path run = run("run", i -> first(i));
        Path changed = run("changed", i -> second(i));
        Path estimates = changed.resolve("estimates.json");
        JsonNode written = RunJson.read(estimates, JsonNode.class);
        ObjectNode auc = (ObjectNode) written.at("/experiments/0/levels/0/macro_auc");
        auc.put("value", auc.get("value").asDouble() + 0.001);
        Files.writeString(estimates, written.toString());

        assertThatThrownBy(() -> RunComparison.of(run, changed))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("estimates.json");
    }

    /** Fixtures are as runs of before were: they hold no hash of their scores. */
    @Test
    void scoresOfAnotherRunAreNotComparedAsARunsOwn() throws IOException {
        Path run = run("run", i -> first(i));
        Path other = run("other", i -> second(i));
        Path fewer = run("fewer", i -> first(i), i -> i > 2, i -> "p" + i, i -> truth(i));
        Path scores = run.resolve("predictions.parquet");
        for (Path from : List.of(other, fewer)) {
            Files.copy(from.resolve("predictions.parquet"), scores, StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(() -> RunComparison.of(run, other))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(scores.toString())
                    .hasMessageContaining("not those that the estimates of the run were made of")
                    .hasMessageContaining("Put the file back");
        }
    }

    @Test
    void equallyGoodRunsAreRarelyToldApart() throws IOException {
        int told = 0;
        for (int seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] noise = random.doubles(2L * ROWS).toArray();
            IntToDoubleFunction a = i -> noise[i] + (truth(i).equals("M") ? 0.3 : 0);
            IntToDoubleFunction b = i -> noise[ROWS + i] + (truth(i).equals("M") ? 0.3 : 0);
            Difference one = of(compared(run("a" + seed, a), run("b" + seed, b)), "M");
            told += negative(one.lower()) > 0 || negative(one.upper()) < 0 ? 1 : 0;
        }
        assertThat(told).isLessThanOrEqualTo(2);
    }

    private static double negative(@Nullable Double value) {
        assertThat(value).isNotNull();
        return value == null ? 0 : value;
    }

    private static Difference of(Compared compared, String name) {
        return compared.differences().stream()
                .filter(one -> one.of().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Compared compared(Path first, Path second) throws IOException {
        return (Compared) RunComparison.of(first, second);
    }

    private static String not(Path first, Path second) throws IOException {
        return ((NotComparable) RunComparison.of(first, second)).reason();
    }

    private static String truth(int row) {
        return row / 3 * 7 % 10 < 4 ? "M" : "F";
    }

    private static double first(int row) {
        int patient = row / 3;
        return ((row * 37 + 11 * patient * patient) % 101 + (truth(row).equals("M") ? 25 : 0)) / 126.0;
    }

    private static double second(int row) {
        return ((row * 53 + 7) % 89 + (truth(row).equals("M") ? 40 : 0)) / 129.0;
    }

    private Path run(String name, IntToDoubleFunction score) throws IOException {
        return run(name, score, i -> true, i -> "p" + i, i -> truth(i));
    }

    private Path run(
            String name,
            IntToDoubleFunction score,
            IntPredicate isThere,
            IntFunction<String> patient,
            IntFunction<String> truth)
            throws IOException {
        return write(name, "sex", HOW, score, isThere, patient, truth);
    }

    private Path write(
            String name,
            String attribute,
            AssessmentPlan how,
            IntToDoubleFunction score,
            IntPredicate isThere,
            IntFunction<String> patient,
            IntFunction<String> truth)
            throws IOException {
        List<PredictionRow> rows = new ArrayList<>();
        List<String> classes = new ArrayList<>(List.of("F", "M"));
        for (int i = 0; i < ROWS; i++) {
            if (isThere.test(i)) {
                double of = score.applyAsDouble(i);
                rows.add(new PredictionRow(
                        new ExperimentName.Internal(),
                        "model",
                        "test",
                        "i" + i,
                        patient.apply(i),
                        "i" + i,
                        truth.apply(i),
                        List.of(1 - of, of)));
            }
        }
        if (rows.stream().anyMatch(row -> row.truth().equals("m"))) {
            classes.set(1, "m");
        }
        return Runs.write(
                folder.resolve(name), PredictionRows.table(Unit.IMAGE, classes, rows), attribute, how, Map.of());
    }
}
