package org.subtext.recognition;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * How a recogniser is trained; together with the seed and the images it determines the model.
 *
 * @param network which network, what it begins with and how images go into it
 * @param passes how training goes over its images
 * @param optimisation how weights are changed at each step
 * @param regularisation what keeps the network from learning its images by heart
 * @param augmentation random changes of training images
 * @param execution how a machine carries it out
 */
public record TrainingPlan(
        NetworkPlan network,
        Passes passes,
        Optimisation optimisation,
        Regularisation regularisation,
        Augmentation augmentation,
        Execution execution) {

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
        Objects.requireNonNull(augmentation, "a plan says how images are changed");
        if (execution.workers() > passes.batchSize()) {
            throw new RefusedValueException(
                    PlanKey.TRAINING_WORKERS,
                    "(" + execution.workers() + ") cannot exceed the batch size (" + passes.batchSize() + ")");
        }
    }

    /** Whether training looks at validation images at all to steer itself. */
    public boolean needsValidation() {
        return passes.earlyStopping() > 0 || optimisation.schedule() == Schedule.REDUCE_ON_PLATEAU;
    }

    /** The plan as this device carries it out, with an automatic precision settled: what a run keeps and tells. */
    public TrainingPlan on(ComputeDevice device) {
        return execution.precision() == Precision.AUTOMATIC
                ? withExecution(execution ->
                        execution.withPrecision(device.bfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32))
                : this;
    }

    /** The same, naming the file of initial weights alone and not where it lies, for what may leave this machine. */
    public TrainingPlan withoutFolders() {
        String weights = network.initialWeights();
        return weights == null
                ? this
                : withNetwork(network ->
                        network.withInitialWeights(WeightsAddress.parse(weights).name()));
    }

    public TrainingPlan withNetwork(UnaryOperator<NetworkPlan> change) {
        return new TrainingPlan(change.apply(network), passes, optimisation, regularisation, augmentation, execution);
    }

    public TrainingPlan withPasses(UnaryOperator<Passes> change) {
        return new TrainingPlan(network, change.apply(passes), optimisation, regularisation, augmentation, execution);
    }

    public TrainingPlan withOptimisation(UnaryOperator<Optimisation> change) {
        return new TrainingPlan(network, passes, change.apply(optimisation), regularisation, augmentation, execution);
    }

    public TrainingPlan withRegularisation(UnaryOperator<Regularisation> change) {
        return new TrainingPlan(network, passes, optimisation, change.apply(regularisation), augmentation, execution);
    }

    public TrainingPlan withAugmentation(Augmentation value) {
        return new TrainingPlan(network, passes, optimisation, regularisation, value, execution);
    }

    public TrainingPlan withExecution(UnaryOperator<Execution> change) {
        return new TrainingPlan(network, passes, optimisation, regularisation, augmentation, change.apply(execution));
    }
}
