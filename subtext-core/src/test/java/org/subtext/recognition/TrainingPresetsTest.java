package org.subtext.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;
import org.subtext.recognition.TrainingPlan.Optimiser;
import org.subtext.recognition.TrainingPlan.Schedule;

class TrainingPresetsTest {
    @Test
    void everyPresetIsFoundByItsNameAndNamesDiffer() {
        assertThat(TrainingPresets.all()).extracting(TrainingPreset::name).doesNotHaveDuplicates();
        for (TrainingPreset preset : TrainingPresets.all()) {
            assertThat(TrainingPresets.named(preset.name())).isSameAs(preset);
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithAllNames() {
        assertThatThrownBy(() -> TrainingPresets.named("study-cxr2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("study-cxr,")
                .hasMessageContaining("small");
    }

    @Test
    void theChestRecipeIsTheStudys() {
        TrainingPreset cxr = TrainingPresets.STUDY_CXR; // Adam 1e-3, batches of 256, patience 2 and 4
        assertThat(cxr.pixels().side()).isEqualTo(320);
        assertThat(cxr.plan().network().architecture()).isEqualTo(Architecture.RESNET34);
        assertThat(cxr.plan().optimisation().optimiser()).isEqualTo(Optimiser.ADAM);
        assertThat(cxr.plan().optimisation().learningRate()).isEqualTo(1e-3);
        assertThat(cxr.plan().passes().batchSize()).isEqualTo(256);
        assertThat(cxr.plan().optimisation().schedule()).isEqualTo(Schedule.REDUCE_ON_PLATEAU);
        assertThat(cxr.plan().passes().earlyStopping()).isEqualTo(4);
        assertThat(cxr.plan().passes().epochs()).isEqualTo(100);
    }

    @Test
    void thePresetForSmallCohortsNeedsNoValidationImages() {
        assertThat(TrainingPresets.SMALL.plan().needsValidation()).isFalse();
    }

    @Test
    void aChangedPlanDiffersInThatValueOnly() {
        TrainingPlan plan = TrainingPresets.STUDY_CXR.plan();
        assertThat(plan.withExecution(execution -> execution.withWorkers(2))).isNotEqualTo(plan);
        assertThat(plan.withExecution(execution ->
                        execution.withWorkers(2).withWorkers(plan.execution().workers())))
                .isEqualTo(plan);
        assertThat(plan.withOptimisation(optimisation -> optimisation
                        .withWarmUp(0.5)
                        .withWarmUp(plan.optimisation().warmUp())))
                .isEqualTo(plan);
    }

    @Test
    void theArithmeticOfAPresetIsWhatTheMachineDoesInHardware() {
        for (TrainingPreset preset : TrainingPresets.all()) {
            TrainingPlan plan = preset.plan();

            assertThat(plan.on(device(true)).execution().precision()).isEqualTo(TrainingPlan.Precision.BFLOAT16);
            assertThat(plan.on(device(false)).execution().precision()).isEqualTo(TrainingPlan.Precision.FLOAT32);
        }
    }

    @Test
    void anArithmeticThatThePlanNamesIsLeft() {
        TrainingPlan plan = TrainingPresets.SMALL.plan();

        assertThat(plan.withExecution(execution -> execution.withPrecision(TrainingPlan.Precision.BFLOAT16))
                        .on(device(false))
                        .execution()
                        .precision())
                .isEqualTo(TrainingPlan.Precision.BFLOAT16);
        assertThat(plan.withExecution(execution -> execution.withPrecision(TrainingPlan.Precision.FLOAT32))
                        .on(device(true))
                        .execution()
                        .precision())
                .isEqualTo(TrainingPlan.Precision.FLOAT32);
    }

    private static ComputeDevice device(boolean bfloat16) {
        return new ComputeDevice(ComputeDevice.Kind.PROCESSOR, "cpu", "of a test", bfloat16);
    }
}
