package org.subtext.perturbation;

/**
 * Linear interpolation from n samples to m along an axis, samples in the middle of their pixels: target t looks at
 * {@code max(0, (t + 1/2) n / m - 1/2)}, between two samples, the last of which stands for everything beyond it.
 */
final class Bilinear {
    private final int[] first;
    private final int[] second;
    private final double[] share;

    Bilinear(int from, int to) {
        first = new int[to];
        second = new int[to];
        share = new double[to];
        for (int t = 0; t < to; t++) {
            double at = Math.max(0, (t + 0.5) * from / to - 0.5);
            first[t] = Math.min((int) at, from - 1);
            second[t] = Math.min(first[t] + 1, from - 1);
            share[t] = Math.min(1, at - first[t]);
        }
    }

    int first(int target) {
        return first[target];
    }

    int second(int target) {
        return second[target];
    }

    /** Weight of the second. */
    double share(int target) {
        return share[target];
    }
}
