package org.subtext.recognition;

import java.util.List;

/** What training saw, one entry a pass; the report draws it. */
public record LearningCurve(List<Epoch> epochs, int bestEpoch) {
    /**
     * One pass.
     *
     * @param epoch counted from 1
     * @param trainingLoss mean cross-entropy over the pass
     * @param validationLoss mean cross-entropy on the validation images, NaN without any
     * @param validationAuc macro one-versus-rest AUC on the validation images, NaN when it cannot be computed
     * @param learningRate at the end of the pass
     */
    public record Epoch(
            int epoch, double trainingLoss, double validationLoss, double validationAuc, double learningRate) {}

    public LearningCurve {
        epochs = List.copyOf(epochs);
    }
}
