package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.Assessment;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.recognition.testing.ScoresOnlyTrainer;
import org.subtext.routes.battery.Battery;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.RoutesPlan;

/** Routes that are added to a finished run. */
class ExplanationTest {
    private static final RoutesPlan BLUR =
            RoutesPlan.NONE.withSettings(List.of("low-pass 2")).withModes(List.of(Mode.TESTED_UNDER));

    private static Path cohort;
    private static Path audited;

    @TempDir
    private Path folder;

    private final Explanation explanation = new Explanation(new LogisticTrainer(), Progress.SILENT);
    private Path run;

    @BeforeAll
    static void auditOnce(@TempDir Path shared) throws IOException {
        cohort = shared.resolve("cohort");
        AuditPlan plan = PlantedCohort.in(cohort).plan("tiny").withRoutes(BLUR);
        audited = new Audit(new LogisticTrainer(), Progress.SILENT)
                .run(plan, shared.resolve("runs"), false)
                .folder();
    }

    /** A run may be moved: each test adds to a copy of its own. */
    @BeforeEach
    void copyTheRun() throws IOException {
        run = folder.resolve("tiny");
        try (Stream<Path> files = Files.walk(audited)) {
            for (Path file : files.toList()) {
                Files.copy(file, run.resolve(audited.relativize(file)));
            }
        }
    }

    @Test
    void aSettingIsAddedToTheReportAndTheAuditStaysAsItWas() throws IOException {
        String estimates = Files.readString(run.resolve("estimates.json"));
        assertThat(settings()).containsExactly("low-pass 2");
        String before = Files.readString(run.resolve("report.html"));
        explanation.run(run, BLUR.withSettings(List.of("high-pass 2")));

        assertThat(settings()).containsExactlyInAnyOrder("low-pass 2", "high-pass 2");
        assertThat(Files.readString(run.resolve("estimates.json"))).isEqualTo(estimates);
        assertThat(Files.readString(run.resolve("report.html")))
                .isNotEqualTo(before)
                .contains("high-pass 2");
    }

    @Test
    void unchangedImagesHaveTheIntervalOfTheVerdict() {
        Assessment audit = AuditReport.read(run).assessment();
        assertThat(audit.folds()).isNotNull();
        assertThat(routes().baseline().macroAuc())
                .isEqualTo(audit.primary().level(routes().baseline().unit()).macroAuc());
        assertThat(routes().baseline().macroAuc().toString()).contains("widened");
    }

    @Test
    void storedEvidenceIsNotMadeAgain() throws IOException {
        Map<Path, FileTime> before = evidence();
        explanation.run(run, BLUR.withSettings(List.of("low-pass 2", "high-pass 2")));

        assertThat(before).isNotEmpty();
        assertThat(evidence()).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
    }

    @Test
    void whatLooksIntoTheRecogniserRunsInItsPlainInterior() throws IOException {
        RoutesPlan inside = RoutesPlan.NONE.withRoutes(List.of("embeddings", "attack-fgsm", "feature-inspection"));
        explanation.run(run, inside);
        RoutesAssessment found = routes();

        assertThat(settings()).contains("low-pass 2").hasSizeGreaterThan(5);
        assertThat(found.notRun())
                .extracting(one -> one.reason())
                .allSatisfy(reason -> assertThat(reason).contains("ImageNet weights"));
    }

    @Test
    void whatLooksIntoTheRecogniserIsNotRunWhereItCannotBe() throws IOException {
        RoutesPlan inside = RoutesPlan.NONE
                .withRoutes(List.of("embeddings", "attack-clamp-only", "feature-inspection"))
                .withSettings(List.of("high-pass 2"))
                .withModes(List.of(Mode.TESTED_UNDER));
        new Explanation(new ScoresOnlyTrainer(new LogisticTrainer()), Progress.SILENT).run(run, inside);

        assertThat(settings()).containsExactlyInAnyOrder("low-pass 2", "high-pass 2");
        assertThat(routes().notRun())
                .hasSize(3)
                .extracting(one -> one.reason())
                .allSatisfy(reason -> assertThat(reason).contains("cannot be looked into"));
    }

    @Test
    void aSettingIsTrainedAnewSideBySideWithAnother() throws IOException {
        RoutesPlan trained = RoutesPlan.NONE
                .withSettings(List.of("low-pass 2", "high-pass 2"))
                .withModes(List.of(Mode.NEWLY_TRAINED))
                .withTraining(training -> training.withFolds(3));
        explanation.run(run, trained);

        assertThat(routes().settingCount()).isEqualTo(3);
        assertThat(routes().notRun()).isEmpty();
    }

    @Test
    void aPriceIsToldAndNothingIsRun() throws IOException {
        Map<Path, FileTime> before = evidence();
        Battery.Estimate price = explanation.price(run, BLUR.withSettings(List.of("high-pass 2")));

        assertThat(price.settings()).isEqualTo(1);
        assertThat(evidence()).isEqualTo(before);
    }

    @Test
    void aTableThatHasChangedIsRefused() throws IOException {
        Path table = cohort.resolve("table.csv");
        String before = Files.readString(table);
        Files.writeString(table, before.replace("north", "west"));
        try {
            refused("The table");
        } finally {
            Files.writeString(table, before);
        }
    }

    @Test
    void imagesThatHaveChangedAreRefused() throws IOException {
        Path image = cohort.resolve("i3.png");
        byte[] before = Files.readAllBytes(image);
        Files.copy(cohort.resolve("i5.png"), image, StandardCopyOption.REPLACE_EXISTING);
        try {
            refused("1 image file (row 5 of the table)");
        } finally {
            Files.write(image, before);
        }
    }

    private void refused(String what) {
        assertThatThrownBy(() -> explanation.run(run, BLUR.withSettings(List.of("high-pass 2"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("have changed since it was made")
                .hasMessageContaining(what);
        assertThat(settings()).containsExactly("low-pass 2");
    }

    private RoutesAssessment routes() {
        return RunJson.read(run.resolve("routes.json"), RoutesAssessment.class);
    }

    private List<String> settings() {
        List<String> labels = new ArrayList<>();
        routes().routes()
                .forEach(route -> route.settings()
                        .forEach(result -> labels.add(result.setting().label())));
        return labels;
    }

    private Map<Path, FileTime> evidence() throws IOException {
        Map<Path, FileTime> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(run.resolve("routes"))) {
            for (Path file :
                    all.filter(one -> one.toString().endsWith(".parquet")).toList()) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        }
        return files;
    }
}
