package org.subtext.recognition;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * How a recogniser is trained; together with the seed and the images it determines the model.
 *
 * @param architecture the network
 * @param pixelScaling how [0, 1] pixels are scaled before the network
 * @param initialWeights path of a safetensors or .pt/.pth file, or null to start from random weights
 * @param weightsFit how much of the network the file of initial weights must hold; null for all but the head
 * @param epochs upper limit of passes over the training images
 * @param batchSize images a step, over all workers together
 * @param optimiser which update rule
 * @param learningRate the highest rate, after warm-up
 * @param weightDecay decoupled for AdamW, L2 for Adam and SGD
 * @param schedule how the rate falls
 * @param warmUp share of all steps in which the rate rises linearly from 0, in [0, 1)
 * @param earlyStopping passes without a lower validation loss after which training ends and the best weights return; 0
 *     for never
 * @param classWeighting weight of each class in the loss
 * @param sampling how training images are drawn
 * @param labelSmoothing share of the label spread over all classes, in [0, 1)
 * @param clipNorm largest Euclidean norm of the gradient; 0 for no clipping
 * @param dropout share of features dropped before the head, in [0, 1); networks that define their own keep it
 * @param weightAverage decay per step of the exponential moving average of weights and running statistics that is
 *     validated, scored and saved (Polyak and Juditsky 1992, doi:10.1137/0330046; decay min(this, (1+t)/(10+t)) at step
 *     t); 0 for the last weights, in [0, 1)
 * @param precision arithmetic of forward and backward passes; weights stay float32
 * @param channelsLast whether convolutions run in channels-last memory order
 * @param augmentation random changes of training images
 * @param mirroredScoring whether scores are means over the image and its mirror image
 * @param workers data-parallel workers of one thread each; part of the plan because sums depend on it
 */
public record TrainingPlan(
        Architecture architecture,
        PixelScaling pixelScaling,
        @Nullable String initialWeights,
        WeightsFit weightsFit,
        int epochs,
        int batchSize,
        Optimiser optimiser,
        double learningRate,
        double weightDecay,
        Schedule schedule,
        double warmUp,
        int earlyStopping,
        ClassWeighting classWeighting,
        Sampling sampling,
        double labelSmoothing,
        double clipNorm,
        double dropout,
        double weightAverage,
        Precision precision,
        boolean channelsLast,
        Augmentation augmentation,
        boolean mirroredScoring,
        int workers) {

    /** Scaling of [0, 1] pixels. */
    public enum PixelScaling {
        /** (x − mean) / (standard deviation + 0.001) of each image by itself. */
        STANDARDISED_PER_IMAGE,
        /** ImageNet mean and standard deviation; for one channel their means 0.449 and 0.226. */
        IMAGENET,
        /** 0 to 255, as the study's Keras networks were fed. */
        ZERO_TO_255,
        /** As they are. */
        UNIT
    }

    /** How much of the network a file of initial weights must hold. */
    public enum WeightsFit {
        /** All but the head. */
        WHOLE,
        /** Any part; the rest starts from random values. */
        PART
    }

    /** Update rule. */
    public enum Optimiser {
        ADAMW,
        ADAM,
        /** With momentum 0.9. */
        SGD
    }

    /** How the learning rate falls. */
    public enum Schedule {
        CONSTANT,
        /** Half a cosine to zero over all steps after warm-up. */
        COSINE,
        /** Times 0.1 when the validation loss has not fallen by 1e-4 for 2 passes, not below 1e-5. */
        REDUCE_ON_PLATEAU
    }

    /** Weight of each class in the loss. */
    public enum ClassWeighting {
        NONE,
        /** Inverse to the class's image count, mean one. */
        BALANCED
    }

    /** How training images are drawn in a pass. */
    public enum Sampling {
        /** Every image once a pass, in shuffled order. */
        EVERY_IMAGE,
        /** With replacement, with weight one over the square root of the patient's image count. */
        PATIENT_BALANCED
    }

    /** Arithmetic of forward and backward passes. */
    public enum Precision {
        FLOAT32,
        /** Weights stay float32. Twice as fast where the hardware computes it, ten times slower where it does not. */
        BFLOAT16,
        /** BFLOAT16 where the device computes it in hardware, FLOAT32 elsewhere; settled by {@link #on}. */
        AUTOMATIC
    }

    public TrainingPlan {
        weightsFit = weightsFit == null ? WeightsFit.WHOLE : weightsFit; // older models say nothing
        RefusedValueException.unlessAtLeastOne(PlanKey.TRAINING_EPOCHS, epochs);
        RefusedValueException.unlessAtLeastOne(PlanKey.TRAINING_BATCH_SIZE, batchSize);
        RefusedValueException.unlessAtLeastOne(PlanKey.TRAINING_WORKERS, workers);
        if (workers > batchSize) {
            throw new RefusedValueException(
                    PlanKey.TRAINING_WORKERS, "(" + workers + ") cannot exceed the batch size (" + batchSize + ")");
        }
        if (!(learningRate > 0)) {
            throw new RefusedValueException(PlanKey.TRAINING_LEARNING_RATE, "must be positive, got " + learningRate);
        }
        requireNotNegative(PlanKey.TRAINING_WEIGHT_DECAY, weightDecay);
        requireNotNegative(PlanKey.TRAINING_CLIP_NORM, clipNorm);
        requireNotNegative(PlanKey.TRAINING_EARLY_STOPPING, earlyStopping);
        RefusedValueException.unlessShare(PlanKey.TRAINING_WARM_UP, warmUp);
        RefusedValueException.unlessShare(PlanKey.TRAINING_LABEL_SMOOTHING, labelSmoothing);
        RefusedValueException.unlessShare(PlanKey.TRAINING_DROPOUT, dropout);
        RefusedValueException.unlessShare(PlanKey.TRAINING_WEIGHT_AVERAGE, weightAverage);
    }

    /** Whether training looks at validation images at all to steer itself. */
    public boolean needsValidation() {
        return earlyStopping > 0 || schedule == Schedule.REDUCE_ON_PLATEAU;
    }

    /** The plan as this device carries it out, with an automatic precision settled: what a run keeps and tells. */
    public TrainingPlan on(ComputeDevice device) {
        return precision == Precision.AUTOMATIC
                ? withPrecision(device.bfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32)
                : this;
    }

    public TrainingPlan withArchitecture(Architecture value) {
        return changed(draft -> draft.architecture = value);
    }

    public TrainingPlan withPixelScaling(PixelScaling value) {
        return changed(draft -> draft.pixelScaling = value);
    }

    public TrainingPlan withInitialWeights(@Nullable String value) {
        return changed(draft -> draft.initialWeights = value);
    }

    public TrainingPlan withWeightsFit(WeightsFit value) {
        return changed(draft -> draft.weightsFit = value);
    }

    /** The same, naming the file of initial weights alone and not where it lies, for what may leave this machine. */
    public TrainingPlan withoutFolders() {
        return initialWeights == null
                ? this
                : withInitialWeights(WeightsAddress.parse(initialWeights).name());
    }

    public TrainingPlan withEpochs(int value) {
        return changed(draft -> draft.epochs = value);
    }

    public TrainingPlan withBatchSize(int value) {
        return changed(draft -> draft.batchSize = value);
    }

    public TrainingPlan withOptimiser(Optimiser value) {
        return changed(draft -> draft.optimiser = value);
    }

    public TrainingPlan withLearningRate(double value) {
        return changed(draft -> draft.learningRate = value);
    }

    public TrainingPlan withSchedule(Schedule value) {
        return changed(draft -> draft.schedule = value);
    }

    public TrainingPlan withEarlyStopping(int value) {
        return changed(draft -> draft.earlyStopping = value);
    }

    public TrainingPlan withPrecision(Precision value) {
        return changed(draft -> draft.precision = value);
    }

    public TrainingPlan withChannelsLast(boolean value) {
        return changed(draft -> draft.channelsLast = value);
    }

    public TrainingPlan withAugmentation(Augmentation value) {
        return changed(draft -> draft.augmentation = value);
    }

    public TrainingPlan withMirroredScoring(boolean value) {
        return changed(draft -> draft.mirroredScoring = value);
    }

    public TrainingPlan withWeightDecay(double value) {
        return changed(draft -> draft.weightDecay = value);
    }

    public TrainingPlan withLabelSmoothing(double value) {
        return changed(draft -> draft.labelSmoothing = value);
    }

    public TrainingPlan withClipNorm(double value) {
        return changed(draft -> draft.clipNorm = value);
    }

    public TrainingPlan withDropout(double value) {
        return changed(draft -> draft.dropout = value);
    }

    public TrainingPlan withClassWeighting(ClassWeighting value) {
        return changed(draft -> draft.classWeighting = value);
    }

    public TrainingPlan withSampling(Sampling value) {
        return changed(draft -> draft.sampling = value);
    }

    public TrainingPlan withWarmUp(double value) {
        return changed(draft -> draft.warmUp = value);
    }

    public TrainingPlan withWeightAverage(double value) {
        return changed(draft -> draft.weightAverage = value);
    }

    public TrainingPlan withWorkers(int value) {
        return changed(draft -> draft.workers = value);
    }

    private TrainingPlan changed(Consumer<TrainingPlanDraft> change) {
        TrainingPlanDraft draft = new TrainingPlanDraft(this);
        change.accept(draft);
        return draft.plan();
    }

    private static void requireNotNegative(PlanKey key, double value) {
        if (!(value >= 0)) {
            throw new RefusedValueException(key, "must not be negative, got " + value);
        }
    }
}
