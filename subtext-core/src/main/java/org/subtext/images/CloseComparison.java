package org.subtext.images;

/**
 * Whether two small grey images show the same picture: laid over each other as well as shift, stretch, gain and offset
 * allow, and correlated in their fine structure, which differs between people where their outlines do not.
 *
 * <p>Gauss-Newton over four numbers of place and two of grey (Lucas and Kanade 1981), then the correlation of both
 * images less their surroundings, each in units of its local spread, where both have pixels.
 */
final class CloseComparison {
    private static final int UNKNOWNS = 6;
    private static final int STEPS = 8;
    /** Largest displacement of an edge, as a share of the side: a crop of a tenth. */
    private static final double FARTHEST = 0.1;

    private static final double SETTLED = 0.01;
    /** From this side on every second pixel along each axis says enough of the place. */
    private static final int FINE = 48;
    /** Spread of fine structure, in that of the image, below which it is noise of coding. */
    private static final double FAINT = 0.02;

    private final int side;
    private final float[] fixed;
    private final float[] moved;
    /** Shift and stretch along x, then along y: displacement of the edge in pixels. */
    private final double[] place = new double[4];

    private CloseComparison(SmallGrey fixed, SmallGrey moved) {
        this.side = fixed.side();
        this.fixed = smooth(fixed.values(), side);
        this.moved = smooth(moved.values(), side);
    }

    /** From 0 for unrelated to 1 for equal; 0 where one of them is constant. */
    static double likeness(SmallGrey a, SmallGrey b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        CloseComparison comparison = new CloseComparison(a, b);
        comparison.lay();
        return Math.max(0, comparison.correlation());
    }

    private void lay() {
        for (int step = 0; step < STEPS; step++) {
            double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
            int stride = side < FINE ? 1 : 2;
            for (int y = 1; y < side - 1; y += stride) {
                for (int x = 1; x < side - 1; x += stride) {
                    add(x, y, normal);
                }
            }
            double[] change = solved(normal);
            if (change.length == 0) {
                return;
            }
            double largest = 0;
            for (int i = 0; i < place.length; i++) {
                // The derivative was taken at gain one; what is solved for is gain times place.
                double by = Math.max(-1, Math.min(1, change[i] / Math.max(0.2, change[4])));
                place[i] = Math.max(-FARTHEST * side, Math.min(FARTHEST * side, place[i] + by));
                largest = Math.max(largest, Math.abs(by));
            }
            if (largest < SETTLED) {
                return;
            }
        }
    }

    private void add(int x, int y, double[][] normal) {
        double across = 2.0 * x / (side - 1) - 1;
        double down = 2.0 * y / (side - 1) - 1;
        double atX = x + place[0] + place[1] * across;
        double atY = y + place[2] + place[3] * down;
        if (!(atX >= 1 && atY >= 1 && atX < side - 2 && atY < side - 2)) {
            return;
        }
        double value = at(moved, atX, atY);
        double slopeX = (at(moved, atX + 1, atY) - at(moved, atX - 1, atY)) / 2;
        double slopeY = (at(moved, atX, atY + 1) - at(moved, atX, atY - 1)) / 2;
        double[] row = {slopeX, slopeX * across, slopeY, slopeY * down, value, 1};
        double target = fixed[y * side + x];
        for (int i = 0; i < UNKNOWNS; i++) {
            for (int j = 0; j < UNKNOWNS; j++) {
                normal[i][j] += row[i] * row[j];
            }
            normal[i][UNKNOWNS] += row[i] * target;
        }
    }

    /** Elimination with pivots; empty where the equations do not determine the unknowns. */
    private static double[] solved(double[][] system) {
        for (int column = 0; column < UNKNOWNS; column++) {
            int pivot = column;
            for (int row = column + 1; row < UNKNOWNS; row++) {
                pivot = Math.abs(system[row][column]) > Math.abs(system[pivot][column]) ? row : pivot;
            }
            if (Math.abs(system[pivot][column]) < 1e-9) {
                return new double[0];
            }
            double[] swapped = system[column];
            system[column] = system[pivot];
            system[pivot] = swapped;
            for (int row = 0; row < UNKNOWNS; row++) {
                if (row != column) {
                    double factor = system[row][column] / system[column][column];
                    for (int k = column; k <= UNKNOWNS; k++) {
                        system[row][k] -= factor * system[column][k];
                    }
                }
            }
        }
        double[] solution = new double[UNKNOWNS];
        for (int i = 0; i < UNKNOWNS; i++) {
            solution[i] = system[i][UNKNOWNS] / system[i][i];
        }
        return solution;
    }

    private double correlation() {
        float[] laid = new float[side * side];
        boolean[] both = new boolean[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double atX = x + place[0] + place[1] * (2.0 * x / (side - 1) - 1);
                double atY = y + place[2] + place[3] * (2.0 * y / (side - 1) - 1);
                both[y * side + x] = atX >= 0 && atY >= 0 && atX <= side - 1 && atY <= side - 1;
                laid[y * side + x] =
                        (float) at(moved, Math.max(0, Math.min(side - 1, atX)), Math.max(0, Math.min(side - 1, atY)));
            }
        }
        float[] a = fineStructure(fixed);
        float[] b = fineStructure(laid);
        int border = side / 16;
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        int count = 0;
        for (int y = border; y < side - border; y++) {
            for (int x = border; x < side - border; x++) {
                int i = y * side + x;
                if (both[i]) {
                    sumA += a[i];
                    sumB += b[i];
                    squaresA += a[i] * a[i];
                    squaresB += b[i] * b[i];
                    products += a[i] * b[i];
                    count++;
                }
            }
        }
        double spread = Math.sqrt((squaresA - sumA * sumA / count) * (squaresB - sumB * sumB / count));
        return spread > 0 ? (products - sumA * sumB / count) / spread : 0;
    }

    /** The image less its surroundings, in units of their spread. */
    private float[] fineStructure(float[] image) {
        int radius = Math.max(1, side / 16);
        float[] around = boxMean(image, radius);
        float[] fine = new float[image.length];
        float[] squares = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            fine[i] = image[i] - around[i];
            squares[i] = fine[i] * fine[i];
        }
        float[] spread = boxMean(squares, radius);
        for (int i = 0; i < image.length; i++) {
            fine[i] /= (float) Math.sqrt(spread[i] + FAINT * FAINT);
        }
        return fine;
    }

    private float[] boxMean(float[] image, int radius) {
        return alongY(alongX(image, radius), radius);
    }

    private float[] alongX(float[] image, int radius) {
        float[] mean = new float[image.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = Math.max(0, x - radius);
                int to = Math.min(side - 1, x + radius);
                float sum = 0;
                for (int k = from; k <= to; k++) {
                    sum += image[y * side + k];
                }
                mean[y * side + x] = sum / (to - from + 1);
            }
        }
        return mean;
    }

    private float[] alongY(float[] image, int radius) {
        float[] mean = new float[image.length];
        for (int y = 0; y < side; y++) {
            int from = Math.max(0, y - radius);
            int to = Math.min(side - 1, y + radius);
            for (int k = from; k <= to; k++) {
                for (int x = 0; x < side; x++) {
                    mean[y * side + x] += image[k * side + x] / (to - from + 1);
                }
            }
        }
        return mean;
    }

    /** A binomial filter of three by three, so that slopes are those of the picture and not of its noise. */
    private static float[] smooth(float[] image, int side) {
        float[] smooth = new float[image.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int atY = Math.max(0, Math.min(side - 1, y + dy));
                        int atX = Math.max(0, Math.min(side - 1, x + dx));
                        sum += image[atY * side + atX] * (2 - Math.abs(dx)) * (2 - Math.abs(dy));
                    }
                }
                smooth[y * side + x] = sum / 16;
            }
        }
        return smooth;
    }

    private double at(float[] image, double x, double y) {
        int left = Math.min(side - 2, (int) x);
        int top = Math.min(side - 2, (int) y);
        double right = x - left;
        double below = y - top;
        int i = top * side + left;
        return (1 - below) * ((1 - right) * image[i] + right * image[i + 1])
                + below * ((1 - right) * image[i + side] + right * image[i + side + 1]);
    }
}
