package org.subtext.learn.training;

import java.util.ArrayList;
import java.util.List;
import org.subtext.recognition.LearningCurve;

/**
 * Everything a training remembers between passes beside its tensors.
 *
 * @param passesDone 0 before the first
 * @param plateau of the learning rate
 * @param bestPass the pass of the lowest validation loss, 0 before the first
 * @param bestLoss that loss
 * @param ended whether early stopping has ended the training
 * @param curve one entry a pass
 */
record TrainingState(
        int passesDone,
        LearningRate.Plateau plateau,
        int bestPass,
        double bestLoss,
        boolean ended,
        List<LearningCurve.Epoch> curve) {
    TrainingState {
        curve = List.copyOf(curve);
    }

    static TrainingState beginning(LearningRate rate) {
        return new TrainingState(0, rate.plateau(), 0, Double.POSITIVE_INFINITY, false, List.of());
    }

    /** After one more pass; {@code patience} passes without a lower loss end the training, 0 never does. */
    TrainingState after(LearningCurve.Epoch pass, LearningRate.Plateau newPlateau, int patience) {
        boolean better = pass.validationLoss() < bestLoss;
        int best = better ? pass.epoch() : bestPass;
        List<LearningCurve.Epoch> longer = new ArrayList<>(curve);
        longer.add(pass);
        return new TrainingState(
                pass.epoch(),
                newPlateau,
                best,
                better ? pass.validationLoss() : bestLoss,
                patience > 0 && pass.epoch() - best >= patience,
                longer);
    }

    boolean lastPassWasBest() {
        return bestPass == passesDone && passesDone > 0;
    }
}
