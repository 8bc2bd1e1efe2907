package org.subtext.recognition;

import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * What keeps a network from learning its training images by heart.
 *
 * @param weightDecay decoupled for AdamW, L2 for Adam and SGD
 * @param labelSmoothing share of the label spread over all classes, in [0, 1)
 * @param dropout share of features dropped before the head, in [0, 1); networks that define their own keep it
 * @param weightAverage decay per step of the exponential moving average of weights and running statistics that is
 *     validated, scored and saved (Polyak and Juditsky 1992, doi:10.1137/0330046; decay min(this, (1+t)/(10+t)) at step
 *     t); 0 for the last weights, in [0, 1)
 */
public record Regularisation(double weightDecay, double labelSmoothing, double dropout, double weightAverage) {
    public Regularisation {
        RefusedValueException.unlessNotNegative(PlanKey.TRAINING_WEIGHT_DECAY, weightDecay);
        RefusedValueException.unlessShare(PlanKey.TRAINING_LABEL_SMOOTHING, labelSmoothing);
        RefusedValueException.unlessShare(PlanKey.TRAINING_DROPOUT, dropout);
        RefusedValueException.unlessShare(PlanKey.TRAINING_WEIGHT_AVERAGE, weightAverage);
    }

    public Regularisation withWeightDecay(double value) {
        return new Regularisation(value, labelSmoothing, dropout, weightAverage);
    }

    public Regularisation withLabelSmoothing(double value) {
        return new Regularisation(weightDecay, value, dropout, weightAverage);
    }

    public Regularisation withDropout(double value) {
        return new Regularisation(weightDecay, labelSmoothing, value, weightAverage);
    }

    public Regularisation withWeightAverage(double value) {
        return new Regularisation(weightDecay, labelSmoothing, dropout, value);
    }
}
