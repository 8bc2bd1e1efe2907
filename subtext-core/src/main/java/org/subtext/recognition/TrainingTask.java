package org.subtext.recognition;

import java.nio.file.Path;
import java.util.List;
import org.subtext.provenance.Seed;

/**
 * One recogniser to be trained.
 *
 * @param plan how
 * @param classes names of the classes, a label is an index into it; or of the findings, each a head by itself
 * @param training the images to learn from, at least one of every class; of findings, with and without each
 * @param validation the images that steer early stopping and the plateau schedule; may be empty when neither is used
 * @param seed all randomness of initialisation, order, augmentation and dropout derives from it
 * @param checkpoint file that training writes after each pass and continues from when it exists and belongs to this
 *     task
 */
public record TrainingTask(
        TrainingPlan plan,
        List<String> classes,
        LabelledImages training,
        LabelledImages validation,
        Seed seed,
        Path checkpoint) {
    public TrainingTask {
        classes = List.copyOf(classes);
        if (classes.size() < (training.areFindings() ? 1 : 2)) {
            throw new IllegalArgumentException("a recogniser needs at least two classes, got " + classes);
        }
    }

    /** Classes exclude each other, findings do not. */
    public Activation activation() {
        return training.areFindings() ? Activation.SIGMOID : Activation.SOFTMAX;
    }

    public TrainingTask withPlan(TrainingPlan value) {
        return new TrainingTask(value, classes, training, validation, seed, checkpoint);
    }
}
