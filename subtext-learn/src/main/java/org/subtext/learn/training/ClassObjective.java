package org.subtext.learn.training;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.recognition.TrainingTask;

/** Cross-entropy over classes that exclude each other, with class weights and smoothed labels. */
final class ClassObjective implements Objective {
    private final TrainingTask task;
    private final float[] classWeights;

    ClassObjective(TrainingTask task) {
        this.task = task;
        this.classWeights = ClassWeights.of(
                task.plan().passes().classWeighting(),
                task.training(),
                task.classes().size());
    }

    @Override
    public double weight(int image) {
        return classWeights[task.training().label(image)];
    }

    @Override
    public Tensor loss(Tensor logits, int[] images, double totalWeight, UnaryOperator<Tensor> onDevice) {
        return torch.log_softmax(logits, 1)
                .mul(onDevice.apply(targets(images)))
                .sum()
                .div(new Scalar(-totalWeight));
    }

    /**
     * Weight of every (image, class) in the loss, so that it is minus the sum of weight × log probability: smoothing as
     * in torch's cross_entropy, ε of the label spread over all classes.
     */
    private Tensor targets(int[] images) {
        int classes = classWeights.length;
        float[] targets = new float[images.length * classes];
        double smoothing = task.plan().regularisation().labelSmoothing();
        for (int i = 0; i < images.length; i++) {
            int label = task.training().label(images[i]);
            for (int c = 0; c < classes; c++) {
                targets[i * classes + c] = (float) (smoothing / classes * classWeights[c]);
            }
            targets[i * classes + label] += (float) ((1 - smoothing) * classWeights[label]);
        }
        return Objective.filled(targets, images.length, classes);
    }
}
