package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From no data at all to a report of harm whose truth is said beside it. */
class HarmDemoTest {
    @TempDir
    Path runs;

    @Test
    void plantedHarmIsShownAndItsTruthIsSaidBesideIt() {
        Terminal said = Terminal.run("demo", "--harm", "underdiagnosis", "--runs", runs);

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out())
                .startsWith("HARM SHOWN")
                .contains("Recorded group B is served worse than A: the true positive rate")
                .contains("Planted: The model sees less in group B.", "true positive rate −0.20");
        assertThat(runs.resolve("demo-harm").resolve("harm.html")).isNotEmptyFile();
        assertThat(runs.resolve("phantoms").resolve("harm-underdiagnosis-3000-2022.csv"))
                .isNotEmptyFile();
    }

    @Test
    void whatIsForImagesIsRefusedBesideIt() {
        Refusal.of("demo", "--harm", "none", "--epochs", "3", "--signal", "none", "--runs", runs)
                .saying("--signal is for a phantom of images", "--epochs is for a phantom of images");
        assertThat(Files.exists(runs.resolve("demo-harm"))).isFalse();
    }
}
