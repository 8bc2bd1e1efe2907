package org.subtext.readers;

import java.util.Arrays;

/**
 * On which scale a ridge regression takes features, and how much it holds coefficients back.
 *
 * <p>The penalty is the total weighted variance of scaled features over {@code patients} times the teaching patients:
 * the shrinkage of a rule that is worth one part in {@code patients} of the variance of a class's indicator before the
 * first patient is seen.
 *
 * @param isEachFeature whether each feature is brought to deviation one, and the root of its block's size taken from
 *     it; otherwise blocks are, so that within one the features that vary more count more
 * @param patients above 0
 */
record Shrinkage(boolean isEachFeature, double patients) {
    /** Of features that are few and unlike each other. */
    static final Shrinkage FEATURES = new Shrinkage(true, 4);

    /**
     * Of a band of an image, whose coefficients are alike: those that hardly vary carry noise, and a pattern that is
     * spread over all of them is read only where they are held back little.
     */
    static final Shrinkage BAND = new Shrinkage(false, 100);

    /** Float32 rounding of a constant is no variation. */
    private static final double SMALLEST_RELATIVE_DEVIATION = 1e-7;

    /** What each feature is multiplied with: 0 for a constant one. */
    double[] scales(Moments moments, int[] blocks) {
        double[] scales = new double[moments.width()];
        int start = 0;
        for (int size : blocks) {
            for (int j = start; j < start + size; j++) {
                double deviation = Math.sqrt(Math.max(0, moments.scatter(j, j)) / moments.weight());
                scales[j] = deviation > SMALLEST_RELATIVE_DEVIATION * Math.abs(moments.mean(j)) ? deviation : 0;
            }
            double spread = Math.sqrt(Arrays.stream(scales, start, start + size)
                    .map(deviation -> deviation * deviation)
                    .sum());
            for (int j = start; j < start + size; j++) {
                scales[j] = scales[j] == 0 ? 0 : 1 / (isEachFeature ? scales[j] * Math.sqrt(size) : spread);
            }
            start += size;
        }
        return scales;
    }

    /** What is added to the diagonal of scaled features whose weighted variances add up to this. */
    double penalty(double total, Moments moments) {
        return total > 0 ? total / (patients * moments.patients()) : 1; // features that are all constant
    }
}
