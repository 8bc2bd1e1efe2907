package org.subtext.routes.injection;

import java.util.concurrent.atomic.LongAdder;

/**
 * How much of a signal is left where values are rounded to those of a file: the change that was made, projected on the
 * change asked for, over the latter's square.
 *
 * <p>Half a step of texture loses a hundredth to rounding, and half a step of local contrast, most of which lies in few
 * places, more. Counted where an image is neither black nor white before or after: what is cut off there is told by
 * itself. The same on any number of threads. Thread-safe.
 */
final class HeldShare {
    private static final double UNITS = 1e9;
    private static final double DIGITS = 1e4;

    private final LongAdder squares = new LongAdder();
    private final LongAdder products = new LongAdder();

    /**
     * One plane more.
     *
     * @param before unchanged values
     * @param from where the plane begins in them
     * @param asked its values as the signal has it
     * @param made as they are now
     */
    void add(float[] before, int from, float[] asked, float[] made) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < asked.length; i++) {
            float value = before[from + i];
            if (isBetween(value) && isBetween(asked[i])) {
                double wanted = asked[i] - value;
                square += wanted * wanted;
                product += wanted * (made[i] - value);
            }
        }
        squares.add(Math.round(square * UNITS));
        products.add(Math.round(product * UNITS));
    }

    /** To four digits, above 0; 1 where nothing was asked for. */
    double share() {
        double share = squares.sum() == 0 ? 1 : products.sum() / (double) squares.sum();
        return Math.max(1, Math.rint(share * DIGITS)) / DIGITS;
    }

    private static boolean isBetween(float value) {
        return value > 0 && value < 1;
    }
}
