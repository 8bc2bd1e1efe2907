package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.LevelAssessment;
import org.subtext.audit.RunJson;
import org.subtext.predictions.Aggregation;
import org.subtext.predictions.Unit;

/** Options for studies of several images: {@code --aggregate} and {@code --presentation}. */
class StudyOptionsTest {
    private static final int PATIENTS = 40;

    @TempDir
    Path folder;

    /**
     * Patients of 3 to 13 images. AUCs of each way, mean of both classes, worked out with numpy 2.4.6: scores of each
     * class brought together on their own, then pairs of patients counted.
     */
    @ParameterizedTest
    @CsvSource({
        "mean, 0.4375",
        "MEDIAN, 0.45625",
        "max, 0.43375",
        "top_tenth, 0.41875",
        "logit_mean, 0.425",
        "noisy_or, 0.48"
    })
    void imagesAreBroughtTogetherAsAsked(String how, double auc) throws IOException {
        Path out = folder.resolve("out");
        Terminal said = Terminal.run(
                "scores",
                scores(),
                "--truth",
                "sex",
                "--patient",
                "patient",
                "--class",
                "F=f",
                "--class",
                "M=m",
                "--replicates",
                "100",
                "--aggregate",
                how,
                "--out",
                out);

        assertThat(said.exit()).as(said.all()).isZero();
        Assessment assessment = RunJson.read(out.resolve("estimates.json"), Assessment.class);
        LevelAssessment patients = assessment.experiments().get(0).level(Unit.PATIENT);
        assertThat(patients.rows()).isEqualTo(PATIENTS);
        assertThat(patients.macroAuc().valueOr(-1)).isCloseTo(auc, within(1e-12));
        assertThat(assessment.plan().aggregation()).isEqualTo(Aggregation.valueOf(how.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores", "plan", "audit"})
    void anUnknownWayIsRefusedWithThoseThereAre(String command) throws IOException {
        Terminal said = Terminal.run(command, scores(), "--truth", "sex", "--aggregate", "mode");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .contains("--aggregate", "[MEAN, MEDIAN, MAX, TOP_TENTH, LOGIT_MEAN, NOISY_OR]", "but was 'mode'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "median", "max", "top_tenth", "logit_mean", "noisy_or"})
    void thePlanOfAnAuditKeepsTheWay(String how) throws IOException {
        Path table = new CohortFolder(folder).table();

        Terminal said = Terminal.run("plan", "--table", table, "--attribute", "race", "--aggregate", how);

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out().lines().map(String::strip)).contains("aggregation: " + how);
    }

    /** Of 24 patients with an image each, 14 are FOR PRESENTATION and 10 FOR PROCESSING. */
    @ParameterizedTest
    @CsvSource({"processing, 10", "presentation, 14", "BOTH, 24", ", 14"})
    void thePresentationChoosesAmongStoredImages(@org.jspecify.annotations.Nullable String kind, int images)
            throws IOException {
        List<Object> words = new ArrayList<>(
                List.of("cohort", "--table", mammograms(), "--attribute", "race", "--minimum-patients", "2"));
        if (kind != null) {
            words.addAll(List.of("--presentation", kind));
        }

        Terminal said = Terminal.run(words.toArray());

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out().lines().map(line -> line.strip().replaceAll("  +", " ")))
                .anyMatch(line -> line.startsWith("Audited") && line.contains(" " + images + " images"));
    }

    @Test
    void anUnknownPresentationIsRefused() throws IOException {
        Terminal said = Terminal.run("cohort", "--table", mammograms(), "--attribute", "race", "--presentation", "raw");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("--presentation", "[PROCESSING, PRESENTATION, BOTH]", "but was 'raw'");
    }

    @Test
    void aPresentationOfATableWithoutThatColumnIsRefused() throws IOException {
        Terminal said = Terminal.run(
                "cohort",
                "--table",
                new CohortFolder(folder).table(),
                "--attribute",
                "race",
                "--presentation",
                "processing");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("presentation_intent");
    }

    private Path mammograms() throws IOException {
        CohortFolder cohort = new CohortFolder(folder);
        List<String> rows = CohortFolder.rows();
        return cohort.table(
                CohortFolder.HEADER + ",presentation_intent",
                IntStream.range(0, rows.size())
                        .mapToObj(i -> rows.get(i) + (i < 14 ? ",FOR PRESENTATION" : ",FOR PROCESSING"))
                        .toList());
    }

    private Path scores() throws IOException {
        List<String> lines = new ArrayList<>(List.of("patient,sex,f,m"));
        for (int i = 0; i < PATIENTS; i++) {
            for (int j = 0; j < 3 + i % 11; j++) {
                double score = ((i * 37 + j * 61 + (i % 2) * (j * j * 5 + 9)) % 97 + 1)
                        / 128.0; // exact, so that ties are ties
                lines.add("p%d,%s,%s,%s".formatted(i, i % 2 == 0 ? "F" : "M", score, 1 - score));
            }
        }
        return Files.write(folder.resolve("scores.csv"), lines);
    }
}
