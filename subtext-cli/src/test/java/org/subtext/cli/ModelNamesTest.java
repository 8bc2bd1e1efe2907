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
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;

/** Score columns whose names are also those of an audit's cohorts. */
class ModelNamesTest {
    @Test
    void modelsNamedAsCohortsAreShownAsModels(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        Terminal said = Terminal.run(
                "scores",
                scores(folder),
                "--truth",
                "y",
                "--positive",
                "A",
                "--score",
                "internal,external:b",
                "--patient",
                "pt",
                "--replicates",
                "100",
                "--out",
                out);

        assertThat(said.exit()).as(said.all()).isZero();
        String report = Files.readString(out.resolve("report.html"));
        assertThat(said.out()).containsPattern("(?m)^internal ").containsPattern("(?m)^external:b ");
        assertThat(report.contains("<h3>internal</h3>")).isTrue();
        assertThat(report.contains("<h3>external:b</h3>")).isTrue();
        assertThat(report.contains("internal − external:b")).isTrue();
        assertThat(report.contains("cohort b")).isFalse();
        assertThat(PredictionFiles.read(out.resolve("predictions.parquet")).experiments())
                .containsExactly(new ExperimentName.Model("internal"), new ExperimentName.Model("external:b"));
        assertThat(Terminal.run("report", out).exit()).isZero();
        assertThat(Files.readString(out.resolve("report.html")).equals(report)).isTrue();
    }

    private static Path scores(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<String> lines = new ArrayList<>(List.of("pt,y,internal,external:b"));
        for (int patient = 0; patient < 40; patient++) {
            double signal = patient % 2 == 0 ? 0.2 : 0;
            lines.add("p%d,%s,%.3f,%.3f"
                    .formatted(
                            patient,
                            patient % 2 == 0 ? "A" : "B",
                            0.8 * random.nextDouble() + signal,
                            0.8 * random.nextDouble() + signal));
        }
        return Files.write(folder.resolve("t.csv"), lines);
    }
}
