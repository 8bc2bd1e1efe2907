package org.subtext.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.looks.EarlierLooks;
import org.subtext.looks.LookLedger;
import org.subtext.predictions.ScorePlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.recognition.testing.StopsAfter;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;

/** Every answer is noted beside the runs, and says how often its patients were looked at before. */
class LookOfRunTest {
    private static final String FIXED = "The rule, fixed before the numbers were seen.";

    @TempDir
    private Path folder;

    private Path runs;
    private AuditPlan plan;

    @BeforeEach
    void plan() throws IOException {
        runs = folder.resolve("runs");
        plan = PlantedCohort.in(folder.resolve("cohort")).plan("first");
    }

    @Test
    void theFirstLookSaysSoAndItsRuleWasFixedBefore() throws IOException {
        ReportContent content = audit(plan, Progress.SILENT, false);

        assertThat(looks(content).isFirst()).isTrue();
        assertThat(page("first")).contains(FIXED, "This is the first look at these patients");
        assertThat(terminal(content)).doesNotContain("look at these patients");
    }

    @Test
    void aSecondLookByAnotherPlanSaysWhatTheFirstAnswered() throws IOException {
        audit(plan, Progress.SILENT, false);
        AuditPlan other = plan.withName("second")
                .withRecognition(recognition ->
                        recognition.withTraining(training -> training.withPasses(passes -> passes.withEpochs(2))));
        ReportContent content = audit(other, Progress.SILENT, false);

        assertThat(looks(content).ordinal()).isEqualTo(2);
        assertThat(page("second"))
                .doesNotContain(FIXED)
                .contains("This is the 2nd look at these patients", "answered “reveals” for recorded sex");
        assertThat(terminal(content)).contains("This is the 2nd look at these patients");
        assertThat(stored("second")).isEqualTo(looks(content));
    }

    @Test
    void aLookCountsWhenItsRunWasDeletedAndWhenItIsRenderedAgainNothingChanges() throws IOException {
        audit(plan, Progress.SILENT, false);
        try (Stream<Path> tree = Files.walk(runs.resolve("first"))) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        audit(plan, Progress.SILENT, false);
        String before = page("first");
        AuditReport.rewrite(runs.resolve("first"));

        assertThat(before).contains("This is the 2nd look", "One earlier look computed exactly the same.");
        assertThat(page("first")).isEqualTo(before);
    }

    @Test
    void aRunThatIsContinuedIsOneLook() throws IOException {
        assertThatThrownBy(() -> audit(plan, new StopsAfter("Assessing", 1), false))
                .isInstanceOf(StopsAfter.Stopped.class);
        ReportContent content = audit(plan, Progress.SILENT, true);
        ReportContent again = audit(plan, Progress.SILENT, true);

        assertThat(looks(content).isFirst()).isTrue();
        assertThat(looks(again).isFirst()).isTrue();
        assertThat(page("first")).contains(FIXED);
    }

    @Test
    void aRunThatGaveNoAnswerIsSaid() throws IOException {
        assertThatThrownBy(() -> audit(plan, new StopsAfter("Training fold 2", 2), false))
                .isInstanceOf(StopsAfter.Stopped.class);
        ReportContent content = audit(plan.withName("second"), Progress.SILENT, false);

        assertThat(looks(content)).isEqualTo(new EarlierLooks(List.of(), 1, 0, 0, 0));
        assertThat(page("second")).doesNotContain(FIXED).contains("had been begun and gave no answer");
    }

    @Test
    void scoresOfTheSamePatientsAreAFurtherLook() throws IOException {
        audit(plan, Progress.SILENT, false);
        Path predictions = runs.resolve("first/predictions.csv");
        ScorePlan scores = ScorePlan.of(predictions, "truth")
                .withScoreColumns(List.of("score:M"), "M")
                .withIds("patient", "image");
        AssessmentPlan how = AssessmentPlan.ofDefaults(3).withDraws(100);
        ReportContent content = ScoresAudit.run(scores, how, runs.resolve("scores"), Progress.SILENT);

        assertThat(looks(content).ordinal()).isEqualTo(2);
        assertThat(looks(ScoresAudit.run(scores, how, runs.resolve("scores"), Progress.SILENT))
                        .ordinal())
                .isEqualTo(3);
    }

    /** Whenever they were ended: before the answer, or with an answer in the ledger and no report. */
    @Test
    void scoresThatWereEndedAndAreAskedAgainAreOneLook() throws IOException {
        ScorePlan scores = ScorePlan.of(table(), "truth")
                .withScoreColumns(List.of("score"), "M")
                .withIds("patient", "image");
        AssessmentPlan how = AssessmentPlan.ofDefaults(3).withDraws(100);
        Path folder = runs.resolve("scores");
        assertThatThrownBy(() -> ScoresAudit.run(scores, how, folder, new StopsAfter("Assessing", 1)))
                .isInstanceOf(StopsAfter.Stopped.class);
        ReportContent content = ScoresAudit.run(scores, how, folder, Progress.SILENT);
        Files.delete(folder.resolve("report.pdf"));
        Files.delete(folder.resolve("report-content.json"));
        ReportContent afterAnswer = ScoresAudit.run(scores, how, folder, Progress.SILENT);

        assertThat(looks(content).isFirst()).isTrue();
        assertThat(looks(afterAnswer).isFirst()).isTrue();
        assertThat(looks(ScoresAudit.run(scores, how, folder, Progress.SILENT)).ordinal())
                .isEqualTo(2);
        Files.delete(folder.resolve("report.pdf"));
        Files.writeString(
                runs.resolve("scores.csv"),
                Files.readString(runs.resolve("scores.csv")).replaceAll("(?m)^p5[0-9],.*\\R", ""));
        EarlierLooks ofFewer = looks(ScoresAudit.run(scores, how, folder, Progress.SILENT));
        assertThat(ofFewer.sharingMost())
                .as("other patients, most of whom were looked at")
                .isEqualTo(2);
    }

    private Path table() throws IOException {
        StringBuilder rows = new StringBuilder("patient,image,truth,score\n");
        for (int i = 0; i < 60; i++) {
            rows.append("p%d,i%d,%s,%s%n".formatted(i, i, i % 2 == 0 ? "M" : "F", (i * 37 % 60) / 60.0));
        }
        return Files.writeString(Files.createDirectories(runs).resolve("scores.csv"), rows);
    }

    @Test
    void aRunOfAnOlderVersionSaysThatNothingIsRecordedAndIsCountedBesideOthers() throws IOException {
        audit(plan, Progress.SILENT, false);
        Files.delete(runs.resolve("first/look.json"));
        Files.delete(runs.resolve(LookLedger.FILE));
        AuditReport.rewrite(runs.resolve("first"));
        ReportContent content = audit(plan.withName("second"), Progress.SILENT, false);

        assertThat(page("first")).doesNotContain(FIXED).contains("is not recorded");
        assertThat(looks(content)).isEqualTo(new EarlierLooks(List.of(), 0, 0, 0, 1));
        assertThat(page("second")).doesNotContain(FIXED).contains("Of one run beside this one the ledger has no look");
    }

    @Test
    void aDamagedLedgerIsRefusedBeforeAnythingIsComputed() throws IOException {
        Files.createDirectories(runs);
        Files.writeString(runs.resolve(LookLedger.FILE), "{\"ledger\":\"looks\",\"version\":1,\"salt\":\"no\"}\n");

        assertThatThrownBy(() -> audit(plan, Progress.SILENT, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Line 1 of the ledger of looks");
        assertThat(runs.resolve("first")).doesNotExist();
    }

    private static EarlierLooks looks(ReportContent content) {
        return requireNonNull(content.looks());
    }

    private EarlierLooks stored(String run) {
        return looks(new StoredRun(runs.resolve(run)).content());
    }

    private static String terminal(ReportContent content) {
        return TerminalSummary.of(content, "report.html", false).replaceAll("\\s+", " ");
    }

    private String page(String run) throws IOException {
        return Files.readString(runs.resolve(run).resolve("report.html")).replaceAll("\\s+", " ");
    }

    private ReportContent audit(AuditPlan asked, Progress progress, boolean resume) throws IOException {
        return new Audit(new LogisticTrainer(), progress)
                .run(asked, runs, resume)
                .content();
    }
}
