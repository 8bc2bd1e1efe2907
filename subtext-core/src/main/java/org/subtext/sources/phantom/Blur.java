package org.subtext.sources.phantom;

/** Separable Gaussian blur of a square raster; the edge pixel continues outwards. */
final class Blur {
    private static final double REACH = 3; // in standard deviations
    private static final double WIDE = 6; // pixels; from here on a coarser raster is blurred instead

    private Blur() {}

    /** {@code sigma} in pixels. */
    static float[] gaussian(float[] values, int side, double sigma) {
        if (sigma < 0.1) {
            return values.clone();
        }
        if (sigma > WIDE && side % 2 == 0 && side > 32) {
            return enlarge(gaussian(halve(values, side), side / 2, sigma / 2), side / 2);
        }
        float[] kernel = kernel(sigma);
        return blurRowsTransposed(blurRowsTransposed(values, side, kernel), side, kernel);
    }

    private static float[] blurRowsTransposed(float[] values, int side, float[] kernel) {
        int reach = kernel.length / 2;
        float[] blurred = new float[values.length];
        float[] padded = new float[side + 2 * reach];
        for (int row = 0; row < side; row++) {
            for (int i = 0; i < padded.length; i++) {
                padded[i] = values[row * side + Math.min(side - 1, Math.max(0, i - reach))];
            }
            for (int column = 0; column < side; column++) {
                float sum = 0;
                for (int k = 0; k < kernel.length; k++) {
                    sum += kernel[k] * padded[column + k];
                }
                blurred[column * side + row] = sum;
            }
        }
        return blurred;
    }

    private static float[] kernel(double sigma) {
        int reach = (int) Math.ceil(REACH * sigma);
        float[] kernel = new float[2 * reach + 1];
        double total = 0;
        for (int i = -reach; i <= reach; i++) {
            total += Math.exp(-i * i / (2 * sigma * sigma));
        }
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = (float) (Math.exp(-i * i / (2 * sigma * sigma)) / total);
        }
        return kernel;
    }

    private static float[] halve(float[] values, int side) {
        int half = side / 2;
        float[] small = new float[half * half];
        for (int row = 0; row < half; row++) {
            for (int column = 0; column < half; column++) {
                int at = 2 * row * side + 2 * column;
                small[row * half + column] =
                        (values[at] + values[at + 1] + values[at + side] + values[at + side + 1]) / 4;
            }
        }
        return small;
    }

    /** Doubles the side by linear interpolation between pixel centres. */
    private static float[] enlarge(float[] values, int side) {
        int large = 2 * side;
        float[] wide = new float[large * large];
        for (int row = 0; row < large; row++) {
            int near = row / 2;
            int far = Math.min(side - 1, Math.max(0, near + (row % 2 == 0 ? -1 : 1)));
            for (int column = 0; column < large; column++) {
                int left = column / 2;
                int next = Math.min(side - 1, Math.max(0, left + (column % 2 == 0 ? -1 : 1)));
                float here = 0.75f * values[near * side + left] + 0.25f * values[near * side + next];
                float there = 0.75f * values[far * side + left] + 0.25f * values[far * side + next];
                wide[row * large + column] = 0.75f * here + 0.25f * there;
            }
        }
        return wide;
    }
}
