package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.compare.RunComparison;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.ScorePlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import tools.jackson.databind.node.ObjectNode;

/** Later questions are answered from the scores that a run wrote, and from no others. */
class OwnPredictionsTest {
    private static final String FACT = "Predictions (SHA-256)";
    private static final RoutesPlan BLUR =
            RoutesPlan.NONE.withSettings(List.of("low-pass 2")).withModes(List.of(Mode.TESTED_UNDER));

    private static Path audited;

    @TempDir
    private Path folder;

    private final Explanation explanation = new Explanation(new LogisticTrainer(), Progress.SILENT);
    private Path run;
    private Path other;

    @BeforeAll
    static void auditOnce(@TempDir Path shared) throws IOException {
        AuditPlan plan = PlantedCohort.in(shared.resolve("cohort")).plan("tiny").withRoutes(BLUR);
        audited = new Audit(new LogisticTrainer(), Progress.SILENT)
                .run(plan, shared.resolve("runs"), false)
                .folder();
    }

    @BeforeEach
    void copyTheRun() throws IOException {
        run = copied("tiny");
        other = copied("other");
    }

    private Path copied(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(audited)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(audited.relativize(file)));
            }
        }
        return copy;
    }

    @Test
    void theManifestHoldsTheHashAndARunMayBeMovedAndExplained() throws IOException {
        assertThat(RunRecord.fact(run, FACT))
                .isEqualTo(ContentHash.ofFile(predictions(run)).hex());
        assertThat(RunComparison.of(run, other).isComparable()).isTrue();

        explanation.run(run, BLUR.withSettings(List.of("high-pass 2")));
        assertThat(RunComparison.of(run, other).isComparable()).isTrue();
    }

    @Test
    void scoresOfAnotherRunAreRefusedByEveryLaterQuestion() throws IOException {
        swap(run);

        for (ThrowingQuestion question : List.<ThrowingQuestion>of(
                () -> RunComparison.of(run, other),
                () -> RunComparison.of(other, run),
                () -> explanation.price(run, BLUR),
                () -> explanation.run(run, BLUR),
                () -> Explanation.show(run, new LogisticTrainer()).close())) {
            assertThatThrownBy(question::ask)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(predictions(run).toString())
                    .hasMessageContaining("not those that the run wrote")
                    .hasMessageContaining("SHA-256 begins with")
                    .hasMessageContaining("Put the file back");
        }
    }

    @Test
    void aRunThatNotedNoHashIsTakenWhereItsScoresGiveItsAucs() throws IOException {
        forgetHash(run);
        assertThat(RunComparison.of(run, other).isComparable()).isTrue();

        swap(run);
        assertThatThrownBy(() -> RunComparison.of(run, other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not those that the estimates of the run were made of")
                .hasMessageContaining("mean AUC");
    }

    @Test
    void evidenceOfSomethingElseIsMadeAgain() throws IOException {
        Path evidence = evidence();
        byte[] before = Files.readAllBytes(evidence);
        PredictionFiles.write(turned(PredictionFiles.read(evidence)), evidence);
        explanation.run(run, BLUR);

        assertThat(Files.readAllBytes(evidence)).isEqualTo(before);
    }

    @Test
    void auditsOfScoresNoteTheHashInTheirReport() throws IOException {
        Path first = scores("first", 0.4);
        Path second = scores("second", 0.1);
        assertThat(new StoredRun(first).notedPredictions())
                .contains(ContentHash.ofFile(predictions(first)).hex());
        assertThat(RunComparison.of(first, second).isComparable()).isTrue();
        Files.copy(predictions(second), predictions(first), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> RunComparison.of(first, second))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("report-content.json");
    }

    /** A question that is asked of a run. */
    private interface ThrowingQuestion {
        void ask() throws IOException;
    }

    private static Path predictions(Path run) {
        return run.resolve("predictions.parquet");
    }

    /** Puts the scores of another audit of the same images in the place of a run's own. */
    private static void swap(Path run) throws IOException {
        PredictionFiles.write(turned(PredictionFiles.read(predictions(run))), predictions(run));
    }

    /** Each case with the scores of the one before it. */
    private static PredictionTable turned(PredictionTable table) {
        List<PredictionRow> rows = new ArrayList<>();
        List<PredictionRow> all = PredictionRows.of(table);
        for (int i = 0; i < all.size(); i++) {
            PredictionRow row = all.get(i);
            rows.add(new PredictionRow(
                    row.experiment(),
                    row.run(),
                    row.split(),
                    row.study(),
                    row.patient(),
                    row.image(),
                    row.truth(),
                    all.get((i + all.size() - 1) % all.size()).scores()));
        }
        return PredictionRows.table(table.unit(), table.classes(), rows);
    }

    private static void forgetHash(Path run) throws IOException {
        Path manifest = run.resolve("manifest.json");
        ObjectNode all = RunJson.read(manifest, ObjectNode.class);
        assertThat(((ObjectNode) all.get("facts")).remove(FACT)).isNotNull();
        Files.writeString(manifest, all.toString());
    }

    private Path evidence() throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("routes"))) {
            return files.filter(file -> file.toString().contains("low-pass-2")
                            && file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path scores(String name, double weight) throws IOException {
        StringBuilder table = new StringBuilder("patient,truth,score\n");
        for (int i = 0; i < 80; i++) {
            table.append("p%d,%s,%s%n".formatted(i, i % 2 == 0 ? "A" : "B", (i * 37 % 80) / 160.0 + i % 2 * weight));
        }
        Path file = Files.writeString(folder.resolve(name + ".csv"), table);
        ScorePlan plan = ScorePlan.of(file, "truth")
                .withScoreColumns(List.of("score"), "B")
                .withIds("patient", null);
        ScoresAudit.run(plan, AssessmentPlan.ofDefaults(3).withDraws(100), folder.resolve(name), Progress.SILENT);
        return folder.resolve(name);
    }
}
