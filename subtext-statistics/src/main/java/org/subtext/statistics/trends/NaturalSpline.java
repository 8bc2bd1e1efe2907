package org.subtext.statistics.trends;

import java.util.Arrays;
import org.subtext.statistics.BootstrapDistribution;

/**
 * Natural cubic splines of one number: cubic between knots, straight beyond the outer ones.
 *
 * <p>Four knots at the 5, 35, 65 and 95 % quantiles (type 7) make three columns: the number, and two cubics.
 *
 * <p>With t for a knot and p(x) for the cube of x where it is above 0, these are p(x−t) − p(x−t₃)(t₄−t)/(t₄−t₃) +
 * p(x−t₄)(t₃−t)/(t₄−t₃), over (t₄−t₁)², for t₁ and t₂.
 *
 * <p>Where fewer than four of the knots differ there is the straight line alone. Source: Harrell (2015), Regression
 * Modeling Strategies, section 2.4, doi:10.1007/978-3-319-19425-7. Checked against NumPy in {@code RateTrendTest}.
 */
final class NaturalSpline {
    private static final double[] SHARES = {0.05, 0.35, 0.65, 0.95};

    /** Four, or none where the line is straight. */
    private final double[] knots;

    private NaturalSpline(double[] knots) {
        this.knots = knots;
    }

    /** With knots where the values lie. */
    static NaturalSpline of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] knots = new double[SHARES.length];
        Arrays.setAll(knots, k -> BootstrapDistribution.quantile(sorted, SHARES[k]));
        boolean areApart = Arrays.stream(knots).distinct().count() == knots.length;
        return new NaturalSpline(areApart ? knots : new double[0]);
    }

    /** No knots. */
    static NaturalSpline straight() {
        return new NaturalSpline(new double[0]);
    }

    /** Columns of a number, the constant first. */
    double[] columns(double x) {
        if (knots.length == 0) {
            return new double[] {1, x};
        }
        return new double[] {1, x, bent(x, 0), bent(x, 1)};
    }

    private double bent(double x, int knot) {
        double last = knots[3];
        double before = knots[2];
        double width = knots[3] - knots[0];
        double sum = cube(x - knots[knot])
                - cube(x - before) * (last - knots[knot]) / (last - before)
                + cube(x - last) * (before - knots[knot]) / (last - before);
        return sum / (width * width);
    }

    private static double cube(double difference) {
        return difference <= 0 ? 0 : difference * difference * difference;
    }
}
