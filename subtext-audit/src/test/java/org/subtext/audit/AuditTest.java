package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Verdict;
import org.subtext.cohort.CohortPlan;
import org.subtext.folds.FoldCalibration;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.report.ReportContent;

/** The main path from table to report, with a recogniser that really learns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {
    private final LogisticTrainer trainer = new LogisticTrainer();
    private final Audit audit = new Audit(trainer, Progress.SILENT);

    private Path folder;
    private AuditPlan plan;
    private Audit.Result found;
    private Path run;

    /** In folds, with an external cohort. */
    @BeforeAll
    void auditOnce(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path elsewhere = new PlantedCohort(folder.resolve("there"), 40, 40, 2).table();
        plan = PlantedCohort.in(folder.resolve("here"))
                .plan("tiny")
                .withExternal(List.of(new ExternalPlan("there", CohortPlan.of(elsewhere, "sex"))))
                .withSubgroups(List.of("ward"));
        copyBrighter(folder.resolve("here/i4.png"), elsewhere.resolveSibling("i8.png"));
        found = audit.run(plan, folder.resolve("runs"), false);
        run = found.folder();
    }

    private static void copyBrighter(Path from, Path to) throws IOException {
        BufferedImage image = ImageIO.read(from.toFile());
        WritableRaster pixels = image.getRaster();
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            pixels.setSample(x, y, 0, pixels.getSample(x, y, 0) + 20);
        }
        ImageIO.write(image, "png", to.toFile());
    }

    @Test
    void whatIsFoundOfAnExternalCohortIsSaidOfIt() {
        assertThat(found.content().remarks())
                .filteredOn(remark -> remark.code().equals("same-pictures"))
                .singleElement()
                .satisfies(remark -> assertThat(remark.shared()).startsWith("External cohort there: "));
    }

    @Test
    void aSignalThatIsThereIsRevealed() {
        assertThat(verdict(found).kind()).isEqualTo(Verdict.Kind.REVEALS);
    }

    @Test
    void whereNothingIsPlantedNothingIsRevealed() throws IOException {
        AuditPlan none = new PlantedCohort(folder.resolve("nothing"), 60, 0, 3).plan("nothing");

        assertThat(verdict(audit.run(none, folder.resolve("runs"), false)).kind())
                .isNotEqualTo(Verdict.Kind.REVEALS);
    }

    @Test
    void aRunLeavesItsFilesAndNoCheckpoint() {
        assertThat(List.of(
                        "plan.yaml",
                        "manifest.json",
                        "flow.json",
                        "split.csv",
                        "predictions.parquet",
                        "predictions.csv",
                        "estimates.json",
                        "report-content.json",
                        "report.html",
                        "report.pdf",
                        "log.txt"))
                .allSatisfy(name -> assertThat(run.resolve(name)).isNotEmptyFile());
        assertThat(run.resolve("models").toFile().list())
                .containsExactlyInAnyOrder(
                        "fold-1.safetensors",
                        "fold-1.curve.json",
                        "fold-2.safetensors",
                        "fold-2.curve.json",
                        "fold-3.safetensors",
                        "fold-3.curve.json");
    }

    @Test
    void theArithmeticLeftToTheMachineIsSettledInThePlanThatARunKeeps() {
        assertThat(run.resolve("plan.yaml")).content().contains("precision: float32");
    }

    @Test
    void theReportFilesHoldTheVerdict() throws IOException {
        assertThat(Files.readString(run.resolve("report.html")))
                .contains(verdict(found).sentence());
        byte[] pdf = Files.readAllBytes(run.resolve("report.pdf"));
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(RunJson.read(run.resolve("estimates.json"), Assessment.class).verdict())
                .isEqualTo(verdict(found));
    }

    /** One image a patient: near the bound of the square root of two. */
    @Test
    void foldsAreCalibratedAndTheReportSaysForWhatItsIntervalsStand() throws IOException {
        FoldCalibration folds =
                Optional.ofNullable(found.content().assessment().folds()).orElseThrow();

        assertThat(folds.folds()).isEqualTo(3);
        assertThat(folds.patients()).isEqualTo(PlantedCohort.PATIENTS);
        assertThat(folds.factor()).isBetween(1.1, 1.7);
        assertThat(RunJson.read(run.resolve("estimates.json"), Assessment.class).folds())
                .isEqualTo(folds);
        assertThat(Files.readString(run.resolve("report.html")))
                .contains(FoldCalibration.RECIPE, FoldCalibration.RECOGNISERS, "ridge, 60 random filters");
    }

    @Test
    void bothCohortsAreAssessedAndCompared() {
        Assessment assessment = found.content().assessment();

        assertThat(assessment.experiments())
                .extracting(one -> one.experiment())
                .containsExactly(new ExperimentName.Internal(), new ExperimentName.External("there"));
        assertThat(assessment.comparisons()).isNotEmpty().noneMatch(comparison -> comparison.paired());
        assertThat(assessment.experiments().get(0).subgroups()).isNotEmpty();
    }

    @Test
    void everyPatientIsAssessedOnce() throws IOException {
        PredictionTable internal =
                PredictionFiles.read(run.resolve("predictions.parquet")).of(new ExperimentName.Internal());

        assertThat(PredictionRows.of(internal))
                .hasSize(PlantedCohort.PATIENTS)
                .extracting(PredictionRow::patient)
                .doesNotHaveDuplicates();
        assertThat(PredictionRows.of(internal)).extracting(PredictionRow::run).contains("fold 1", "fold 2", "fold 3");
    }

    @Test
    void theExternalCohortIsScoredByAllFoldsTogether() throws IOException {
        PredictionTable external = PredictionRows.where(
                PredictionFiles.read(run.resolve("predictions.parquet")),
                row -> row.experiment() instanceof ExperimentName.External);

        assertThat(PredictionRows.of(external))
                .hasSize(40)
                .extracting(PredictionRow::run)
                .containsOnly("mean of 3 folds");
    }

    @Test
    void fractionsTrainOneModelAndAssessTheTestPart() throws IOException {
        AuditPlan once = PlantedCohort.in(folder.resolve("fractions"))
                .plan("fractions")
                .withSplit(new SplitPlan(SplitPlan.Kind.FRACTIONS, 5, 0.5, 0.1, 0.4, null));
        Path ran = audit.run(once, folder.resolve("runs"), false).folder();

        assertThat(RunJson.read(ran.resolve("estimates.json"), Assessment.class).folds())
                .isNull();
        assertThat(ran.resolve("models/model.safetensors")).isNotEmptyFile();
        assertThat(PredictionRows.of(PredictionFiles.read(ran.resolve("predictions.parquet"))))
                .hasSize(28)
                .allSatisfy(row -> assertThat(row.run()).isEqualTo("model"));
    }

    @Test
    void auditsSideBySideGiveTheEstimatesOfOneAlone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Audit.Result>> audits = List.of(
                    () -> audit.run(plan, folder.resolve("first"), false),
                    () -> audit.run(plan, folder.resolve("second"), false));
            for (Future<Audit.Result> one : threads.invokeAll(audits)) {
                assertThat(estimates(one.get())).isEqualTo(estimates(found));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReportRenderedAgainIsEqual() throws IOException {
        String before = Files.readString(run.resolve("report.html"));
        ReportContent again = AuditReport.rewrite(run);

        assertThat(again).isEqualTo(found.content());
        assertThat(Files.readString(run.resolve("report.html"))).isEqualTo(before);
    }

    private static Verdict verdict(Audit.Result result) {
        Verdict verdict = result.content().assessment().verdict();
        if (verdict == null) {
            throw new AssertionError("an audit of one cohort gives a verdict");
        }
        return verdict;
    }

    private static String estimates(Audit.Result result) throws IOException {
        return Files.readString(result.folder().resolve("estimates.json"));
    }
}
