package org.subtext.recognition;

import java.util.Objects;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.recognition.TrainingPlan.Optimiser;
import org.subtext.recognition.TrainingPlan.Schedule;

/**
 * How weights are changed at each step.
 *
 * @param optimiser which update rule
 * @param learningRate the highest rate, after warm-up
 * @param schedule how the rate falls
 * @param warmUp share of all steps in which the rate rises linearly from 0, in [0, 1)
 * @param clipNorm largest Euclidean norm of the gradient; 0 for no clipping
 */
public record Optimisation(
        Optimiser optimiser, double learningRate, Schedule schedule, double warmUp, double clipNorm) {
    public Optimisation {
        Objects.requireNonNull(optimiser, "a plan names an update rule");
        Objects.requireNonNull(schedule, "a plan says how the rate falls");
        if (!(learningRate > 0)) {
            throw new RefusedValueException(PlanKey.TRAINING_LEARNING_RATE, "must be positive, got " + learningRate);
        }
        RefusedValueException.unlessShare(PlanKey.TRAINING_WARM_UP, warmUp);
        RefusedValueException.unlessNotNegative(PlanKey.TRAINING_CLIP_NORM, clipNorm);
    }

    public Optimisation withOptimiser(Optimiser value) {
        return new Optimisation(value, learningRate, schedule, warmUp, clipNorm);
    }

    public Optimisation withLearningRate(double value) {
        return new Optimisation(optimiser, value, schedule, warmUp, clipNorm);
    }

    public Optimisation withSchedule(Schedule value) {
        return new Optimisation(optimiser, learningRate, value, warmUp, clipNorm);
    }

    public Optimisation withWarmUp(double value) {
        return new Optimisation(optimiser, learningRate, schedule, value, clipNorm);
    }

    public Optimisation withClipNorm(double value) {
        return new Optimisation(optimiser, learningRate, schedule, warmUp, value);
    }
}
