package org.subtext.perturbation.pixels;

/**
 * Linear interpolation from n samples to m along an axis, samples in the middle of their pixels: target t looks at
 * {@code max(0, (t + 1/2) n / m - 1/2)}, between two samples, the last of which stands for everything beyond it.
 */
public final class Bilinear {
    private final int[] first;
    private final int[] second;
    private final double[] share;

    private Bilinear(int from, double[] at) {
        first = new int[at.length];
        second = new int[at.length];
        share = new double[at.length];
        for (int t = 0; t < at.length; t++) {
            first[t] = Math.min((int) at[t], from - 1);
            second[t] = Math.min(first[t] + 1, from - 1);
            share[t] = Math.min(1, at[t] - first[t]);
        }
    }

    static Bilinear of(int from, int to) {
        double[] at = new double[to];
        for (int t = 0; t < to; t++) {
            at[t] = Math.max(0, (t + 0.5) * from / to - 0.5);
        }
        return new Bilinear(from, at);
    }

    /** With positions rounded as PyTorch rounds them for float images, which moves values by some 1e-5. */
    public static Bilinear inFloats(int from, int to) {
        float scale = (float) from / to;
        double[] at = new double[to];
        for (int t = 0; t < to; t++) {
            at[t] = Math.max(0f, scale * (t + 0.5f) - 0.5f);
        }
        return new Bilinear(from, at);
    }

    public int first(int target) {
        return first[target];
    }

    public int second(int target) {
        return second[target];
    }

    /** Weight of the second. */
    public double share(int target) {
        return share[target];
    }
}
