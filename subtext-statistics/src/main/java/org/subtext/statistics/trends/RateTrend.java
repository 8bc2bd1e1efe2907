package org.subtext.statistics.trends;

import java.util.Arrays;
import java.util.Optional;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;

/**
 * The share of rows that are called along a number of each row, such as age: smooth, and as a straight line on the
 * scale of log odds.
 *
 * <p>Smooth: logistic regression on a natural cubic spline of three columns, its variance clustered by patient, limits
 * by Student's t on the patients less the parameters, made on the scale of log odds. The difference between two numbers
 * joins their limits by MOVER with the correlation of both. Undefined with fewer than {@value #FEWEST} patients with a
 * row that is called, or with one that is not, and where called rows are parted from the others. Immutable. O(rows).
 * Source: Liang and Zeger (1986), doi:10.1093/biomet/73.1.13, for the variance; Zou and Donner (2008),
 * doi:10.1002/sim.3095. Checked against statsmodels 0.15.0 in {@code RateTrendTest}.
 */
public final class RateTrend {
    /** Patients of either kind: the spline has four parameters. */
    public static final int FEWEST = 20;

    private static final String METHOD = "natural cubic spline, logistic, clustered by patient";

    private final Optional<String> obstacle;
    private final NaturalSpline spline;
    private final Optional<ClusteredLogistic> smooth;
    private final Optional<ClusteredLogistic> straight;
    private final int patients;

    private RateTrend(
            Optional<String> obstacle,
            NaturalSpline spline,
            Optional<ClusteredLogistic> smooth,
            Optional<ClusteredLogistic> straight,
            int patients) {
        this.obstacle = obstacle;
        this.spline = spline;
        this.smooth = smooth;
        this.straight = straight;
        this.patients = patients;
    }

    /**
     * Of rows, each with a finite number.
     *
     * @param patients of the rows, any numbers; equal ones are one patient
     */
    public static RateTrend of(double[] values, boolean[] called, int[] patients) {
        if (called.length != values.length || patients.length != values.length) {
            throw new IllegalArgumentException("values, calls and patients have one entry a row");
        }
        if (Arrays.stream(values).anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException("a rate runs along finite numbers");
        }
        int[] dense = Clusters.dense(patients);
        int count = dense.length == 0 ? 0 : Clusters.count(dense);
        NaturalSpline spline = values.length == 0 ? NaturalSpline.straight() : NaturalSpline.of(values);
        Optional<String> obstacle = obstacle(values, called, dense);
        return obstacle.isPresent()
                ? new RateTrend(obstacle, spline, Optional.empty(), Optional.empty(), count)
                : new RateTrend(
                        obstacle,
                        spline,
                        fit(spline, values, called, dense, count),
                        fit(NaturalSpline.straight(), values, called, dense, count),
                        count);
    }

    private static Optional<String> obstacle(double[] values, boolean[] called, int[] patients) {
        long distinct = Arrays.stream(values).distinct().count();
        if (distinct < 2) {
            return Optional.of("all rows have one number");
        }
        for (boolean one : new boolean[] {true, false}) {
            boolean[] has = new boolean[patients.length];
            int with = 0;
            for (int row = 0; row < called.length; row++) {
                if (called[row] == one && !has[patients[row]]) {
                    has[patients[row]] = true;
                    with++;
                }
            }
            if (with < FEWEST) {
                return Optional.of(
                        "fewer than " + FEWEST + " patients with a row that is " + (one ? "called" : "not called"));
            }
        }
        return Optional.empty();
    }

    private static Optional<ClusteredLogistic> fit(
            NaturalSpline spline, double[] values, boolean[] called, int[] patients, int count) {
        double[][] columns = Arrays.stream(values).mapToObj(spline::columns).toArray(double[][]::new);
        return ClusteredLogistic.fit(columns, called, patients, count);
    }

    /** The rate at a number, on the smooth curve. */
    public Estimate at(double value, double level) {
        if (smooth.isEmpty()) {
            return none();
        }
        double[] row = spline.columns(value);
        double linear = smooth.get().linear(row);
        double reach =
                quantile(level, row.length) * Math.sqrt(Math.max(0, smooth.get().covariance(row, row)));
        return new Estimate.Known(
                share(linear), new Interval(share(linear - reach), share(linear + reach), level, METHOD));
    }

    /** The rate at a number less that at another, on the smooth curve. */
    public Estimate difference(double value, double reference, double level) {
        if (smooth.isEmpty()) {
            return none();
        }
        Estimate.Known one = (Estimate.Known) at(value, level);
        Estimate.Known other = (Estimate.Known) at(reference, level);
        double correlation = correlation(spline.columns(value), spline.columns(reference));
        double difference = one.value() - other.value();
        double lower =
                reach(one.value() - one.interval().lower(), other.interval().upper() - other.value(), correlation);
        double upper = reach(
                one.interval().upper() - one.value(),
                other.value() - other.interval().lower(),
                correlation);
        return new Estimate.Known(
                difference, new Interval(difference - lower, difference + upper, level, METHOD + ", MOVER"));
    }

    private double correlation(double[] one, double[] other) {
        ClusteredLogistic fit = smooth.orElseThrow();
        double both = Math.sqrt(fit.covariance(one, one) * fit.covariance(other, other));
        return both > 0 ? Math.max(-1, Math.min(1, fit.covariance(one, other) / both)) : 0;
    }

    private static double reach(double one, double other, double correlation) {
        return Math.sqrt(Math.max(0, one * one + other * other - 2 * correlation * one * other));
    }

    /** By how much the log odds of being called rise when the number rises by so much, along a straight line. */
    public Estimate slope(double by, double level) {
        if (straight.isEmpty()) {
            return none();
        }
        double[] step = {0, by};
        double value = straight.get().linear(step);
        double reach = quantile(level, 2) * Math.sqrt(straight.get().covariance(step, step));
        return new Estimate.Known(
                value, new Interval(value - reach, value + reach, level, "logistic, clustered by patient"));
    }

    private double quantile(double level, int parameters) {
        Gaussian.requireLevel(level);
        return Gaussian.student(0.5 + level / 2, Math.max(1, patients - parameters));
    }

    private Estimate none() {
        return Estimate.undefined(obstacle.orElse("called rows are parted from the others along the number"));
    }

    private static double share(double linear) {
        return 1 / (1 + Math.exp(-linear));
    }
}
