package org.subtext.learn.training;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.recognition.TrainingTask;

/** What training makes small, and how much an image counts in it. Immutable: all workers share one. */
interface Objective {
    /** Of classes, cross-entropy; of findings, binary cross-entropy of each head by itself. */
    static Objective of(TrainingTask task) {
        return task.training().areFindings() ? new FindingObjective(task) : new ClassObjective(task);
    }

    /** What an image counts, always above 0. */
    double weight(int image);

    /**
     * The sum over some images, each as much as it counts, by the weight of the whole step.
     *
     * @param logits {@code (image, class)} in float32
     * @param images of the training images, one a row
     * @param totalWeight of all images of the step
     * @param onDevice moves a tensor to where the logits are
     */
    Tensor loss(Tensor logits, int[] images, double totalWeight, UnaryOperator<Tensor> onDevice);

    /** Values as a tensor of a shape. */
    static Tensor filled(float[] values, long... shape) {
        Tensor tensor = torch.empty(shape);
        tensor.data_ptr_float().put(values);
        return tensor;
    }
}
