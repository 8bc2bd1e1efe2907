package org.subtext.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.learn.engine.Device;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer.TrainedRecogniser;
import org.subtext.recognition.TrainingDivergedException;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.Optimiser;
import org.subtext.recognition.TrainingPlan.Precision;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

class TorchTrainerTest {
    private static final List<String> CLASSES = List.of("across", "down");
    private static final LabelledImages TRAINING = Stripes.of(48, 2, 1);
    private static final LabelledImages VALIDATION = Stripes.of(20, 2, 2);
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(3).withBatchSize(12));

    private final TorchTrainer trainer = new TorchTrainer(Device.CPU);

    @TempDir
    Path folder;

    private Path checkpoint;

    @BeforeEach
    void nameCheckpoint() {
        checkpoint = folder.resolve("checkpoint");
    }

    private TrainingTask task(TrainingPlan plan) {
        return new TrainingTask(plan, CLASSES, TRAINING, VALIDATION, new Seed(5), checkpoint);
    }

    private static float[] scores(Recogniser recogniser) {
        float[] scores = new float[2 * VALIDATION.size()];
        recogniser.score(
                VALIDATION.pixels(),
                VALIDATION.rows(),
                (i, s) -> System.arraycopy(s, 0, scores, 2 * i, 2),
                Progress.SILENT);
        return scores;
    }

    private float[] scoresAfterTraining(TrainingTask task) {
        try (Recogniser recogniser = trainer.train(task, Progress.SILENT).recogniser()) {
            return scores(recogniser);
        }
    }

    @Test
    void trainingsSideBySideGiveWhatEachGivesAlone() {
        List<TrainingTask> tasks = IntStream.range(0, 3)
                .mapToObj(i -> new TrainingTask(
                        PLAN, CLASSES, TRAINING, VALIDATION, new Seed(i), folder.resolve("checkpoint" + i)))
                .toList();
        List<float[]> together = tasks.parallelStream().map(this::trainedScores).toList();
        List<float[]> alone = tasks.stream().map(this::trainedScores).toList();

        for (int i = 0; i < tasks.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
        assertThat(together.get(0)).isNotEqualTo(together.get(1));
    }

    private float[] trainedScores(TrainingTask task) {
        try {
            Files.deleteIfExists(task.checkpoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Recogniser recogniser = trainer.train(task, Progress.SILENT).recogniser()) {
            return scores(recogniser);
        }
    }

    @Test
    void aFewPassesTellStripesApart() {
        TrainedRecogniser trained =
                trainer.train(task(PLAN.withPasses(passes -> passes.withEpochs(5))), Progress.SILENT);
        try (Recogniser recogniser = trained.recogniser()) {
            float[] scores = scores(recogniser);
            long right = IntStream.range(0, VALIDATION.size())
                    .filter(i -> scores[2 * i + VALIDATION.label(i)] > 0.5)
                    .count();
            assertThat(right).isGreaterThanOrEqualTo(19);
            assertThat(trained.curve().epochs()).hasSize(5);
            assertThat(trained.curve().epochs().get(4).trainingLoss())
                    .isLessThan(trained.curve().epochs().get(0).trainingLoss());
        }
    }

    @Test
    void scoresAreProbabilities() {
        float[] scores = scoresAfterTraining(task(PLAN.withPasses(passes -> passes.withEpochs(1))));
        for (int i = 0; i < scores.length; i += 2) {
            assertThat(scores[i] + scores[i + 1]).isBetween(0.99999f, 1.00001f);
        }
    }

    @Test
    void theSamePlanGivesTheSameModelWithOneWorkerAndWithTwo() throws IOException {
        for (int workers : new int[] {1, 2}) {
            TrainingTask task = task(PLAN.withExecution(execution -> execution.withWorkers(workers)));
            float[] first = scoresAfterTraining(task);
            Path state = Files.move(checkpoint, folder.resolve("first" + workers));
            assertThat(scoresAfterTraining(task)).isEqualTo(first);
            assertThat(Files.mismatch(checkpoint, state)).isEqualTo(-1);
            Files.delete(checkpoint);
        }
    }

    @Test
    void aTrainingThatWasKilledEndsWithTheSameWeights() throws IOException {
        for (Optimiser optimiser : Optimiser.values()) {
            TrainingTask task = task(PLAN.withExecution(execution -> execution.withWorkers(2))
                    .withOptimisation(optimisation -> optimisation.withOptimiser(optimiser))
                    .withPasses(passes -> passes.withEarlyStopping(3))
                    .withOptimisation(
                            optimisation -> optimisation.withSchedule(TrainingPlan.Schedule.REDUCE_ON_PLATEAU)));
            float[] uninterrupted = scoresAfterTraining(task);
            Path state = Files.move(checkpoint, folder.resolve("uninterrupted" + optimiser));

            assertThatThrownBy(() -> trainer.train(task, new KilledInPass(2))).hasMessage("killed");
            assertThat(scoresAfterTraining(task)).isEqualTo(uninterrupted);
            assertThat(Files.mismatch(checkpoint, state)).isEqualTo(-1);
            Files.delete(checkpoint);
        }
    }

    @Test
    void aFinishedTrainingIsNotRepeated() {
        float[] first = scoresAfterTraining(task(PLAN));
        // Would throw in the first pass if there were one.
        try (Recogniser recogniser =
                trainer.train(task(PLAN), new KilledInPass(1)).recogniser()) {
            assertThat(scores(recogniser)).isEqualTo(first);
        }
    }

    @Test
    void theCheckpointOfAnotherSeedIsNotContinued() throws IOException {
        float[] alone = scoresAfterTraining(task(PLAN));
        Files.delete(checkpoint);
        scoresAfterTraining(new TrainingTask(PLAN, CLASSES, TRAINING, VALIDATION, new Seed(6), checkpoint));
        assertThat(scoresAfterTraining(task(PLAN))).isEqualTo(alone);
    }

    @Test
    void aCutCheckpointIsRefusedWithTheMend() throws IOException {
        scoresAfterTraining(task(PLAN.withPasses(passes -> passes.withEpochs(1))));
        byte[] bytes = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> trainer.train(task(PLAN.withPasses(passes -> passes.withEpochs(1))), Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Delete it");
    }

    @Test
    void aLossThatIsNoNumberEndsTrainingWithWhatToChange() {
        assertThatThrownBy(() -> trainer.train(
                        task(PLAN.withOptimisation(optimisation -> optimisation
                                        .withOptimiser(Optimiser.SGD)
                                        .withLearningRate(1e30))
                                .withExecution(execution -> execution.withPrecision(Precision.FLOAT32))),
                        Progress.SILENT))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("Lower training.optimisation.learning_rate (now 1.0E30), lengthen")
                .hasMessageContaining("training.optimisation.clip_norm: 1");
    }

    @Test
    void everyProblemOfATaskIsSaidAtOnce() {
        TrainingTask task = new TrainingTask(
                PLAN.withPasses(passes -> passes.withEarlyStopping(2)),
                List.of("across", "down", "none"),
                TRAINING,
                Stripes.none(),
                new Seed(1),
                checkpoint);
        assertThatThrownBy(() -> trainer.train(task, Progress.SILENT))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(2)
                                .anySatisfy(
                                        p -> assertThat(p.toString()).contains("Class \"none\" has no training image"))
                                .anySatisfy(p -> assertThat(p.toString())
                                        .contains(
                                                "no validation images",
                                                "split.validation",
                                                "training.passes.early_stopping: 0",
                                                "training.optimisation.schedule: cosine")));
    }

    /** Fails at the first step of a pass, after the checkpoint of the one before. */
    private record KilledInPass(int pass) implements Progress {
        @Override
        public void begin(String stage, long total, String unit) {}

        @Override
        public void advance(long done, String note) {
            if (note.startsWith("pass " + pass + "/")) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void end(String summary) {}
    }
}
