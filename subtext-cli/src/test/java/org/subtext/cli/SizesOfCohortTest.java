package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verdict could say, told before any image is read. */
class SizesOfCohortTest {
    @TempDir
    private Path folder;

    @Test
    void aCohortIsToldThePowerForNamedEffects() throws IOException {
        Terminal told = cohort(60, 60);

        assertThat(told.exit()).as(told.all()).isZero();
        assertThat(told.out())
                .contains("Power of the verdict with 120 assessed patients")
                .containsPattern("AUC 0\\.70: reveals +9\\d %")
                .containsPattern("chance: no evidence \\(within ±0\\.10\\) +\\d+ %");
    }

    @Test
    void aClassThatTheVerdictWillNotAnswerForIsNamedAndNoSizeStated() throws IOException {
        Terminal told = cohort(60, 12);

        assertThat(told.out())
                .contains("the verdict will not answer for Black, of which fewer than 15 patients")
                .doesNotContain("Power of the verdict");
    }

    private Terminal cohort(int white, int black) throws IOException {
        CohortFolder cohort = new CohortFolder(folder);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < white + black; i++) {
            rows.add("image%d.png,I%d,P%d,%s,PA"
                    .formatted(i % CohortFolder.PATIENTS, i, i, i < white ? "White" : "Black"));
        }
        return Terminal.run(
                "cohort",
                "--table",
                cohort.table(CohortFolder.HEADER, rows),
                "--images",
                cohort.folder,
                "--attribute",
                "race");
    }

    /** What an audit would refuse after hours of preparation is refused here; else each finding is counted. */
    @Test
    void findingsOfAPlanAreReadAsAnAuditReadsThem() throws IOException {
        Terminal told = findings(i -> i % 9 == 0 ? "" : i % 7 == 0 ? "-1" : i % 2 == 0 ? "1" : "0");
        assertThat(told.exit()).as(told.all()).isZero();
        assertThat(told.out())
                .containsPattern("Finding nodule\n +there +9 images +9 patients\n +not there +9 images")
                .containsPattern("uncertain +3 images +3 patients\n +not recorded +3 images")
                .containsPattern("No recorded finding +6 images")
                .doesNotContain("Classes of", "everybody", "Power of the verdict");

        for (IntFunction<String> wrong : List.<IntFunction<String>>of(
                i -> "0." + i, i -> String.valueOf(1 + i % 2), i -> "1", i -> i % 2 == 0 ? "1" : "x")) {
            Terminal refused = findings(wrong);
            assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
            assertThat(refused.all()).contains("nodule");
        }
    }

    private Terminal findings(IntFunction<String> truths) throws IOException {
        CohortFolder cohort = new CohortFolder(folder);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < CohortFolder.PATIENTS; i++) {
            rows.add(CohortFolder.rows().get(i) + "," + truths.apply(i));
        }
        Path table = cohort.table(CohortFolder.HEADER + ",nodule", rows);
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                "cohort: {table: " + table + ", images: " + cohort.folder
                        + ", targets: {findings: {nodule: nodule}}}\n");
        return Terminal.run("cohort", plan);
    }
}
