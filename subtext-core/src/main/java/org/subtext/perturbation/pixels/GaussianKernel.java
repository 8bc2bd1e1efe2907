package org.subtext.perturbation.pixels;

/**
 * Separable Gaussian blur of a square channel. The image goes on as its mirror image beyond each edge, the edge pixel
 * repeated ({@code d c b a | a b c d | d c b a}); the kernel ends at 4 standard deviations.
 *
 * <p>Equal to scipy.ndimage.gaussian_filter with its defaults ({@code mode="reflect", truncate=4}). Cost: 4 sigma + 1
 * multiplications a pixel and direction. Immutable, thread-safe.
 */
public final class GaussianKernel {
    private static final double TRUNCATE = 4;
    private static final int BLOCK = 16; // lines whose transposed values share cache lines

    /** Weight of the centre, then of each distance. */
    private final float[] weights;

    /** @param sigma standard deviation in pixels */
    public GaussianKernel(double sigma) {
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

    public int reach() {
        return weights.length - 1;
    }

    public float weight(int distance) {
        return weights[distance];
    }

    /** Blurs {@code side × side} values from {@code offset} on, in place. */
    public void blur(float[] values, int offset, int side) {
        float[][] lines = new float[side][side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(values, offset + y * side, lines[y], 0, side);
        }
        float[][] transposed = acrossTransposed(acrossTransposed(lines));
        for (int y = 0; y < side; y++) {
            System.arraycopy(transposed[y], 0, values, offset + y * side, side);
        }
    }

    /**
     * Blurs across the lines (each the same place in all of them) and exchanges rows and columns, so that twice does
     * both.
     */
    private float[][] acrossTransposed(float[][] lines) {
        int side = lines.length;
        float[][] transposed = new float[side][side];
        float[][] block = new float[Math.min(BLOCK, side)][side];
        for (int start = 0; start < side; start += BLOCK) {
            int rows = Math.min(BLOCK, side - start);
            for (int row = 0; row < rows; row++) {
                across(lines, start + row, block[row]);
            }
            for (int x = 0; x < side; x++) {
                float[] column = transposed[x];
                for (int row = 0; row < rows; row++) {
                    column[start + row] = block[row][x];
                }
            }
        }
        return transposed;
    }

    private void across(float[][] lines, int y, float[] sum) {
        int side = lines.length;
        scaled(lines[y], weights[0], sum);
        int k = 1;
        for (; k + 1 < weights.length; k += 2) {
            addTwoPairs(
                    lines[mirrored(y - k, side)],
                    lines[mirrored(y + k, side)],
                    weights[k],
                    lines[mirrored(y - k - 1, side)],
                    lines[mirrored(y + k + 1, side)],
                    weights[k + 1],
                    sum);
        }
        if (k < weights.length) {
            addPair(lines[mirrored(y - k, side)], lines[mirrored(y + k, side)], weights[k], sum);
        }
    }

    // Whole arrays from index 0: of such loops the compiler makes vector instructions, of loops with offsets it does
    // not.

    private static void scaled(float[] from, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = weight * from[i];
        }
    }

    private static void addPair(float[] first, float[] second, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * (first[i] + second[i]);
        }
    }

    private static void addTwoPairs(
            float[] first, float[] second, float weight, float[] third, float[] fourth, float next, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * (first[i] + second[i]) + next * (third[i] + fourth[i]);
        }
    }

    /** Index behind the mirrors at both edges. */
    public static int mirrored(int index, int size) {
        if (index >= 0 && index < size) {
            return index;
        }
        int period = Math.floorMod(index, 2 * size);
        return period < size ? period : 2 * size - 1 - period;
    }
}
