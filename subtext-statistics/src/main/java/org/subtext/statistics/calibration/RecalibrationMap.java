package org.subtext.statistics.calibration;

import java.util.Arrays;
import java.util.Optional;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;

/**
 * Logistic recalibration as a map of scores: p ↦ 1/(1 + exp(−intercept − slope·logit p)), which keeps their order.
 *
 * <p>Probabilities are first kept from 0 and 1 ({@link LogOdds}). Fitted on other patients than it is used for, its
 * gain is one that other patients would have. Source: Cox (1958), doi:10.1093/biomet/45.3-4.562. Checked against
 * statsmodels in {@code RecalibrationMapTest}.
 *
 * @param slope above 0
 */
public record RecalibrationMap(double intercept, double slope) {
    private static final double ANY_LEVEL = 0.95;

    public RecalibrationMap {
        if (!Double.isFinite(intercept) || !(slope > 0 && slope < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a finite intercept and a finite slope above 0 are expected");
        }
    }

    /** From scores with their truths; empty where they are no probabilities, or speak against what they should. */
    public static Optional<RecalibrationMap> fit(BinaryScores scores) {
        Recalibration fit = Calibration.of(scores).recalibration(ANY_LEVEL);
        Estimate slope = fit.slope();
        return slope.isDefined() && fit.intercept().isDefined() && slope.valueOr(0) > 0
                ? Optional.of(new RecalibrationMap(fit.intercept().valueOr(0), slope.valueOr(1)))
                : Optional.empty();
    }

    /** Scores between 0 and 1, mapped. */
    public double[] of(double[] scores) {
        return Arrays.stream(LogOdds.of(scores))
                .map(logit -> 1 / (1 + Math.exp(-intercept - slope * logit)))
                .toArray();
    }
}
