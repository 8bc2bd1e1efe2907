package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void embeddingsAndExplanationsOfAGraphAreRefusedWithWhatCanBeHad() throws IOException {
        Refusal.of("embed", graph, cohort.folder, "--out", temporary.resolve("e.npy"))
                .saying("subtext predict");
        Refusal.of("explain", graph, "--table", cohort.table(), "--attribute", "race", "--route", "saliency")
                .saying("subtext predict");
    }

    @Test
    void doctorSaysWhetherGraphsHaveANetwork() {
        assertThat(Terminal.run("doctor").out())
                .containsPattern("ONNX graphs +in a process of their own, w(ithout|hose)");
    }
}
