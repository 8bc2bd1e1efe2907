package org.subtext.perturbation;

/**
 * Separable Gaussian blur of a square channel. The image goes on as its mirror image beyond each edge, the edge pixel
 * repeated ({@code d c b a | a b c d | d c b a}); the kernel ends at 4 standard deviations.
 *
 * <p>Equal to scipy.ndimage.gaussian_filter with its defaults ({@code mode="reflect", truncate=4}). Cost: 4 sigma + 1
 * multiplications a pixel and direction. Immutable, thread-safe.
 */
final class GaussianKernel {
    private static final double TRUNCATE = 4;

    /** Weight of the centre, then of each distance. */
    private final float[] weights;

    /** @param sigma standard deviation in pixels */
    GaussianKernel(double sigma) {
        int reach = (int) (TRUNCATE * sigma + 0.5);
        double[] half = new double[reach + 1];
        double sum = 0;
        for (int i = 0; i <= reach; i++) {
            half[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        weights = new float[reach + 1];
        for (int i = 0; i <= reach; i++) {
            weights[i] = (float) (half[i] / sum);
        }
    }

    int reach() {
        return weights.length - 1;
    }

    float weight(int distance) {
        return weights[distance];
    }

    /** Blurs {@code side × side} values from {@code offset} on, in place. */
    void blur(float[] values, int offset, int side) {
        float[] down = new float[side * side];
        for (int y = 0; y < side; y++) {
            int to = y * side;
            scaled(values, offset + to, weights[0], down, to, side);
            for (int k = 1; k < weights.length; k++) {
                int above = offset + mirrored(y - k, side) * side;
                int below = offset + mirrored(y + k, side) * side;
                addPair(values, above, below, weights[k], down, to, side);
            }
        }
        int reach = reach();
        float[] padded = new float[side + 2 * reach];
        for (int y = 0; y < side; y++) {
            System.arraycopy(down, y * side, padded, reach, side);
            for (int k = 1; k <= reach; k++) {
                padded[reach - k] = down[y * side + mirrored(-k, side)];
                padded[reach + side - 1 + k] = down[y * side + mirrored(side - 1 + k, side)];
            }
            int to = offset + y * side;
            scaled(padded, reach, weights[0], values, to, side);
            for (int k = 1; k <= reach; k++) {
                addPair(padded, reach - k, reach + k, weights[k], values, to, side);
            }
        }
    }

    // Plain loops over arrays with constant offsets: the compiler makes vector instructions of them.

    private static void scaled(float[] from, int at, float weight, float[] to, int target, int count) {
        for (int i = 0; i < count; i++) {
            to[target + i] = weight * from[at + i];
        }
    }

    private static void addPair(float[] from, int first, int second, float weight, float[] to, int target, int count) {
        for (int i = 0; i < count; i++) {
            to[target + i] += weight * (from[first + i] + from[second + i]);
        }
    }

    /** Index behind the mirrors at both edges. */
    static int mirrored(int index, int size) {
        int period = Math.floorMod(index, 2 * size);
        return period < size ? period : 2 * size - 1 - period;
    }
}
