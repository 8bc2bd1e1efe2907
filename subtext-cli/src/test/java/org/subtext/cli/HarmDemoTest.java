package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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
                .contains("Report: " + runs.resolve("demo-harm").resolve("harm.html"))
                .contains("These patients never were. Planted: The model sees less in group B.");
        assertThat(runs.resolve("demo-harm").resolve("harm.html"))
                .content()
                .contains("These patients never were.", "true positive rate −0.20");
        assertThat(runs.resolve("phantoms").resolve("harm-underdiagnosis-3000-2022.csv"))
                .isNotEmptyFile();
    }

    /** So few patients that nothing is found; teaching a model is what takes long. */
    @Test
    @Tag("slow")
    void imagesLeadToAReport() {
        Terminal said = ofImages();
        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.out())
                .contains("Judged: ")
                .contains("Planted: Of the images of group B without the mass 0.25 are recorded with it")
                .contains("Found: true positive rate, B less A: ");
        assertThat(runs.resolve("harm-demo-label_noise").resolve("harm.html")).isNotEmptyFile();
    }

    private Terminal ofImages(Object... more) {
        Object[] words = {
            "demo",
            "--harm",
            "label_noise",
            "--from",
            "images",
            "--patients",
            60,
            "--epochs",
            1,
            "--runs",
            runs,
            "--device",
            "cpu"
        };
        return Terminal.run(
                Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        Refusal.of("demo", "--harm", "none", "--routes", "--signal", "none", "--runs", runs)
                .saying("--signal is for the demo of a recorded attribute", "--routes is for the demo");
        Refusal.of("demo", "--harm", "none", "--epochs", "3", "--dose", "0.5", "--runs", runs)
                .saying("--epochs is for a phantom of images: add --from images", "--dose is for a phantom of images");
        Refusal.of("demo", "--dose", "0.5", "--from", "scores", "--runs", runs)
                .saying("--dose says what is planted by --harm", "--from says what is planted by --harm");
        Refusal.of("demo", "--harm", "none", "--from", "images", "--dose", "2", "--patients", "7", "--runs", runs)
                .saying("must lie in 0 to 1, got 2.0", "needs 20 patients or more, got 7");
        assertThat(Files.exists(runs.resolve("demo-none"))).isFalse();
        assertThat(Files.exists(runs.resolve("demo-harm"))).isFalse();
    }
}
