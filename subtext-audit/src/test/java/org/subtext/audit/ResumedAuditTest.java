package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.audit.plan.LadderPlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.recognition.testing.StopsAfter;

/** A run that was ended in the middle and is continued. */
class ResumedAuditTest {
    private static AuditPlan plan;
    private static Path whole;

    @TempDir
    private Path folder;

    @BeforeAll
    static void auditWithoutInterruption(@TempDir Path shared) throws IOException {
        plan = PlantedCohort.in(shared.resolve("cohort")).plan("tiny");
        whole = audit(Progress.SILENT).run(plan, shared.resolve("runs"), false).folder();
    }

    @ParameterizedTest
    @CsvSource({
        "Caching images,20",
        "Training fold 2,2",
        "Scoring fold 3,5",
        "Reading pixels and spectra,20",
        "Assessing,1"
    })
    void aContinuedRunGivesTheBytesOfAnUninterruptedOne(String stage, long units) throws IOException {
        Path runs = folder.resolve("runs");
        stopped(runs, stage, units);
        Path continued = audit(Progress.SILENT).run(plan, runs, true).folder();

        for (String name : List.of("estimates.json", "predictions.csv", "split.csv", "flow.json", "plan.yaml")) {
            assertThat(continued.resolve(name)).as(name).hasSameBinaryContentAs(whole.resolve(name));
        }
        assertThat(continued.resolve("report.html")).isNotEmptyFile();
    }

    /**
     * Begun by a version that knew no reader beside the network, it goes on as it was begun and ends as it would have.
     */
    @Test
    void aRunFromBeforeThereWereWeakerReadersHasNone() throws IOException {
        AuditPlan alone = plan.withLadder(usual -> LadderPlan.NONE);
        Path without = audit(Progress.SILENT)
                .run(alone, folder.resolve("without"), false)
                .folder();
        Path runs = folder.resolve("runs");
        stopped(alone, runs, "Training fold 2", 2);
        Path planFile = runs.resolve("tiny/plan.yaml");
        String before = Files.readString(planFile).replaceFirst("(?m)^ladder:\\R( .*\\R)+", "");
        assertThat(before).doesNotContain("ladder");
        Files.writeString(planFile, before);

        Path continued = audit(Progress.SILENT).run(plan, runs, true).folder();
        assertThat(continued.resolve("estimates.json")).hasSameBinaryContentAs(without.resolve("estimates.json"));
        assertThat(PlanFile.hash(alone)).isNotEqualTo(PlanFile.hash(plan));
    }

    @Test
    void whatIsTrainedIsNotTrainedAgain() throws IOException {
        Path runs = folder.resolve("runs");
        stopped(runs, "Training fold 2", 2);
        assertThat(runs.resolve("tiny/models/fold-2.checkpoint")).isNotEmptyFile();
        Stages stages = new Stages();
        audit(stages).run(plan, runs, true);

        assertThat(stages.begun).doesNotContain("Training fold 1").contains("Training fold 2", "Training fold 3");
        assertThat(stages.passes).isEqualTo(1 + 3);
    }

    @Test
    void anInterruptedRunIsNotOverwritten() {
        Path runs = folder.resolve("runs");
        stopped(runs, "Training fold 2", 2);

        assertThatThrownBy(() -> audit(Progress.SILENT).run(plan, runs, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("exists already");
        assertThat(runs.resolve("tiny/models/fold-1.safetensors")).isNotEmptyFile();
    }

    @Test
    void anInterruptedRunIsNotContinuedWithAnotherPlan() {
        Path runs = folder.resolve("runs");
        stopped(runs, "Training fold 2", 2);
        AuditPlan other = plan.withRecognition(recognition ->
                recognition.withTraining(training -> training.withPasses(passes -> passes.withEpochs(5))));

        assertThatThrownBy(() -> audit(Progress.SILENT).run(other, runs, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("then: epochs: 3")
                .hasMessageContaining("now:  epochs: 5");
    }

    @Test
    void aChangedTableIsNotGoneOnWith() throws IOException {
        AuditPlan own = PlantedCohort.in(folder.resolve("cohort")).plan("tiny");
        Path runs = folder.resolve("runs");
        stopped(own, runs, "Training fold 2", 2);
        Path table = own.cohort().table();
        List<String> rows = new ArrayList<>(Files.readAllLines(table));
        rows.remove(rows.size() - 1);
        Files.write(table, rows);

        assertThatThrownBy(() -> audit(Progress.SILENT).run(own, runs, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(table.toString())
                .hasMessageContaining("has changed since the run was begun");
        assertThat(runs.resolve("tiny/models/fold-1.safetensors")).isNotEmptyFile();
    }

    @Test
    void aChangedImageIsNotGoneOnWithUntilItIsPutBack() throws IOException {
        AuditPlan own = PlantedCohort.in(folder.resolve("cohort")).plan("tiny");
        Path runs = folder.resolve("runs");
        stopped(own, runs, "Training fold 2", 2);
        Path image = own.cohort().table().resolveSibling("i3.png");
        byte[] before = Files.readAllBytes(image);
        FileTime time = Files.getLastModifiedTime(image);
        Files.copy(image.resolveSibling("i5.png"), image, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(image, time);

        assertThatThrownBy(() -> audit(Progress.SILENT).run(own, runs, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 image file (row 5 of the table) has changed");

        Files.write(image, before);
        assertThat(audit(Progress.SILENT).run(own, runs, true).folder().resolve("split.csv"))
                .hasSameBinaryContentAs(whole.resolve("split.csv"));
    }

    @Test
    void whatAKilledRunLeftHalfWrittenGoes() throws IOException {
        Path runs = folder.resolve("runs");
        stopped(runs, "Training fold 2", 2);
        Path left = Files.writeString(runs.resolve("tiny/models/.writing-4000000000-fold-2.safetensors"), "half");

        Path continued = audit(Progress.SILENT).run(plan, runs, true).folder();

        assertThat(left).doesNotExist();
        assertThat(new StoredRun(continued).recognisers()).isEqualTo(3);
    }

    @Test
    void aNetworkInTheNameOfAnotherFoldIsNotTested() throws IOException {
        Path runs = folder.resolve("runs");
        stopped(runs, "Scoring fold 1", 1);
        Path models = runs.resolve("tiny/models");
        Files.copy(
                models.resolve("fold-1.safetensors"),
                models.resolve("fold-2.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> audit(Progress.SILENT).run(plan, runs, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("fold-2.safetensors is that of fold 1");
    }

    @Test
    void aGivenNetworkIsNotTestedOnWhomItLearntFrom() throws IOException {
        Path model = whole.resolve("models/fold-1.safetensors");
        AuditPlan given =
                plan.withName("given").withRecognition(recognition -> recognition.withRecogniser(model.toString()));

        assertThatThrownBy(() -> audit(Progress.SILENT).run(given, folder.resolve("runs"), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("was trained on")
                .hasMessageContaining("split.csv");
        assertThat(folder.resolve("runs/given")).doesNotExist();
    }

    private void stopped(Path runs, String stage, long units) {
        stopped(plan, runs, stage, units);
    }

    private static void stopped(AuditPlan plan, Path runs, String stage, long units) {
        assertThatThrownBy(() -> audit(new StopsAfter(stage, units)).run(plan, runs, false))
                .isInstanceOf(StopsAfter.Stopped.class);
        assertThat(Files.exists(runs.resolve("tiny/estimates.json"))).isFalse();
    }

    private static Audit audit(Progress progress) {
        return new Audit(new LogisticTrainer(), progress);
    }

    /** Remembers which stages began, and counts passes of training. */
    private static final class Stages implements Progress {
        private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
        private int passes;

        @Override
        public void begin(String stage, long total, String unit) {
            begun.add(stage);
        }

        @Override
        public void advance(long done, String note) {
            passes += note.startsWith("loss") ? 1 : 0;
        }

        @Override
        public void end(String summary) {}
    }
}
