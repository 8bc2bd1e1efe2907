package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's table of scores, as a person gives it. */
class ScoresCommandTest {
    @TempDir
    private Path folder;

    @Test
    void withoutPatientsNothingIsAssessedAndEitherCureIsTaken() throws IOException {
        Path scores = scores();
        Terminal refused = run(scores, "none");

        assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err()).contains("--patient COLUMN", "--patient row", "pt, y, score");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(run(scores, "rows", "--patient", "row").exit()).isZero();
        assertThat(run(scores, "column", "--patient", "pt").exit()).isZero();
        assertThat(page("rows")).contains("Each row counts as a patient, as was said");
        assertThat(page("column")).doesNotContain("Each row counts as a patient");
    }

    @Test
    void looksAtTheSamePatientsAreCountedAndListed() throws IOException {
        Path scores = scores();
        Terminal first = run(scores, "first", "--patient", "pt");
        Terminal second = run(scores, "second", "--patient", "pt", "--margin", "0.05");
        Terminal listed = Terminal.run("looks", "--runs", folder);
        Terminal json = Terminal.run("looks", "--runs", folder, "--json");
        Terminal none = Terminal.run("looks", "--runs", folder.resolve("empty"));

        assertThat(first.out()).doesNotContain("look at these patients");
        assertThat(second.out().replaceAll("\\s+", " "))
                .contains("This is the 2nd look at these patients", "the earlier one answered");
        assertThat(page("first")).contains("This is the first look at these patients");
        assertThat(listed.out())
                .containsPattern("1 .* first .* 60 patients")
                .containsPattern("2 .* same patients as 1");
        assertThat(json.out()).contains("\"run\" : \"second\"", "\"same_patients_as\" : [ 1 ]");
        assertThat(none.out()).contains("No look at patients is noted");
    }

    @Test
    void theFormerRuleIsToldWhereItIsAskedFor() throws IOException {
        run(scores(), "ruled", "--patient", "pt");

        Terminal present = Terminal.run("report", folder.resolve("ruled"));
        Terminal both = Terminal.run("report", folder.resolve("ruled"), "--rule", "old");

        assertThat(present.out()).doesNotContain("former rule");
        assertThat(both.out())
                .startsWith(present.out())
                .contains("The former rule says reveals of recorded y: mean AUC");
    }

    private Terminal run(Path scores, String out, String... more) {
        List<Object> words = new ArrayList<>(List.of("scores", scores, "--truth", "y", "--positive", "A"));
        words.addAll(List.of("--score", "score", "--replicates", "100", "--out", folder.resolve(out)));
        words.addAll(List.of(more));
        return Terminal.run(words.toArray());
    }

    private String page(String out) throws IOException {
        return Files.readString(folder.resolve(out).resolve("report.html"));
    }

    private Path scores() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>(List.of("pt,y,score"));
        for (int patient = 0; patient < 60; patient++) {
            double score = 0.6 * random.nextDouble() + (patient % 2 == 0 ? 0.3 : 0);
            lines.add("p%d,%s,%.3f".formatted(patient, patient % 2 == 0 ? "A" : "B", score));
        }
        return Files.write(folder.resolve("scores.csv"), lines);
    }
}
