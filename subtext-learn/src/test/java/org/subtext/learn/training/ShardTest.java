package org.subtext.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.subtext.learn.engine.Natives;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.Optimiser;
import org.subtext.recognition.TrainingPresets;

class ShardTest {
    private static final float[] START = {1.0f, -2.0f, 0.5f, 3.0f};
    private static final float[][] GRADIENTS = {
        {0.1f, -0.2f, 0.3f, -0.4f}, {0.05f, 0.1f, -0.15f, 0.2f}, {-0.3f, 0.2f, 0.1f, 0.0f}
    };

    // torch.optim of PyTorch 2.15.0, lr 0.1, weight decay 0.05: python3 validation/optimiser_reference.py
    private static final Map<Optimiser, double[]> AFTER_THREE_STEPS = Map.of(
            Optimiser.ADAMW, new double[] {0.8280428, -1.8719164, 0.3290392, 3.1013157},
            Optimiser.ADAM, new double[] {0.8142964, -1.8081441, 0.3196662, 3.0401292},
            Optimiser.SGD, new double[] {0.9656847, -1.9292693, 0.4237292, 2.9859507});

    @BeforeAll
    static void loadNatives() {
        Natives.load();
    }

    private static Tensor weight() {
        Tensor weight = torch.empty(4);
        weight.data_ptr_float().put(START);
        return weight.set_requires_grad(true);
    }

    private static Tensor tensor(float[] values) {
        Tensor tensor = torch.empty(values.length);
        tensor.data_ptr_float().put(values);
        return tensor;
    }

    private static float[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        tensor.data_ptr_float().get(values);
        return values;
    }

    private static TrainingPlan plan(Optimiser optimiser) {
        return TrainingPresets.SMALL.plan().withOptimisation(optimisation -> optimisation.withOptimiser(optimiser));
    }

    @Test
    void threeStepsAgreeWithPyTorch() {
        AFTER_THREE_STEPS.forEach((optimiser, expected) -> {
            try (PointerScope scope = new PointerScope()) {
                Tensor weight = weight();
                try (Shard shard =
                        new Shard(plan(optimiser), List.of(new Shard.Parameter("w", weight, List.of(weight), null)))) {
                    for (int step = 0; step < GRADIENTS.length; step++) {
                        weight.mutable_grad().put(tensor(GRADIENTS[step]));
                        shard.update(step + 1, 0.1, 1);
                    }
                }
                float[] found = values(weight);
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) found[i])
                            .as("%s, weight %s", optimiser, i)
                            .isCloseTo(expected[i], within(1e-6));
                }
            }
        });
    }

    @Test
    void gradientsOfAllWorkersAreAddedAndTheirSquaresSummed() {
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = weight();
            Tensor replica = weight();
            weight.mutable_grad().put(tensor(new float[] {1, 0, 0, 0}));
            replica.mutable_grad().put(tensor(new float[] {2, 4, 0, 0}));
            try (Shard shard = new Shard(
                    plan(Optimiser.SGD), List.of(new Shard.Parameter("w", weight, List.of(weight, replica), null)))) {
                assertThat(shard.sumGradients(true)).isCloseTo(25, within(1e-5));
                assertThat(values(weight.grad())).containsExactly(3, 4, 0, 0);
                assertThat(replica.grad().defined()).isFalse();
            }
        }
    }

    /** 0.5 times how far each weight lies from its anchor, added to its gradient once. */
    @Test
    void aPullIsAddedToTheGradient() {
        try (PointerScope scope = new PointerScope()) {
            Tensor weight = tensor(new float[] {1, -2, 0.5f, 0});
            weight.mutable_grad().put(tensor(new float[] {1, 0, 0, 2}));
            Tensor anchor = tensor(new float[] {0, 2, 0.5f, -4});
            Shard.Parameter parameter = new Shard.Parameter("w", weight, List.of(weight), null, anchor);
            try (Shard shard = new Shard(plan(Optimiser.SGD), List.of(parameter), 0.5)) {
                shard.sumGradients(false);
                assertThat(values(weight.grad())).containsExactly(1.5f, -2, 0, 4);
            }
        }
    }

    @Test
    void theRunningAverageBeginsCloseToTheWeightsAndSettlesAtThePlansDecay() {
        TrainingPlan plan = TrainingPresets.SMALL.plan();
        assertThat(Shard.averageDecay(plan, 1)).isCloseTo(2.0 / 11, within(1e-12));
        assertThat(Shard.averageDecay(plan, 100_000))
                .isEqualTo(plan.regularisation().weightAverage());
    }
}
