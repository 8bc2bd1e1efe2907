package org.subtext.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.learn.engine.Device;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.weights.WeightExport;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.Inference;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

class TorchRecogniserTest {
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(1).withBatchSize(12));
    private static final List<String> CLASSES = List.of("across", "down");
    private static final LabelledImages IMAGES = Stripes.of(150, 2, 3); // more than two batches
    private static final ModelCard CARD = new ModelCard(
            "test",
            "stripes",
            CLASSES,
            Stripes.LAYOUT,
            PLAN,
            Inference.of(PLAN),
            null,
            "24 images of 8 patients",
            List.of("AUC 1.0 (n 150)"),
            "Subtext test",
            "2026-11-23T00:00:00Z",
            List.of("Not to be passed on."));

    @TempDir
    static Path folder;

    private static final TorchTrainer TRAINER = new TorchTrainer(Device.CPU);
    private static Recogniser recogniser;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        TrainingTask task = new TrainingTask(
                PLAN, CLASSES, Stripes.of(24, 2, 1), Stripes.none(), new Seed(5), folder.resolve("checkpoint.pt"));
        recogniser = TRAINER.train(task, Progress.SILENT).recogniser();
        model = folder.resolve("model.safetensors");
        recogniser.save(model, CARD);
    }

    @AfterAll
    static void close() {
        recogniser.close();
    }

    private static float[] scores(Recogniser scorer, int[] rows) {
        float[] scores = new float[2 * rows.length];
        scorer.score(IMAGES.pixels(), rows, (i, s) -> System.arraycopy(s, 0, scores, 2 * i, 2), Progress.SILENT);
        return scores;
    }

    @Test
    void anOpenedModelScoresAndSpeaksAsTheSavedOne() {
        try (Recogniser opened = TRAINER.open(model)) {
            assertThat(opened.card()).isEqualTo(CARD);
            assertThat(opened.classes()).isEqualTo(CLASSES);
            assertThat(scores(opened, IMAGES.rows())).isEqualTo(scores(recogniser, IMAGES.rows()));
        }
    }

    @Test
    void savingTwiceGivesEqualBytes() throws IOException {
        Path again = folder.resolve("again.safetensors");
        recogniser.save(again, CARD);
        assertThat(Files.mismatch(model, again)).isEqualTo(-1);
    }

    @Test
    void scoresComeInTheOrderAskedFor() {
        int[] backwards = IntStream.range(0, IMAGES.size())
                .map(i -> IMAGES.size() - 1 - i)
                .toArray();
        float[] forwards = scores(recogniser, IMAGES.rows());
        float[] found = scores(recogniser, backwards);
        for (int i = 0; i < backwards.length; i++) {
            // bfloat16, and batches of other images: oneDNN may sum in another order
            assertThat(found[2 * i]).isCloseTo(forwards[2 * backwards[i]], within(0.02f));
        }
    }

    @Test
    void bfloat16ScoresStayCloseToFloat32Ones() throws IOException {
        Path exact = folder.resolve("float32.safetensors");
        TrainingPlan plan = PLAN.withExecution(execution -> execution.withPrecision(TrainingPlan.Precision.FLOAT32));
        recogniser.save(
                exact,
                new ModelCard(
                        CARD.name(),
                        CARD.attribute(),
                        CLASSES,
                        CARD.layout(),
                        plan,
                        Inference.of(plan),
                        null,
                        CARD.trainedOn(),
                        CARD.performance(),
                        CARD.madeWith(),
                        CARD.created(),
                        CARD.terms()));
        try (Recogniser float32 = TRAINER.open(exact);
                Recogniser bfloat16 = TRAINER.open(model)) {
            float[] expected = scores(float32, IMAGES.rows());
            float[] found = scores(bfloat16, IMAGES.rows());
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(0.03f));
            }
        }
    }

    @Test
    void noImagesGiveNoScores() {
        assertThat(scores(recogniser, new int[0])).isEmpty();
    }

    @Test
    void imagesOfAnotherSizeAreRefusedWithTheMend() {
        PixelLayout larger = new PixelLayout(32, 1, Resize.AREA_AVERAGE);
        assertThatThrownBy(() -> recogniser.score(
                        new ArrayPixels(larger, new float[larger.valuesPerImage()]),
                        new int[] {0},
                        (i, s) -> {},
                        Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("16 x 16")
                .hasMessageContaining("32 x 32");
    }

    @Test
    void weightsWithoutACardAreRefusedWithTheMend() throws IOException {
        Path bare = folder.resolve("bare.safetensors");
        try (Network network = Networks.create(Architecture.RESNET18_SMALL, 1, 2, 1)) {
            WeightExport.write(network, bare, Map.of());
        }
        assertThatThrownBy(() -> TRAINER.open(bare))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no card of a Subtext model")
                .hasMessageContaining("training.network.initial_weights");
    }

    @Test
    void aFreshRecogniserHasNoCard() {
        TrainingTask task = new TrainingTask(
                PLAN, CLASSES, Stripes.of(24, 2, 1), Stripes.none(), new Seed(5), folder.resolve("checkpoint.pt"));
        try (Recogniser fresh = TRAINER.train(task, Progress.SILENT).recogniser()) {
            assertThatThrownBy(fresh::card).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void trainingGoesOnFromStoredWeights() {
        TrainingTask task = new TrainingTask(
                PLAN.withNetwork(network -> network.withInitialWeights(model.toString()))
                        .withOptimisation(optimisation -> optimisation.withLearningRate(1e-12)),
                CLASSES,
                Stripes.of(24, 2, 1),
                Stripes.none(),
                new Seed(6),
                folder.resolve("other.pt"));
        try (Recogniser same = TRAINER.train(task, Progress.SILENT).recogniser()) {
            Recogniser started = recogniser;
            float[] found = scores(same, IMAGES.rows());
            float[] before = scores(started, IMAGES.rows());
            double difference = IntStream.range(0, found.length)
                    .mapToDouble(i -> Math.abs(found[i] - before[i]))
                    .max()
                    .orElseThrow();
            assertThat(difference).isLessThan(0.1); // only running statistics move at such a rate
        }
    }

    /** A file of the stored model's bytes with its header, whose length stays, and its values changed. */
    private static Path changed(String name, UnaryOperator<String> header, Consumer<byte[]> values) throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String before = new String(bytes, Long.BYTES, length, StandardCharsets.UTF_8);
        String after = header.apply(before);
        byte[] text = (after + " ".repeat(before.length() - after.length())).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, Long.BYTES, length);
        values.accept(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    private static void assertRefused(Path file, String... words) {
        assertThatThrownBy(() -> TRAINER.open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(words);
        TrainingTask task = new TrainingTask(
                PLAN.withNetwork(network -> network.withInitialWeights(file.toString())),
                CLASSES,
                Stripes.of(24, 2, 1),
                Stripes.none(),
                new Seed(6),
                folder.resolve("refused.pt"));
        assertThatThrownBy(() -> TRAINER.train(task, Progress.SILENT))
                .as("as initial weights")
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void namesOfClassesThatWereSwappedRepeatedOrRenamedAreNoticed() throws IOException {
        String names = "[\\\"across\\\",\\\"down\\\"]";
        assertThat(Files.readString(model, StandardCharsets.ISO_8859_1)).contains(names);
        assertRefused(
                changed("swapped.safetensors", h -> h.replace(names, "[\\\"down\\\",\\\"across\\\"]"), v -> {}),
                "The card",
                "it was edited");
        assertRefused(
                changed("renamed.safetensors", h -> h.replace(names, "[\\\"across\\\",\\\"upon\\\"]"), v -> {}),
                "it was edited");
        assertRefused(
                changed("repeated.safetensors", h -> h.replace(names, "[\\\"down\\\",\\\"Down\\\"]"), v -> {}),
                "names two classes alike");
    }

    @Test
    void weightsThatAreNotThoseOfTheCardAreNoticed() throws IOException {
        assertRefused(
                changed("weights.safetensors", h -> h, v -> v[v.length - 1] ^= 1),
                "are not those that its card was stored with",
                "SHA-256");
    }

    @Test
    void aModelOfBeforeSealsOpensAndHalfASealDoesNot() throws IOException {
        String hash = "\"subtext_weights_sha256\":\"[0-9a-f]{64}\",?";
        String seal = "\"subtext_card_seal\":\"[0-9a-f]{64}\",?";
        Path old = changed(
                "old.safetensors",
                h -> h.replaceAll(hash, "").replaceAll(seal, "").replace(",}", "}"),
                v -> {});
        try (Recogniser opened = TRAINER.open(old)) {
            assertThat(scores(opened, IMAGES.rows())).isEqualTo(scores(recogniser, IMAGES.rows()));
        }
        for (String half : List.of(hash, seal)) {
            assertRefused(
                    changed("half.safetensors", h -> h.replaceAll(half, "").replace(",}", "}"), v -> {}), "Half");
        }
    }
}
