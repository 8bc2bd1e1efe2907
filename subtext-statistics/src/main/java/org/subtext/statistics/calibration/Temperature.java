package org.subtext.statistics.calibration;

import org.subtext.statistics.Estimate;

/**
 * One temperature T for all log odds, expit(logit(p)/T), that makes the mean log loss least.
 *
 * <p>Above 1 the probabilities were too near to 0 and 1. Probabilities are first kept from 0 and 1 ({@link LogOdds}).
 * The loss is convex in 1/T, so that the root of its derivative is the minimum, found by bisection to the last digits.
 * No temperature where probabilities separate the outcomes or rank them no better than chance. Fitted on rows of other
 * patients than those judged, and one for all groups. Source: Guo and others (2017), arXiv:1706.04599. Checked against
 * SciPy's {@code minimize_scalar} in {@code GroupCalibrationTest}.
 *
 * @param value T, above 0
 * @param logLoss mean log loss with it
 * @param logLossBefore mean log loss without
 */
public record Temperature(Estimate value, Estimate logLoss, Estimate logLossBefore) {
    static Temperature undefined(String reason) {
        Estimate none = Estimate.undefined(reason);
        return new Temperature(none, none, none);
    }

    static Temperature fit(double[] probabilities, boolean[] outcomes) {
        double[] logits = LogOdds.of(probabilities);
        Estimate before = new Estimate.Point(logLoss(logits, outcomes, 1));
        if (derivative(logits, outcomes, 0) >= 0) {
            Estimate none = Estimate.undefined("probabilities on either side of one half rank no better than chance");
            return new Temperature(none, none, before);
        }
        if (separates(logits, outcomes)) {
            Estimate none = Estimate.undefined("probabilities separate the outcomes: no finite temperature is best");
            return new Temperature(none, none, before);
        }
        double low = 0;
        double high = 1;
        while (derivative(logits, outcomes, high) < 0) {
            high *= 2;
        }
        double middle = high / 2;
        while (middle > low && middle < high) {
            if (derivative(logits, outcomes, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
            middle = (low + high) / 2;
        }
        return new Temperature(
                new Estimate.Point(1 / middle), new Estimate.Point(logLoss(logits, outcomes, middle)), before);
    }

    /** Whether every row lies on the side of one half where its outcome is, so that steeper is always better. */
    private static boolean separates(double[] logits, boolean[] outcomes) {
        for (int row = 0; row < logits.length; row++) {
            if (outcomes[row] ? logits[row] < 0 : logits[row] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Σ(expit(b·l) − y)·l, ascending in b = 1/T. */
    private static double derivative(double[] logits, boolean[] outcomes, double inverse) {
        double sum = 0;
        for (int row = 0; row < logits.length; row++) {
            sum += (1 / (1 + Math.exp(-inverse * logits[row])) - (outcomes[row] ? 1 : 0)) * logits[row];
        }
        return sum;
    }

    private static double logLoss(double[] logits, boolean[] outcomes, double inverse) {
        double sum = 0;
        for (int row = 0; row < logits.length; row++) {
            double against = inverse * logits[row] * (outcomes[row] ? -1 : 1);
            sum += Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
        }
        return sum / logits.length;
    }
}
