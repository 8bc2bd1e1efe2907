package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.predictions.ScorePlan;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.Remark;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.report.ReportContent;
import org.subtext.report.TerminalSummary;
import org.subtext.routes.contract.RoutesPlan;

/**
 * Where files lie tells of a machine and its people: no file of a run names it but those that the run needs to go on.
 */
class FoldersStayHereTest {
    private static final String PECULIAR = "Quisquiliae";

    @TempDir
    private Path folder;

    private Path place;

    @BeforeEach
    void aPeculiarPlace() throws IOException {
        place = Files.createDirectories(folder.resolve(PECULIAR));
    }

    @Test
    void anAuditWithImagesFoundElsewhereAndMasksThatCannotServeNamesNoFolder() throws IOException {
        PlantedCohort cohort = PlantedCohort.in(place.resolve("cohort"));
        AuditPlan planned = cohort.plan("tiny");
        AuditPlan plan = planned.withCohort(planned.cohort().withImages(cohort.folder()));
        Path table = cohort.folder().resolve("table.csv");
        Files.writeString(table, Files.readString(table).replace("\ni", "\nthen/i"));
        Files.createDirectories(place.resolve("masks"));
        RoutesPlan routes = RoutesPlan.NONE
                .withRoutes(List.of("masks"))
                .withMasks(Map.of("lungs", place.resolve("masks").toString()));
        ReportContent content = new Audit(new LogisticTrainer(), Progress.SILENT)
                .run(plan.withRoutes(routes), place.resolve("runs"), false)
                .content();

        assertThat(content.remarks()).anyMatch(remark -> remark.shared().contains("found without the first folders"));
        assertThat(content.routes())
                .isNotNull()
                .satisfies(found -> assertThat(found.notRun()).isNotEmpty());
        assertThat(TerminalSummary.of(content, "report.html", false)).doesNotContain(PECULIAR);
        assertThat(naming(place.resolve("runs/tiny")))
                .allMatch(name ->
                        name.equals("plan.yaml") || name.equals("routes/plans.json") || name.endsWith(".journal"));
        assertThat(naming(place.resolve("runs/tiny"))).contains("plan.yaml");
    }

    @Test
    void scoresWithAJoinedTableNameNoFolder() throws IOException {
        StringBuilder scores = new StringBuilder("case,score\n");
        StringBuilder truth = new StringBuilder("case,patient,sex\n");
        for (int i = 0; i < 60; i++) {
            scores.append("c").append(i).append(',').append(i / 60.0).append('\n');
            truth.append(i == 7 ? "" : "c" + i + ",p" + i + "," + (i % 3 == 0 ? "M" : "F") + "\n");
        }
        ScorePlan plan = ScorePlan.of(Files.writeString(place.resolve("scores.csv"), scores), "sex")
                .withScoreColumns(List.of("score"), "M")
                .withIds("patient", "case")
                .withSecond(new SecondTable(Files.writeString(place.resolve("truth.csv"), truth), "case"));
        ReportContent content = ScoresAudit.run(
                plan, AssessmentPlan.ofDefaults(3).withDraws(100), place.resolve("scores"), Progress.SILENT);

        assertThat(content.remarks())
                .contains(new Remark.Stored(
                        "rows-without-match",
                        1L,
                        "1 row has no match in the joined table (59 have one), and 0 rows there are not used.",
                        "Fewer than 11 rows have no match in the joined table (some have one), and 0 rows there are not"
                                + " used."));
        assertThat(naming(place.resolve("scores"))).isEmpty();
    }

    private static TreeSet<String> naming(Path run) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(run)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(PECULIAR)) {
                    names.add(run.relativize(file).toString());
                }
            }
        }
        return names;
    }
}
