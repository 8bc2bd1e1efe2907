package org.subtext.routes.maps;

/**
 * Lays images of a sample over one another before means are taken: each is moved and stretched along both axes until
 * the centre and the spread of its brightness are those of the sample's mean.
 *
 * <p>Simple on purpose: no rotation, no landmarks; stretches stay between 0.8 and 1.25. Values between pixels are
 * bilinear, outside the image 0.
 */
final class MomentAlignment {
    private static final double LEAST_STRETCH = 0.8;
    private static final double MOST_STRETCH = 1.25;

    private final int side;
    private final double[][] moments;
    private final double[] common = new double[4];

    /** @param images {@code [image][pixel]}, the first channel */
    MomentAlignment(float[][] images, int side) {
        this.side = side;
        this.moments = new double[images.length][];
        for (int i = 0; i < images.length; i++) {
            moments[i] = moments(images[i]);
            for (int m = 0; m < common.length; m++) {
                common[m] += moments[i][m] / images.length;
            }
        }
    }

    /** Centre along x and y, spread along x and y, in pixels; those of an even square for a black image. */
    private double[] moments(float[] image) {
        double[] sums = new double[5];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double value = image[y * side + x];
                sums[0] += value;
                sums[1] += value * x;
                sums[2] += value * y;
                sums[3] += value * x * x;
                sums[4] += value * y * y;
            }
        }
        if (sums[0] <= 0) {
            double spread = Math.sqrt((side * (double) side - 1) / 12);
            return new double[] {(side - 1) / 2.0, (side - 1) / 2.0, spread, spread};
        }
        double x = sums[1] / sums[0];
        double y = sums[2] / sums[0];
        return new double[] {
            x, y, Math.sqrt(Math.max(0, sums[3] / sums[0] - x * x)), Math.sqrt(Math.max(0, sums[4] / sums[0] - y * y))
        };
    }

    /** Anything that lies over image {@code i} pixel by pixel, aligned as that image is. */
    float[] aligned(int i, float[] values) {
        double stretchX = stretch(moments[i][2], common[2]);
        double stretchY = stretch(moments[i][3], common[3]);
        float[] aligned = new float[values.length];
        for (int y = 0; y < side; y++) {
            double fromY = moments[i][1] + (y - common[1]) * stretchY;
            for (int x = 0; x < side; x++) {
                double fromX = moments[i][0] + (x - common[0]) * stretchX;
                aligned[y * side + x] = between(values, fromX, fromY);
            }
        }
        return aligned;
    }

    private static double stretch(double own, double common) {
        return common == 0 ? 1 : Math.max(LEAST_STRETCH, Math.min(MOST_STRETCH, own / common));
    }

    private float between(float[] values, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double below = y - top;
        return (float) ((1 - below) * ((1 - right) * at(values, left, top) + right * at(values, left + 1, top))
                + below * ((1 - right) * at(values, left, top + 1) + right * at(values, left + 1, top + 1)));
    }

    private float at(float[] values, int x, int y) {
        return x < 0 || y < 0 || x >= side || y >= side ? 0 : values[y * side + x];
    }
}
