package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Verdict;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.ScorePlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.report.ReportContent;

/** Somebody else's scores, from their table to the report. */
class ScoresAuditTest {
    private static final AssessmentPlan HOW = AssessmentPlan.ofDefaults(3).withDraws(100);

    @TempDir
    private Path folder;

    @Test
    void oneModelsScoresAreAnswered() throws IOException {
        ReportContent content = run(List.of("good"), "result");
        Path result = folder.resolve("result");
        Assessment stored = RunJson.read(result.resolve("estimates.json"), Assessment.class);
        Verdict verdict = stored.verdict();

        assertThat(stored).isEqualTo(content.assessment());
        assertThat(verdict).isNotNull().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Verdict.Kind.REVEALS);
            assertThat(Files.readString(result.resolve("report.html"))).contains(one.sentence());
        });
        assertThat(result.resolve("report.pdf")).isNotEmptyFile();
        assertThat(result.resolve("predictions.parquet")).isNotEmptyFile();
    }

    @Test
    void severalModelsAreComparedAndNoneIsTheAnswer() throws IOException {
        Assessment assessment = run(List.of("good", "blind"), "result").assessment();

        assertThat(assessment.verdict()).isNull();
        assertThat(assessment.experiments())
                .extracting(one -> one.experiment())
                .containsExactly(new ExperimentName.Model("good"), new ExperimentName.Model("blind"));
        assertThat(assessment.comparisons()).isNotEmpty().allMatch(comparison -> comparison.paired());
    }

    @Test
    void theSameTableGivesTheSameBytes() throws IOException {
        run(List.of("good"), "first");
        run(List.of("good"), "second");

        assertThat(folder.resolve("first/estimates.json"))
                .hasSameBinaryContentAs(folder.resolve("second/estimates.json"));
    }

    @Test
    void aTableThatIsRefusedLeavesNothing() {
        assertThatThrownBy(() -> run(List.of("godo"), "result"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("good");
        assertThat(folder.resolve("result")).doesNotExist();
    }

    private ReportContent run(List<String> models, String into) throws IOException {
        ScorePlan plan =
                ScorePlan.of(table(), "sex").withScoreColumns(models, "M").withIds("patient", "image");
        return ScoresAudit.run(plan, HOW, folder.resolve(into), Progress.SILENT);
    }

    private Path table() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        List<String> lines = new ArrayList<>(List.of("image,patient,sex,good,blind"));
        for (int i = 0; i < 80; i++) {
            boolean man = i % 2 == 1;
            double good = 0.4 * random.nextDouble() + (man ? 0.5 : 0.2);
            lines.add("i" + i + ",p" + i + "," + (man ? "M" : "F") + "," + good + "," + random.nextDouble());
        }
        return Files.writeString(folder.resolve("scores.csv"), String.join("\n", lines) + "\n");
    }
}
