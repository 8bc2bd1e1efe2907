package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.plan.ImagesPlan;
import org.subtext.cohort.CohortPlan;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.routes.contract.RoutesPlan;

/** What cannot be audited is refused and leaves nothing, or is left out and counted. */
class RefusedAuditTest {
    @TempDir
    private Path folder;

    private Path runs;
    private AuditPlan plan;

    @BeforeEach
    void planIt() throws IOException {
        runs = Files.createDirectory(folder.resolve("runs"));
        plan = PlantedCohort.in(folder.resolve("cohort")).plan("tiny");
    }

    @Test
    void anUnreadableImageRefusesTheAuditAndLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("cohort/i4.png"), "no picture");

        refused(plan, "Row 6");
    }

    @Test
    void equalPixelsOfTwoPatientsRefuseTheAuditAndLeaveNothing() throws IOException {
        Files.copy(folder.resolve("cohort/i4.png"), replaced("i7.png"));

        refused(plan, "another patient");
    }

    @Test
    void anUnreadableImageElsewhereRefusesTheAuditBeforeItTrains() throws IOException {
        Path elsewhere = new PlantedCohort(folder.resolve("there"), 40, 40, 2).table();
        Files.writeString(folder.resolve("there/i4.png"), "no picture");

        refused(plan.withExternal(List.of(new ExternalPlan("there", CohortPlan.of(elsewhere, "sex")))), "Row 6");
    }

    @Test
    void anUnknownRouteRefusesTheAuditBeforeItTrains() {
        refused(plan.withRoutes(RoutesPlan.NONE.withRoutes(List.of("teleport"))), "teleport");
    }

    @Test
    void aColumnThatIsNotThereRefusesTheAudit() {
        refused(plan.withSubgroups(List.of("wrad")), "ward");
    }

    @Test
    void unusableImagesThatAreLeftOutAreCounted() throws IOException {
        Files.writeString(folder.resolve("cohort/i4.png"), "no picture");
        Files.copy(folder.resolve("cohort/i6.png"), replaced("i9.png"));
        Audit.Result result =
                audit().run(plan.withImages(images -> images.withUnusable(ImagesPlan.Unusable.EXCLUDE)), runs, false);

        assertThat(result.content().flow()).anySatisfy(step -> {
            assertThat(step.label()).isEqualTo("Unreadable image");
            assertThat(step.images()).isEqualTo(1);
        });
        assertThat(result.content().flow()).anySatisfy(step -> {
            assertThat(step.label()).isEqualTo("Equal pixels");
            assertThat(step.images()).isEqualTo(2);
        });
        assertThat(Files.readAllLines(result.folder().resolve("left-out.csv")))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("6,"))
                .anyMatch(line -> line.startsWith("8,"))
                .anyMatch(line -> line.startsWith("11,"));
    }

    private Path replaced(String name) throws IOException {
        Path file = folder.resolve("cohort").resolve(name);
        Files.delete(file);
        return file;
    }

    private void refused(AuditPlan refused, String because) {
        assertThatThrownBy(() -> audit().run(refused, runs, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(because);
        assertThat(runs).isEmptyDirectory();
    }

    private static Audit audit() {
        return new Audit(new LogisticTrainer(), Progress.SILENT);
    }
}
