package org.subtext.audit.plan;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subtext.recognition.TrainingPlan;

/**
 * By what an attribute is recognised: by networks that are trained, or by one that is finished.
 *
 * @param preset the recipe that training and pixels started from, for the methods paragraph
 * @param training how recognisers are trained
 * @param recogniser path of a finished model that is assessed on everybody in place of one that is trained; null to
 *     train
 */
public record RecognitionPlan(
        String preset, TrainingPlan training, @Nullable String recogniser) {
    public RecognitionPlan {
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(training, "training");
    }

    public RecognitionPlan withTraining(UnaryOperator<TrainingPlan> change) {
        return new RecognitionPlan(preset, change.apply(training), recogniser);
    }

    /** The same, assessing a finished model. */
    public RecognitionPlan withRecogniser(@Nullable String value) {
        return new RecognitionPlan(preset, training, value);
    }
}
