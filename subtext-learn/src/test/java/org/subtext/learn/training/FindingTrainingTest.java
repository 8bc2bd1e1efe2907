package org.subtext.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.learn.ArrayPixels;
import org.subtext.learn.Stripes;
import org.subtext.learn.TorchTrainer;
import org.subtext.learn.engine.Device;
import org.subtext.learn.engine.Natives;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Activation;
import org.subtext.recognition.LabelledImages;
import org.subtext.recognition.LabelledImages.Truth;
import org.subtext.recognition.Recogniser;
import org.subtext.recognition.RecogniserTrainer.TrainedRecogniser;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.ClassWeighting;
import org.subtext.recognition.TrainingPresets;
import org.subtext.recognition.TrainingTask;

class FindingTrainingTest {
    private static final List<String> FINDINGS = List.of("across", "down");
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withPasses(passes -> passes.withEpochs(8).withBatchSize(12));

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    /** Stripes across, down, both or neither; every fifth truth is hidden where asked for. */
    private static LabelledImages images(int count, boolean hidden, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int side = Stripes.LAYOUT.side();
        float[] values = new float[count * Stripes.LAYOUT.valuesPerImage()];
        Truth[][] truths = new Truth[count][];
        for (int i = 0; i < count; i++) {
            boolean across = random.nextBoolean();
            boolean down = random.nextBoolean();
            for (int pixel = 0; pixel < side * side; pixel++) {
                double value = 0.4
                        + (across && pixel / side / 2 % 2 == 0 ? 0.2 : 0)
                        + (down && pixel % side / 2 % 2 == 0 ? 0.2 : 0)
                        + 0.2 * (random.nextDouble() - 0.5);
                values[i * side * side + pixel] = (float) value;
            }
            truths[i] = new Truth[] {
                hidden && i % 5 == 0 ? Truth.UNKNOWN : across ? Truth.PRESENT : Truth.ABSENT,
                hidden && i % 5 == 1 ? Truth.UNKNOWN : down ? Truth.PRESENT : Truth.ABSENT
            };
        }
        return LabelledImages.ofFindings(
                new ArrayPixels(Stripes.LAYOUT, values),
                IntStream.range(0, count).toArray(),
                truths,
                IntStream.range(0, count).map(i -> i / 2).toArray());
    }

    private TrainingTask task(TrainingPlan plan, LabelledImages training) {
        return new TrainingTask(
                plan, FINDINGS, training, images(20, true, 2), new Seed(5), folder.resolve("checkpoint"));
    }

    @Test
    void eachHeadLearnsItsFindingByItself() {
        TorchTrainer trainer = new TorchTrainer(Device.CPU);
        TrainedRecogniser trained = trainer.train(task(PLAN, images(96, true, 1)), Progress.SILENT);
        LabelledImages others = images(60, false, 3);
        try (Recogniser recogniser = trained.recogniser()) {
            int[] right = new int[2];
            int[] bothHigh = new int[1];
            recogniser.score(
                    others.pixels(),
                    others.rows(),
                    (i, scores) -> {
                        for (int k = 0; k < 2; k++) {
                            right[k] += (scores[k] > 0.5) == (others.truth(i, k) == Truth.PRESENT) ? 1 : 0;
                        }
                        bothHigh[0] += scores[0] > 0.5 && scores[1] > 0.5 ? 1 : 0;
                    },
                    Progress.SILENT);
            assertThat(right[0]).isGreaterThanOrEqualTo(54);
            assertThat(right[1]).isGreaterThanOrEqualTo(54);
            assertThat(bothHigh[0]).as("scores of findings are not shared out").isGreaterThan(5);
        }
        assertThat(trained.curve().epochs().get(7).validationAuc()).isGreaterThan(0.9);
        assertThat(trained.curve().epochs().get(7).validationLoss())
                .isLessThan(trained.curve().epochs().get(0).validationLoss());
    }

    /** Against libtorch's own binary_cross_entropy_with_logits, with weights 0 where nothing is known. */
    @Test
    void theLossIsThatOfTorchOverKnownTruths() {
        for (ClassWeighting weighting : ClassWeighting.values()) {
            for (double smoothing : new double[] {0, 0.1}) {
                TrainingPlan plan = PLAN.withPasses(passes -> passes.withClassWeighting(weighting))
                        .withRegularisation(none -> none.withLabelSmoothing(smoothing));
                LabelledImages training = images(30, true, 7);
                Objective objective = Objective.of(task(plan, training));
                int[] some = {4, 0, 9, 21, 5, 6};
                float[] logits = {-2, 0.5f, 30, -40, 1, 0, 0.3f, 2, -1, 4, 0.1f, -0.2f};
                double total =
                        Arrays.stream(some).mapToDouble(objective::weight).sum();
                try (PointerScope scope = new PointerScope()) {
                    float ours = objective
                            .loss(Objective.filled(logits, 6, 2), some, total, UnaryOperator.identity())
                            .item_float();
                    assertThat((double) ours).isCloseTo(torchs(plan, training, some, logits, total), within(2e-5));
                }
            }
        }
    }

    private static double torchs(TrainingPlan plan, LabelledImages training, int[] some, float[] logits, double total) {
        float[] targets = new float[logits.length];
        float[] weights = new float[logits.length];
        double smoothing = plan.regularisation().labelSmoothing();
        for (int k = 0; k < 2; k++) {
            int own = k;
            long present = count(training, own, Truth.PRESENT);
            long absent = count(training, own, Truth.ABSENT);
            boolean isBalanced = plan.passes().classWeighting() == ClassWeighting.BALANCED;
            double ofPresent = isBalanced ? 2.0 * absent / (absent + present) : 1;
            double ofAbsent = isBalanced ? 2.0 * present / (absent + present) : 1;
            for (int i = 0; i < some.length; i++) {
                Truth truth = training.truth(some[i], k);
                targets[2 * i + k] = (float) (truth == Truth.PRESENT ? 1 - smoothing / 2 : smoothing / 2);
                weights[2 * i + k] =
                        (float) (truth == Truth.UNKNOWN ? 0 : truth == Truth.PRESENT ? ofPresent : ofAbsent);
            }
        }
        Tensor losses = torch.binary_cross_entropy_with_logits(
                Objective.filled(logits, 6, 2),
                Objective.filled(targets, 6, 2),
                new TensorOptional(Objective.filled(weights, 6, 2)),
                new TensorOptional(),
                2);
        return losses.item_float() / total;
    }

    private static long count(LabelledImages images, int finding, Truth truth) {
        return IntStream.range(0, images.size())
                .filter(i -> images.truth(i, finding) == truth)
                .count();
    }

    @Test
    void aFindingOfOneTruthInTrainingIsRefusedByName() {
        Truth[][] truths = {
            {Truth.PRESENT, Truth.ABSENT}, {Truth.PRESENT, Truth.UNKNOWN}, {Truth.UNKNOWN, Truth.PRESENT}
        };
        LabelledImages three = LabelledImages.ofFindings(
                images(3, false, 1).pixels(), new int[] {0, 1, 2}, truths, new int[] {0, 1, 2});
        assertThatThrownBy(() -> new TorchTrainer(Device.CPU).train(task(PLAN, three), Progress.SILENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"across\" is absent in no training image")
                .message()
                .doesNotContain("down");
        assertThat(task(PLAN, three).activation()).isEqualTo(Activation.SIGMOID);
    }
}
