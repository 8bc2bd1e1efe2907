package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ONNX graph scores a folder of images from the command line, and is asked for nothing else. */
class OnnxGraphTest {
    /** GlobalAveragePool and Flatten of images (n, 3, side, side): its outputs are the means of the channels. */
    private static final String MEANS =
            "CAg6dwodCgVpbWFnZRIBcCIRR2xvYmFsQXZlcmFnZVBvb2wKFAoBcBIGbG9naXRzIgdGbGF0dGVuEgFnWiIKBWltYWdlEhkKFwgB"
                    + "EhMKAxIBbgoCCAMKAxIBbgoDEgFuYhkKBmxvZ2l0cxIPCg0IARIJCgMSAW4KAggDQgQKABAR"
                    + "";

    /** The same and Log after it: images darker than the mean by which they are scaled have no number. */
    private static final String LOGARITHMS =
            "CAg6hAEKHQoFaW1hZ2USAXAiEUdsb2JhbEF2ZXJhZ2VQb29sCg8KAXASAWYiB0ZsYXR0ZW4KEAoBZhIGbG9naXRzIgNMb2cSAWda"
                    + "IgoFaW1hZ2USGQoXCAESEwoDEgFuCgIIAwoDEgFuCgMSAW5iGQoGbG9naXRzEg8KDQgBEgkKAxIBbgoCCANCBAoAEBE=";

    @TempDir
    Path temporary;

    private CohortFolder cohort;
    private Path graph;

    @BeforeEach
    void make() throws IOException {
        cohort = new CohortFolder(Files.createDirectory(temporary.resolve("cohort")));
        graph = Files.write(temporary.resolve("means.onnx"), Base64.getDecoder().decode(MEANS));
    }

    private static double mean(Path image) throws IOException {
        int[] pixels = ImageIO.read(image.toFile()).getRaster().getPixels(0, 0, 32, 32, (int[]) null);
        double sum = 0;
        for (int pixel : pixels) {
            sum += pixel;
        }
        return sum / pixels.length / 255;
    }

    @Test
    void predictGivesItsOutputsUnderTheNamesOfItsClasses() throws IOException {
        Terminal said = Terminal.run(
                "predict",
                graph,
                cohort.folder,
                "--classes",
                "A,B,C",
                "--activation",
                "none",
                "--normalisation",
                "none",
                "--side",
                "32");

        assertThat(said.exit()).as(said.all()).isZero();
        List<String> lines = said.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("image,A,B,C");
        assertThat(lines).hasSize(CohortFolder.PATIENTS + 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            assertThat(Double.parseDouble(cells[2])).isCloseTo(mean(cohort.folder.resolve(cells[0])), within(1e-6));
        }
        assertThat(said.err())
                .contains("ONNX graph, 32 x 32 x 3", "outputs as they are", "in a process of its own")
                .contains("PREPROCESSING UNVERIFIED");
    }

    @Test
    void aSideThatNoImageHasIsRefused() {
        Refusal.of("predict", graph, cohort.folder, "--classes", "A,B,C", "--side", "50000")
                .saying("--side must lie between 4 and 4096 pixels, got 50000")
                .curedBy("50000", "32");
    }

    @Test
    void imagesWhoseScoresAreNoNumbersAreSaidAndNotWritten() throws IOException {
        Files.write(graph, Base64.getDecoder().decode(LOGARITHMS));
        BufferedImage dark = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 32 * 32; i++) {
            dark.getRaster().setSample(i % 32, i / 32, 0, i % 32 / 3);
        }
        ImageIO.write(dark, "png", cohort.folder.resolve("image3.png").toFile());
        Path scores = temporary.resolve("scores.csv");
        List<Object> words = new ArrayList<>(List.of("predict", graph, cohort.folder, "--classes", "A,B,C"));
        words.addAll(List.of("--activation", "none", "--normalisation", "0.05/1", "--side", "32", "--out", scores));

        for (int time = 0; time < 2; time++) {
            Terminal said = Terminal.run(words.toArray());
            assertThat(said.exit()).as(said.all()).isEqualTo(2);
            assertThat(said.err())
                    .contains("Not scored: image3.png: the network gave a score that is no number")
                    .contains("0 unreadable, 1 without a score.");
            assertThat(Files.readString(scores)).contains("image4.png").doesNotContain("image3.png", "nfinity", "NaN");
            words.add("--resume"); // asked for once more, since it has none
        }
    }

    @Test
    void embeddingsAndExplanationsOfAGraphAreRefusedWithWhatCanBeHad() throws IOException {
        Refusal.of("embed", graph, cohort.folder, "--out", temporary.resolve("e.npy"))
                .saying("subtext predict");
        Refusal.of("explain", graph, "--table", cohort.table(), "--attribute", "race", "--route", "saliency")
                .saying("subtext predict");
    }

    @Test
    void doctorSaysWhetherGraphsHaveANetwork() {
        assertThat(Terminal.run("doctor").out())
                .containsPattern("ONNX graphs and TorchScript in a process of their own, w(ithout|hose)");
    }
}
