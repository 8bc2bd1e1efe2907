package org.subtext.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.learn.Stripes;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Activation;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;
import org.subtext.recognition.local.LocalLearner;
import org.subtext.recognition.local.NetworkValues;

/** Training by turns on stripes: against a training in one go, and what a pull does. */
class LocalRunTest {
    private static final List<String> CLASSES = List.of("across", "down");
    private static final LabelledImages TRAINING = Stripes.of(48, 2, 1);
    private static final LabelledImages VALIDATION = Stripes.of(20, 2, 2);
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(3).withBatchSize(12))
            .withRegularisation(regularisation -> regularisation.withWeightAverage(0));

    private final TorchTrainer trainer = new TorchTrainer(Device.CPU);

    @TempDir
    private Path folder;

    private TrainingTask task() {
        return new TrainingTask(PLAN, CLASSES, TRAINING, VALIDATION, new Seed(5), folder.resolve("checkpoint"));
    }

    private NetworkValues beginning() {
        return trainer.beginning(PLAN, CLASSES, Stripes.LAYOUT, new Seed(5), Progress.SILENT)
                .values();
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

    @Test
    void turnsByOneAloneAreATrainingInOneGo() {
        NetworkValues values = beginning();
        try (LocalLearner learner = trainer.learner(task(), 0)) {
            double before = learner.loss(values);
            values = learner.turn(values, 1, 1).values();
            values = learner.turn(values, 2, 3).values();
            assertThat(learner.loss(values)).isLessThan(before);
        }
        try (Recogniser byTurns = trainer.recogniser(PLAN, CLASSES, Stripes.LAYOUT, Activation.SOFTMAX, values);
                Recogniser inOneGo = trainer.train(task(), Progress.SILENT).recogniser()) {
            assertThat(scores(byTurns)).isEqualTo(scores(inOneGo));
        }
    }

    @Test
    void aPullKeepsATurnNearItsBeginning() {
        NetworkValues from = beginning();
        double free = moved(from, 0);
        assertThat(moved(from, 1)).isLessThan(free);
        assertThat(moved(from, 100)).isLessThan(moved(from, 1));
    }

    private double moved(NetworkValues from, double pull) {
        TrainingPlan plain = PLAN.withOptimisation(optimisation ->
                optimisation.withOptimiser(TrainingPlan.Optimiser.SGD).withLearningRate(0.003));
        try (LocalLearner learner = trainer.learner(task().withPlan(plain), pull)) {
            return distance(from, learner.turn(from, 1, 3).values());
        }
    }

    private static double distance(NetworkValues one, NetworkValues other) {
        double square = 0;
        for (int a = 0; a < one.arrays().size(); a++) {
            if (one.arrays().get(a).role() == NetworkValues.Role.WEIGHT) {
                for (int i = 0; i < one.arrays().get(a).size(); i++) {
                    double apart =
                            one.arrays().get(a).at(i) - other.arrays().get(a).at(i);
                    square += apart * apart;
                }
            }
        }
        return Math.sqrt(square);
    }

    @Test
    void valuesOfAnotherNetworkAreRefused() {
        NetworkValues other = trainer.beginning(
                        PLAN, List.of("a", "b", "c"), Stripes.LAYOUT, new Seed(5), Progress.SILENT)
                .values();
        try (LocalLearner learner = trainer.learner(task(), 0)) {
            assertThatThrownBy(() -> learner.turn(other, 1, 1)).hasMessageContaining("values of another network");
            assertThatThrownBy(() -> learner.turn(beginning(), 3, 4)).hasMessageContaining("no turn");
        }
    }
}
