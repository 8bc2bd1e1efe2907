package org.subtext.recognition;

import java.util.Objects;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.recognition.TrainingPlan.Precision;

/**
 * How a machine carries a training out; part of the plan because sums depend on it.
 *
 * @param precision arithmetic of forward and backward passes; weights stay float32
 * @param channelsLast whether convolutions run in channels-last memory order
 * @param workers data-parallel workers of one thread each
 */
public record Execution(Precision precision, boolean channelsLast, int workers) {
    public Execution {
        Objects.requireNonNull(precision, "a plan says in which arithmetic");
        RefusedValueException.unlessAtLeastOne(PlanKey.TRAINING_WORKERS, workers);
    }

    public Execution withPrecision(Precision value) {
        return new Execution(value, channelsLast, workers);
    }

    public Execution withChannelsLast(boolean value) {
        return new Execution(precision, value, workers);
    }

    public Execution withWorkers(int value) {
        return new Execution(precision, channelsLast, value);
    }
}
