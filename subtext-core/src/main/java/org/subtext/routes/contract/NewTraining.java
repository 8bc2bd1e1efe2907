package org.subtext.routes.contract;

import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.recognition.TrainingPlan;

/**
 * How networks are newly trained for routes; whatever is not said here is as the audit's own.
 *
 * @param warmStart whether they begin with the finished network's weights; results are labelled so
 * @param folds in how many of the audit's folds they are trained, from the first; 1 by default
 * @param epochs passes, at least 1; null (the default) for as many as the audit's own
 */
public record NewTraining(
        boolean warmStart, int folds, @Nullable Integer epochs) {
    /** From random weights, in one fold, as long as the audit's own. */
    public static final NewTraining USUAL = new NewTraining(false, 1, null);

    public NewTraining {
        RefusedValueException.unlessAtLeastOne(PlanKey.ROUTES_FOLDS, folds);
        if (epochs != null && epochs < 1) {
            throw new RefusedValueException(
                    PlanKey.ROUTES_EPOCHS,
                    "must be at least 1, got " + epochs + ". Leave it out for as many as the audit's own");
        }
    }

    /** The audit's own training, with the passes of this one. */
    public TrainingPlan like(TrainingPlan own) {
        Integer passes = epochs;
        return passes == null ? own : own.withPasses(of -> of.withEpochs(passes));
    }

    public NewTraining withWarmStart(boolean value) {
        return new NewTraining(value, folds, epochs);
    }

    public NewTraining withFolds(int value) {
        return new NewTraining(warmStart, value, epochs);
    }

    public NewTraining withEpochs(@Nullable Integer value) {
        return new NewTraining(warmStart, folds, value);
    }
}
