package org.subtext.learn.training;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.subtext.recognition.LabelledImages.Truth;
import org.subtext.recognition.TrainingTask;

/**
 * Binary cross-entropy of each finding's head by itself; a truth that is not known counts nothing.
 *
 * <p>Definition: the mean over all known truths of −w·[t·log σ(z) + (1−t)·log σ(−z)], z the head's logit, t 1 or 0
 * brought nearer to one half by the plan's label smoothing, w the weight of a truth of its kind: 1, or inverse to how
 * often it is found for the finding, with mean one.
 */
final class FindingObjective implements Objective {
    private final TrainingTask task;
    private final int findings;

    /** By finding, of absent and present truths. */
    private final float[][] weights;

    FindingObjective(TrainingTask task) {
        this.task = task;
        this.findings = task.classes().size();
        this.weights = new float[findings][];
        for (int finding = 0; finding < findings; finding++) {
            int[] counts = new int[2];
            for (int i = 0; i < task.training().size(); i++) {
                Truth truth = task.training().truth(i, finding);
                if (truth != Truth.UNKNOWN) {
                    counts[kind(truth)]++;
                }
            }
            weights[finding] = ClassWeights.of(task.plan().passes().classWeighting(), counts);
        }
    }

    private static int kind(Truth truth) {
        return truth == Truth.PRESENT ? 1 : 0;
    }

    private float weight(int image, int finding) {
        Truth truth = task.training().truth(image, finding);
        return truth == Truth.UNKNOWN ? 0 : weights[finding][kind(truth)];
    }

    @Override
    public double weight(int image) {
        double sum = 0;
        for (int finding = 0; finding < findings; finding++) {
            sum += weight(image, finding);
        }
        return sum;
    }

    /** With log σ(−z) = log σ(z) − z, so that one term needs no target and large logits stay finite. */
    @Override
    public Tensor loss(Tensor logits, int[] images, double totalWeight, UnaryOperator<Tensor> onDevice) {
        float[] all = new float[images.length * findings];
        float[] absent = new float[images.length * findings];
        double half = task.plan().regularisation().labelSmoothing() / 2;
        for (int i = 0; i < images.length; i++) {
            for (int finding = 0; finding < findings; finding++) {
                float weight = weight(images[i], finding);
                boolean isPresent = task.training().truth(images[i], finding) == Truth.PRESENT;
                all[i * findings + finding] = weight;
                absent[i * findings + finding] = (float) (weight * (isPresent ? half : 1 - half));
            }
        }
        Tensor ofAll = onDevice.apply(Objective.filled(all, images.length, findings));
        Tensor ofAbsent = onDevice.apply(Objective.filled(absent, images.length, findings));
        return torch.log_sigmoid(logits)
                .mul(ofAll)
                .sub(logits.mul(ofAbsent))
                .sum()
                .div(new Scalar(-totalWeight));
    }
}
