package org.subtext.recognition.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Inference;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserInterior.Attack;
import org.subtext.recognition.RecogniserInterior.Attribution;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

class LogisticTrainerTest {
    private static final int IMAGES = 60;
    private static final PixelLayout LAYOUT = new PixelLayout(16, 1, Resize.AREA_AVERAGE);
    private static final TrainingPlan PLAN = TrainingPresets.SMALL.plan().withPasses(passes -> passes.withEpochs(4));
    private static final List<String> CLASSES = List.of("F", "M", "X");
    private static final int[] ROWS = IntStream.range(0, IMAGES).toArray();

    @TempDir
    private Path folder;

    private final LogisticTrainer trainer = new LogisticTrainer();
    private final PixelArrays pixels = new PixelArrays(LAYOUT, images());

    @Test
    void brightnessOfAPlaceIsLearnt() {
        Recogniser trained = trainer.train(task(PLAN, "a"), Progress.SILENT).recogniser();

        assertThat(ofOwnClass(scores(trained))).isGreaterThan(0.9);
    }

    @Test
    void lossFallsFromPassToPass() {
        var epochs = trainer.train(task(PLAN, "a"), Progress.SILENT).curve().epochs();

        assertThat(epochs)
                .hasSize(4)
                .extracting(one -> one.trainingLoss())
                .isSortedAccordingTo((x, y) -> Double.compare(y, x));
    }

    @Test
    void aStoredModelScoresAsItDidBefore() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Recogniser trained = trainer.train(task(PLAN, "a"), Progress.SILENT).recogniser();
        trained.save(file, card());
        Recogniser opened = trainer.open(file);

        assertThat(scores(opened)).isDeepEqualTo(scores(trained));
        assertThat(opened.card()).isEqualTo(card());
        assertThat(opened.classes()).isEqualTo(CLASSES);
    }

    @Test
    void anInterruptedTrainingContinuesToTheSameScores() {
        float[][] whole =
                scores(trainer.train(task(PLAN, "whole"), Progress.SILENT).recogniser());
        TrainingTask task = task(PLAN, "interrupted");
        StopsAfter stops = new StopsAfter("Training", 2);
        assertThatThrownBy(() -> trainer.train(task, stops)).isInstanceOf(StopsAfter.Stopped.class);
        List<String> notes = new ArrayList<>();
        Recogniser continued = trainer.train(task, noting(notes)).recogniser();

        assertThat(notes).hasSize(2);
        assertThat(scores(continued)).isDeepEqualTo(whole);
    }

    @Test
    void aCheckpointOfAnotherTaskIsNotContinued() {
        trainer.train(task(PLAN, "shared"), Progress.SILENT);
        List<String> notes = new ArrayList<>();
        trainer.train(task(PLAN.withPasses(passes -> passes.withEpochs(5)), "shared"), noting(notes));

        assertThat(notes).hasSize(5);
    }

    @Test
    void trainingGoesOnFromInitialWeights() throws IOException {
        Path file = folder.resolve("model.safetensors");
        var first = trainer.train(task(PLAN, "a"), Progress.SILENT);
        first.recogniser().save(file, card());
        var second = trainer.train(
                task(PLAN.withNetwork(network -> network.withInitialWeights(file.toString())), "b"), Progress.SILENT);

        assertThat(second.curve().epochs().get(0).trainingLoss())
                .isLessThan(first.curve().epochs().get(0).trainingLoss());
    }

    @Test
    void aModelThatLearntNothingKnowsNothing() {
        float[][] scores = scores(trainer.untrained(PLAN, CLASSES, LAYOUT, new Seed(1)));

        assertThat(scores[0]).containsExactly(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, within(0.05f));
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "of a colleague");

        assertThatThrownBy(() -> trainer.open(file)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anAttackOnTheLossHarmsMoreThanNoiseOfItsSize() {
        Recogniser trained = trainer.train(task(PLAN, "a"), Progress.SILENT).recogniser();

        double attacked = ofOwnClass(attacked(trained, Attack.Kind.FGSM));
        assertThat(attacked).isLessThan(ofOwnClass(attacked(trained, Attack.Kind.RANDOM_SIGN)) - 0.1);
    }

    @Test
    void mapsMarkThePlaceThatCarriesTheClass() {
        Recogniser trained = trainer.train(task(PLAN, "a"), Progress.SILENT).recogniser();
        double[] mean = new double[LAYOUT.valuesPerImage()];
        int[] ofSecond = IntStream.of(ROWS).filter(row -> row % 3 == 1).toArray();
        int[] second = IntStream.of(ofSecond).map(row -> 1).toArray();
        InspectableRecogniser.interiorOf(trained)
                .attribute(
                        Attribution.GRAD_CAM,
                        pixels,
                        ofSecond,
                        second,
                        (position, map) -> Arrays.setAll(mean, i -> mean[i] + map[i]),
                        Progress.SILENT);

        int highest = IntStream.range(0, mean.length)
                .reduce((i, j) -> mean[j] > mean[i] ? j : i)
                .orElseThrow();
        assertThat(placeOf(highest)).isEqualTo(1);
    }

    private float[][] attacked(Recogniser trained, Attack.Kind kind) {
        float[][] scores = new float[IMAGES][];
        int[] labels = IntStream.of(ROWS).map(row -> row % 3).toArray();
        InspectableRecogniser.interiorOf(trained)
                .scoreAttacked(
                        new Attack(kind, 0.05, 1),
                        pixels,
                        ROWS,
                        labels,
                        new Seed(3),
                        (position, values) -> scores[position] = values.clone(),
                        Progress.SILENT);
        return scores;
    }

    private float[][] scores(Recogniser recogniser) {
        float[][] scores = new float[IMAGES][];
        recogniser.score(pixels, ROWS, (position, values) -> scores[position] = values.clone(), Progress.SILENT);
        return scores;
    }

    /** Share of images whose own class has the highest score. */
    private static double ofOwnClass(float[][] scores) {
        return IntStream.of(ROWS)
                        .filter(row -> IntStream.range(0, 3).allMatch(k -> scores[row][k] <= scores[row][row % 3]))
                        .count()
                / (double) IMAGES;
    }

    private TrainingTask task(TrainingPlan plan, String name) {
        int[] labels = IntStream.of(ROWS).map(row -> row % 3).toArray();
        LabelledImages training = new LabelledImages(pixels, ROWS, labels, ROWS);
        LabelledImages none = new LabelledImages(pixels, new int[0], new int[0], new int[0]);
        return new TrainingTask(plan, CLASSES, training, none, new Seed(11), folder.resolve(name + ".checkpoint"));
    }

    private static ModelCard card() {
        return new ModelCard(
                "tiny",
                "sex",
                CLASSES,
                LAYOUT,
                PLAN,
                Inference.of(PLAN),
                null,
                "60 images.",
                List.of(),
                "Java",
                "today",
                List.of());
    }

    private static Progress noting(List<String> notes) {
        return new Progress() {
            @Override
            public void begin(String stage, long total, String unit) {}

            @Override
            public void advance(long done, String note) {
                if (!note.isEmpty()) {
                    notes.add(note);
                }
            }

            @Override
            public void end(String summary) {}
        };
    }

    /** Noise; the quarter of rows that belongs to the class is brighter. */
    private static float[][] images() {
        SplittableRandom random = new SplittableRandom(5);
        float[][] images = new float[IMAGES][LAYOUT.valuesPerImage()];
        for (int row = 0; row < IMAGES; row++) {
            for (int i = 0; i < images[row].length; i++) {
                double shift = placeOf(i) == row % 3 ? 0.05 : 0;
                images[row][i] = (float) (0.3 + shift + 0.3 * random.nextDouble());
            }
        }
        return images;
    }

    private static int placeOf(int pixel) {
        return pixel / 16 / 4;
    }
}
