package org.subtext.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.progress.Progress;
import org.subtext.recognition.Activation;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.Recogniser;

/** Graphs are scored as arithmetic by hand does it, and what reaches beyond its file is refused before it runs. */
class OnnxModelsTest {
    private static final int SIDE = 4;

    @TempDir
    Path folder;

    private static ForeignModel said(Activation activation, String normalisation, String... classes) {
        return new ForeignModel(
                null, List.of(classes), activation, null, Normalisation.parse(normalisation), null, null);
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static PixelSource images(float[] values, PixelLayout layout) {
        return new PixelSource() {
            @Override
            public PixelLayout layout() {
                return layout;
            }

            @Override
            public int size() {
                return values.length / layout.valuesPerImage();
            }

            @Override
            public void read(int row, FloatBuffer target) {
                target.put(values, row * layout.valuesPerImage(), layout.valuesPerImage());
            }
        };
    }

    private static float[][] scores(Recogniser graph, float[] values) {
        PixelSource images = images(values, graph.card().layout());
        float[][] scores = new float[images.size()][];
        graph.score(
                images,
                IntStream.range(0, images.size()).toArray(),
                (i, row) -> scores[i] = row.clone(),
                Progress.SILENT);
        return scores;
    }

    @Test
    void scoresAreTheSigmoidOfWeightsTimesScaledPixels() {
        int pixels = 3 * SIDE * SIDE;
        float[] weights = random(pixels * 2, 1);
        Path file = GraphBytes.linear(folder.resolve("net.onnx"), -1, 3, SIDE, weights, new float[] {0.25f, -3});
        float[] values = random(70 * pixels, 2);
        double[] mean = {0.4, 0.5, 0.6};
        double[] deviation = {0.2, 0.25, 0.3};

        try (Recogniser graph =
                OnnxModels.open(file, said(Activation.SIGMOID, "0.4,0.5,0.6/0.2,0.25,0.3", "Edema", "Mass"))) {
            float[][] scores = scores(graph, values);

            assertThat(graph.card().trainedOn()).contains("in a process of its own");
            for (int image = 0; image < 70; image++) {
                for (int k = 0; k < 2; k++) {
                    double logit = k == 0 ? 0.25 : -3;
                    for (int p = 0; p < pixels; p++) {
                        int channel = p / (SIDE * SIDE);
                        logit += weights[2 * p + k] * (values[image * pixels + p] - mean[channel]) / deviation[channel];
                    }
                    assertThat((double) scores[image][k]).isCloseTo(1 / (1 + Math.exp(-logit)), within(2e-6));
                }
            }
        }
    }

    @Test
    void aBatchOfOneGivesWhatAnyBatchGives() {
        float[] weights = random(SIDE * SIDE * 3, 3);
        float[] bias = {0, 1, 2};
        float[] values = random(5 * SIDE * SIDE, 4);
        ForeignModel how = said(Activation.SOFTMAX, "per-image", "A", "B", "C");
        try (Recogniser one =
                        OnnxModels.open(GraphBytes.linear(folder.resolve("1.onnx"), 1, 1, SIDE, weights, bias), how);
                Recogniser any =
                        OnnxModels.open(GraphBytes.linear(folder.resolve("n.onnx"), -1, 1, SIDE, weights, bias), how)) {
            assertThat(scores(one, values)).isDeepEqualTo(scores(any, values));
        }
    }

    @Test
    void outputsThatAreScoresAlreadyAreNotDrawnTogetherOnceMore() {
        float[] nothing = new float[SIDE * SIDE * 2];
        Path file = GraphBytes.linear(folder.resolve("p.onnx"), -1, 1, SIDE, nothing, new float[] {0.9f, 0.1f});
        try (Recogniser twice = OnnxModels.open(file, said(Activation.SOFTMAX, "none", "A", "B"));
                Recogniser once = OnnxModels.open(file, said(Activation.NONE, "none", "A", "B"))) {
            assertThatThrownBy(() -> scores(twice, random(SIDE * SIDE, 5)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("are scores already");
            assertThat(scores(once, random(SIDE * SIDE, 5))[0]).containsExactly(0.9f, 0.1f);
        }
    }

    /** A graph whose batch is fixed at 1 is asked image by image; of many images one has logits such as 0.7 and 0.3. */
    @Test
    void logitsOfOneImageThatAddUpToOneByAccidentAreNoScores() {
        float[] sums = new float[SIDE * SIDE * 2];
        sums[0] = 1;
        sums[3] = 1;
        Path file = GraphBytes.linear(folder.resolve("one.onnx"), 1, 1, SIDE, sums, new float[2]);
        float[] values = new float[2 * SIDE * SIDE];
        values[0] = 0.9f;
        values[1] = 0.8f;
        values[SIDE * SIDE] = 0.7f;
        values[SIDE * SIDE + 1] = 0.3f;
        try (Recogniser graph = OnnxModels.open(file, said(Activation.SOFTMAX, "none", "A", "B"))) {
            double second = scores(graph, values)[1][0];
            assertThat(second).isCloseTo(1 / (1 + Math.exp(-0.4)), within(1e-6));
        }
    }

    @Test
    void operatorsOfOthersAndWeightsInOtherFilesAreRefusedTogether() {
        GraphBytes weights = GraphBytes.tensor("weights", new float[0], 16, 2)
                .message(13, new GraphBytes().text(1, "location").text(2, "../secret.bin"))
                .number(14, 1);
        GraphBytes graph = new GraphBytes()
                .message(1, GraphBytes.node("Fetch", "com.acme", "logits", "image"))
                .message(5, weights)
                .message(11, GraphBytes.port("image", 1, -1, 1, SIDE, SIDE))
                .message(12, GraphBytes.port("logits", 1, -1, 2));
        Path file = GraphBytes.write(folder.resolve("bad.onnx"), GraphBytes.model(graph));

        assertThatThrownBy(() -> OnnxModels.open(file, said(Activation.SIGMOID, "none", "A", "B")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("operators of com.acme")
                .hasMessageContaining("weights in other files");
    }

    @Test
    void foreignOperatorsAreFoundWithinBranchesAndTheFilesOwnFunctionsAreKnown() throws IOException {
        GraphBytes branch = new GraphBytes().message(1, GraphBytes.node("Hidden", "com.acme", "y", "x"));
        GraphBytes condition = GraphBytes.node("If", "", "logits", "flag")
                .message(5, new GraphBytes().text(1, "then_branch").message(6, branch));
        GraphBytes graph = new GraphBytes()
                .message(1, condition)
                .message(1, GraphBytes.node("Own", "pkg.mine", "z", "image"))
                .message(11, GraphBytes.port("image", 1, -1, 1, SIDE, SIDE))
                .message(12, GraphBytes.port("logits", 1, -1, 2));
        GraphBytes function = new GraphBytes()
                .text(1, "Own")
                .message(7, GraphBytes.node("Relu", "", "b", "a"))
                .text(10, "pkg.mine");
        Path file = GraphBytes.write(
                folder.resolve("branch.onnx"), GraphBytes.model(graph).message(25, function));

        assertThat(GraphFile.read(file).foreignOperators()).containsExactly("com.acme");
    }

    @Test
    void graphsOfOtherShapesAreRefusedWithWhatTheyTakeAndGive() {
        GraphBytes graph = new GraphBytes()
                .message(1, GraphBytes.node("Flatten", "", "logits", "image"))
                .message(11, GraphBytes.port("image", 1, -1, SIDE, SIDE, 3))
                .message(12, GraphBytes.port("logits", 7, -1, 2));
        Path file = GraphBytes.write(folder.resolve("nhwc.onnx"), GraphBytes.model(graph));

        assertThatThrownBy(() -> OnnxModels.open(file, said(Activation.SIGMOID, "none", "A", "B")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("takes image float(? x 4 x 4 x 3)")
                .hasMessageContaining("gives logits type 7 (? x 2)");
    }

    @Test
    void whatIsNoGraphIsRefusedAndWhatTheRuntimeCannotLoadIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "weights, honestly");
        assertThatThrownBy(() -> OnnxModels.open(text, ForeignModel.UNSAID))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be read as ONNX");
        assertThatThrownBy(() -> OnnxModels.open(folder.resolve("absent.onnx"), ForeignModel.UNSAID))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Check the path");

        GraphBytes graph = new GraphBytes()
                .message(1, GraphBytes.node("NoSuchOperator", "", "logits", "image"))
                .message(11, GraphBytes.port("image", 1, -1, 1, SIDE, SIDE))
                .message(12, GraphBytes.port("logits", 1, -1, 2));
        Path unknown = GraphBytes.write(folder.resolve("unknown.onnx"), GraphBytes.model(graph));
        assertThatThrownBy(() -> OnnxModels.open(unknown, said(Activation.SIGMOID, "none", "A", "B")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("ONNX Runtime cannot load unknown.onnx");
    }

    @Test
    void whatIsNotSaidIsAskedForAllAtOnce() {
        Path file =
                GraphBytes.linear(folder.resolve("net.onnx"), -1, 1, SIDE, new float[SIDE * SIDE * 3], new float[3]);
        assertThatThrownBy(() -> OnnxModels.open(file, ForeignModel.UNSAID))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("what the 3 classes of net.onnx are")
                .hasMessageContaining("how the grey images of net.onnx are scaled");
        assertThatThrownBy(() -> OnnxModels.open(file, said(Activation.SIGMOID, "none", "A", "B")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2 classes are named (A, B), but the head of net.onnx has 3 outputs");
    }

    /** Every cut and many flips of a file end in a refusal or in a description, and never in anything else. */
    @Test
    void damagedFilesAreRefusedOrRead() throws IOException {
        Path whole =
                GraphBytes.linear(folder.resolve("whole.onnx"), -1, 1, SIDE, random(SIDE * SIDE * 2, 6), new float[2]);
        byte[] bytes = Files.readAllBytes(whole);
        SplittableRandom random = new SplittableRandom(7);
        Path damaged = folder.resolve("damaged.onnx");
        for (int i = 0; i < 2_000; i++) {
            byte[] other = i < bytes.length ? java.util.Arrays.copyOf(bytes, i) : bytes.clone();
            for (int flip = 0; i >= bytes.length && flip < 4; flip++) {
                other[random.nextInt(other.length)] = (byte) random.nextInt(256);
            }
            Files.write(damaged, other);
            try {
                assertThat(GraphFile.read(damaged).inputs()).isNotNull();
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
