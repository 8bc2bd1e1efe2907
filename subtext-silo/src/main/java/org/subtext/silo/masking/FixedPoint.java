package org.subtext.silo.masking;

/**
 * Updates of a model as whole numbers, so that their sum is exact: {@code [n, n x update ..]} in steps of 2^-24, where
 * n is the number of examples that the update is from. Sums give the mean weighted by n.
 */
public final class FixedPoint {
    /** One, in steps. */
    public static final double SCALE = 1 << 24;

    private static final double LARGEST = 0x1p62;

    private FixedPoint() {}

    /** Halves are rounded up; what is no number, or too large for the ring, is refused. */
    public static long[] encode(long examples, double[] update) {
        if (examples < 0) {
            throw new IllegalArgumentException("an update cannot be from " + examples + " examples");
        }
        long[] words = new long[update.length + 1];
        words[0] = examples;
        for (int i = 0; i < update.length; i++) {
            double scaled = examples * update[i] * SCALE;
            if (!(Math.abs(scaled) < LARGEST)) {
                throw new RoundRefusedException(Refusal.OUT_OF_RANGE, "weight " + i + " of the update: " + update[i]);
            }
            double floor = Math.floor(scaled);
            words[i + 1] = (long) (scaled - floor >= 0.5 ? floor + 1 : floor);
        }
        return words;
    }

    /** The mean update of all examples, from the sum of all vectors. */
    public static double[] mean(long[] sum) {
        if (sum.length == 0 || sum[0] <= 0) {
            throw new IllegalArgumentException("no examples stand behind this sum, so it has no mean");
        }
        double[] mean = new double[sum.length - 1];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i + 1] / SCALE / sum[0];
        }
        return mean;
    }

    /** Refuses a number so large that the sum over so many sites could leave the ring and come back wrong. */
    public static void checkRange(long[] words, int sites) {
        long most = Long.MAX_VALUE / sites;
        for (int i = 0; i < words.length; i++) {
            if (words[i] > most || words[i] < -most) {
                throw new RoundRefusedException(Refusal.OUT_OF_RANGE, "number " + i + " of the vector");
            }
        }
    }
}
