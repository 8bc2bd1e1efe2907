package org.subtext.statistics.calibration;

import java.util.Arrays;

/** Logarithms of odds, of probabilities that are first kept within [10⁻⁶, 1 − 10⁻⁶]. */
final class LogOdds {
    private static final double CLIP = 1e-6;

    private LogOdds() {}

    static double[] of(double[] probabilities) {
        return Arrays.stream(probabilities)
                .map(p -> Math.min(1 - CLIP, Math.max(CLIP, p)))
                .map(p -> Math.log(p / (1 - p)))
                .toArray();
    }
}
