package org.subtext.statistics.calibration;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.draws.AscendingOrder;

/**
 * Local quadratic regression on one variable as R's {@code loess(y ~ x)} does it by default: span 0.75, tricube
 * weights, fitted with its slope at the corners of a k-d tree and joined between them by cubics.
 *
 * <p>Cells are cut at the median until they hold at most a fifth of a span of the rows. O(n·corners), about ten corners
 * for any n. Source: Cleveland and Grosse (1991), doi:10.1007/BF01890836. Checked against R 4.2.2 in
 * {@code GroupCalibrationTest}.
 */
final class Loess {
    private static final double SPAN = 0.75;
    private static final double CELL = 0.2;
    private static final int COLUMNS = 3;

    private final double[] x;
    private final double[] y;
    private final int neighbours;

    /** Ascending, with the fit and its slope at each. */
    private final double[] corners;

    private final double[] values;
    private final double[] slopes;

    private Loess(double[] x, double[] y, int neighbours) {
        this.x = x;
        this.y = y;
        this.neighbours = neighbours;
        TreeSet<Double> cuts = new TreeSet<>();
        double range = x[x.length - 1] - x[0];
        double margin = 0.005 * Math.max(range, 1e-10 * Math.max(Math.abs(x[0]), Math.abs(x[x.length - 1])) + 1e-30);
        cut(0, x.length - 1, x[0] - margin, x[x.length - 1] + margin, cuts);
        corners = cuts.stream().mapToDouble(Double::doubleValue).toArray();
        values = new double[corners.length];
        slopes = new double[corners.length];
        for (int corner = 0; corner < corners.length; corner++) {
            double[] fit = fit(corners[corner]);
            values[corner] = fit[0];
            slopes[corner] = fit[1];
        }
    }

    /**
     * The curve at each row.
     *
     * @return empty where rows are too few or too alike for a parabola everywhere
     */
    static Optional<double[]> fitted(double[] probabilities, boolean[] outcomes) {
        int n = probabilities.length;
        int neighbours = (int) Math.floor(n * SPAN + 1e-5);
        int[] order = AscendingOrder.of(Clusters.oneEach(n), row -> probabilities[row]);
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = probabilities[order[i]];
            y[i] = outcomes[order[i]] ? 1 : 0;
        }
        if (neighbours <= COLUMNS || hasNarrowWindow(x, neighbours)) {
            return Optional.empty();
        }
        Loess loess = new Loess(x, y, neighbours);
        return Optional.of(Arrays.stream(probabilities).map(loess::at).toArray());
    }

    /** A window of the nearest rows that holds fewer than four values bears no parabola. */
    private static boolean hasNarrowWindow(double[] sorted, int neighbours) {
        int[] firstOfValue = new int[sorted.length];
        int value = 0;
        for (int i = 1; i < sorted.length; i++) {
            value += sorted[i] == sorted[i - 1] ? 0 : 1;
            firstOfValue[i] = value;
        }
        for (int i = neighbours - 1; i < sorted.length; i++) {
            if (firstOfValue[i] - firstOfValue[i - neighbours + 1] < COLUMNS) {
                return true;
            }
        }
        return false;
    }

    private void cut(int first, int last, double low, double high, TreeSet<Double> cuts) {
        cuts.add(low);
        cuts.add(high);
        if (last - first + 1 <= (int) Math.floor(x.length * SPAN * CELL)) {
            return;
        }
        // Counted from 1 as the published code does, so that the middle is the same one.
        int middle = betweenValues((first + 1 + last + 1) / 2 - 1, first, last);
        double at = x[middle];
        if (at == low || at == high) {
            return;
        }
        cut(first, middle, low, at, cuts);
        cut(middle + 1, last, at, high, cuts);
    }

    /** The place nearest to the middle after which a new value begins: above and below in turn. */
    private int betweenValues(int middle, int first, int last) {
        int offset = 0;
        while (middle + offset < last && middle + offset >= first) {
            if (x[middle + offset] != x[middle + offset + 1]) {
                return middle + offset;
            }
            offset = -offset;
            offset += offset >= 0 ? 1 : 0;
        }
        return middle;
    }

    private double at(double p) {
        int above = Arrays.binarySearch(corners, p);
        if (above >= 0) {
            return values[above];
        }
        int right = -above - 1;
        int left = right - 1;
        double width = corners[right] - corners[left];
        double h = (p - corners[left]) / width;
        return (1 - h) * (1 - h) * (1 + 2 * h) * values[left]
                + h * h * (3 - 2 * h) * values[right]
                + width * (h * (1 - h) * (1 - h) * slopes[left] + h * h * (h - 1) * slopes[right]);
    }

    /** Value and slope at a place of the parabola through its nearest rows. */
    private double[] fit(double place) {
        double[] distances = new double[x.length];
        Arrays.setAll(distances, i -> Math.abs(x[i] - place));
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        double bandwidth = sorted[neighbours - 1];
        double[][] columns = new double[COLUMNS][x.length];
        double[] weighted = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (distances[i] < bandwidth) {
                double share = distances[i] / bandwidth;
                double weight = Math.pow(1 - share * share * share, 1.5);
                columns[0][i] = weight;
                columns[1][i] = weight * (x[i] - place);
                columns[2][i] = weight * (x[i] - place) * (x[i] - place);
                weighted[i] = weight * y[i];
            }
        }
        return LeastSquares.solve(columns, weighted);
    }
}
