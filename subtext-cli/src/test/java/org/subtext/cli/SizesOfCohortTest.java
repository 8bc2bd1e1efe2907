package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
