package org.subtext.statistics.gaps;

import java.util.Optional;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;
import org.subtext.statistics.Proportion;

/**
 * A rate of one group less that of another, with intervals that respect patients.
 *
 * <p>Shapes: {@code hits} and {@code rows} have one entry a patient, of all patients in one order; a patient without
 * rows of a group has 0 there, one with rows of both (two views) is in both. {@link #mover} is the interval to report:
 * limits of each rate joined by l = d − √((r₁−l₁)² + (u₂−r₂)² − 2ρ(r₁−l₁)(u₂−r₂)), and u likewise, where ρ is the
 * correlation of the two rates through shared patients, 0 where they share none. The limits are Wilson's on the rows
 * over the design effect, with Student's t on the group's patients less one.
 *
 * <p>Undefined where a group has no row of the rate; a value without an interval where one has a single patient.
 * Immutable, of a few numbers. O(patients) to make. Sources: Newcombe (1998),
 * doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;873::AID-SIM779&gt;3.0.CO;2-I; Zou and Donner (2008),
 * doi:10.1002/sim.3095, for limits of any making; Zou (2009) is near to the clustered form. Checked against
 * NumPy and statsmodels in {@code RateGapTest}, its coverage in {@code RateGapCoverageTest}.
 */
public final class RateGap {
    private static final String MOVER = "MOVER of Wilson limits with t, clustered by patient";

    private final Optional<ClusteredShare> first;
    private final Optional<ClusteredShare> second;
    private final Estimate standardError;
    private final double correlation;
    private final long sharedPatients;

    private RateGap(double[] hits1, double[] rows1, double[] hits2, double[] rows2) {
        first = ClusteredShare.of(hits1, rows1);
        second = ClusteredShare.of(hits2, rows2);
        double covariance = 0;
        double variance1 = 0;
        double variance2 = 0;
        double squares = 0;
        int patients = 0;
        int shared = 0;
        for (int patient = 0; patient < rows1.length; patient++) {
            double one = influence(hits1, rows1, first, patient);
            double other = influence(hits2, rows2, second, patient);
            covariance += one * other;
            variance1 += one * one;
            variance2 += other * other;
            squares += (one - other) * (one - other);
            patients += rows1[patient] + rows2[patient] > 0 ? 1 : 0;
            shared += rows1[patient] > 0 && rows2[patient] > 0 ? 1 : 0;
        }
        double both = Math.sqrt(variance1 * variance2);
        correlation = both == 0 ? 0 : Math.max(-1, Math.min(1, covariance / both));
        sharedPatients = shared;
        standardError = first.isEmpty() || second.isEmpty()
                ? difference(first, second)
                : patients < 2
                        ? Estimate.undefined("a single patient")
                        : new Estimate.Point(Math.sqrt(patients / (patients - 1.0) * squares));
    }

    private static double influence(double[] hits, double[] rows, Optional<ClusteredShare> share, int patient) {
        return share.isEmpty()
                ? 0
                : (hits[patient] - share.get().value() * rows[patient])
                        / share.get().rows();
    }

    /** The first group less the second. */
    public static RateGap of(double[] hits1, double[] rows1, double[] hits2, double[] rows2) {
        int patients = rows1.length;
        if (hits1.length != patients || hits2.length != patients || rows2.length != patients) {
            throw new IllegalArgumentException("hits and rows have one entry for each of the same patients");
        }
        return new RateGap(hits1, rows1, hits2, rows2);
    }

    /** The interval to report of two rates whose groups share no patients, as {@link #mover}; empty without rows. */
    public static Estimate moverOf(Optional<ClusteredShare> first, Optional<ClusteredShare> second, double level) {
        return joined(
                difference(first, second),
                first.map(share -> share.studentWilson(level)),
                second.map(share -> share.studentWilson(level)),
                0,
                level,
                MOVER);
    }

    /** The rate of the first group; empty without rows. */
    public Optional<ClusteredShare> first() {
        return first;
    }

    /** The rate of the second group; empty without rows. */
    public Optional<ClusteredShare> second() {
        return second;
    }

    /** The gap without an interval. */
    public Estimate difference() {
        return difference(first, second);
    }

    private static Estimate difference(Optional<ClusteredShare> first, Optional<ClusteredShare> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return Estimate.undefined(
                    "no rows of the rate in the " + (first.isEmpty() ? "first" : "second") + " group");
        }
        return new Estimate.Point(first.get().value() - second.get().value());
    }

    /** The interval to report, with Student's t. */
    public Estimate mover(double level) {
        return joined(
                difference(),
                first.map(share -> share.studentWilson(level)),
                second.map(share -> share.studentWilson(level)),
                correlation(),
                level,
                MOVER);
    }

    /** The same with the normal quantile: short where patients are few. */
    public Estimate moverNormal(double level) {
        return joined(
                difference(),
                first.map(share -> share.wilson(level)),
                second.map(share -> share.wilson(level)),
                correlation(),
                level,
                "MOVER of Wilson limits, clustered by patient");
    }

    /** Newcombe's hybrid interval for independent rows: too short where a patient has several. */
    public Estimate newcombe(double level) {
        return joined(
                difference(),
                first.map(share -> plain(share, level)),
                second.map(share -> plain(share, level)),
                0,
                level,
                "Newcombe, rows independent");
    }

    private static Estimate plain(ClusteredShare share, double level) {
        return Proportion.wilson(Math.round(share.value() * share.rows()), Math.round(share.rows()), level);
    }

    private static Estimate joined(
            Estimate difference,
            Optional<Estimate> one,
            Optional<Estimate> other,
            double correlation,
            double level,
            String method) {
        if (!(one.orElse(difference) instanceof Estimate.Known a)
                || !(other.orElse(difference) instanceof Estimate.Known b)) {
            return difference;
        }
        double gap = a.value() - b.value();
        double lower =
                gap - reach(a.value() - a.interval().lower(), b.interval().upper() - b.value(), correlation);
        double upper = gap
                + reach(
                        a.interval().upper() - a.value(),
                        b.value() - b.interval().lower(),
                        correlation);
        return new Estimate.Known(gap, new Interval(Math.max(-1, lower), Math.min(1, upper), level, method));
    }

    private static double reach(double one, double other, double correlation) {
        return Math.sqrt(Math.max(0, one * one + other * other - 2 * correlation * one * other));
    }

    /**
     * The standard error in closed form, √(C/(C−1)·Σ(e_{c,1}/N₁ − e_{c,2}/N₂)²) with residuals e = h − r̂·n, over the C
     * patients of either group: statsmodels' cluster-robust one of a regression on the group, times √(C/(C−1)).
     */
    public Estimate standardError() {
        return standardError;
    }

    /** The gap ± z standard errors: short at the ends and in small groups, and beside the others for that reason. */
    public Estimate wald(double level) {
        Estimate difference = difference();
        Estimate error = standardError();
        if (!difference.isDefined() || !error.isDefined()) {
            return difference;
        }
        double gap = difference.valueOr(0);
        double reach = Gaussian.twoSided(level) * error.valueOr(0);
        return new Estimate.Known(gap, new Interval(gap - reach, gap + reach, level, "Wald, clustered by patient"));
    }

    /** The correlation of the two rates through patients who are in both groups; 0 where there are none. */
    public double correlation() {
        return correlation;
    }

    /** Patients who have rows of the rate in both groups. */
    public long sharedPatients() {
        return sharedPatients;
    }

    @Override
    public String toString() {
        return "gap over " + first.map(ClusteredShare::rows).orElse(0.0) + " and "
                + second.map(ClusteredShare::rows).orElse(0.0) + " rows";
    }
}
