package org.subtext.recognition;

import java.util.Objects;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.recognition.TrainingPlan.ClassWeighting;
import org.subtext.recognition.TrainingPlan.Sampling;

/**
 * How a training goes over its images.
 *
 * @param epochs upper limit of passes over the training images
 * @param batchSize images a step, over all workers together
 * @param earlyStopping passes without a lower validation loss after which training ends and the best weights return; 0
 *     for never
 * @param classWeighting weight of each class in the loss
 * @param sampling how training images are drawn
 */
public record Passes(int epochs, int batchSize, int earlyStopping, ClassWeighting classWeighting, Sampling sampling) {
    public Passes {
        RefusedValueException.unlessAtLeastOne(PlanKey.TRAINING_EPOCHS, epochs);
        RefusedValueException.unlessAtLeastOne(PlanKey.TRAINING_BATCH_SIZE, batchSize);
        RefusedValueException.unlessNotNegative(PlanKey.TRAINING_EARLY_STOPPING, earlyStopping);
        Objects.requireNonNull(classWeighting, "a plan says how classes are weighted");
        Objects.requireNonNull(sampling, "a plan says how images are drawn");
    }

    public Passes withEpochs(int value) {
        return new Passes(value, batchSize, earlyStopping, classWeighting, sampling);
    }

    public Passes withBatchSize(int value) {
        return new Passes(epochs, value, earlyStopping, classWeighting, sampling);
    }

    public Passes withEarlyStopping(int value) {
        return new Passes(epochs, batchSize, value, classWeighting, sampling);
    }

    public Passes withClassWeighting(ClassWeighting value) {
        return new Passes(epochs, batchSize, earlyStopping, value, sampling);
    }

    public Passes withSampling(Sampling value) {
        return new Passes(epochs, batchSize, earlyStopping, classWeighting, value);
    }
}
