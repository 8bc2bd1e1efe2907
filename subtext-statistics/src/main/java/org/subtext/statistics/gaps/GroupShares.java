package org.subtext.statistics.gaps;

import java.util.List;
import java.util.Optional;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;

/**
 * One rate of all groups, by patient: what gaps, their intervals and their tests are computed from.
 *
 * <p>Immutable. 16 bytes a patient and group.
 */
public final class GroupShares {
    private final List<String> names;

    /** {@code [group][patient]}. */
    private final double[][] hits;

    private final double[][] rows;

    private GroupShares(List<String> names, double[][] hits, double[][] rows) {
        this.names = names;
        this.hits = hits;
        this.rows = rows;
    }

    /**
     * From rows that were called or not.
     *
     * @param patients ordinals of patients, below {@code patientCount}; equal ones are equal patients in every rate
     * that is tested together
     */
    public static GroupShares of(
            Rate rate, boolean[] truths, boolean[] calls, int[] patients, int patientCount, Grouping groups) {
        if (calls.length != truths.length || patients.length != truths.length || groups.rows() != truths.length) {
            throw new IllegalArgumentException("truths, calls, patients and groups have one entry a row");
        }
        double[][] hits = new double[groups.count()][patientCount];
        double[][] rows = new double[groups.count()][patientCount];
        for (int row = 0; row < truths.length; row++) {
            Outcomes one = Outcomes.ofRow(truths[row], calls[row]);
            hits[groups.of(row)][patients[row]] += rate.numerator(one);
            rows[groups.of(row)][patients[row]] += rate.denominator(one);
        }
        return new GroupShares(groups.names(), hits, rows);
    }

    public List<String> names() {
        return names;
    }

    /** Some of the groups, in the order given. */
    public GroupShares among(List<String> some) {
        return new GroupShares(
                List.copyOf(some),
                some.stream().map(group -> hits[ordinal(group)]).toArray(double[][]::new),
                some.stream().map(group -> rows[ordinal(group)]).toArray(double[][]::new));
    }

    /** Patients that ordinals are counted to, with and without rows of the rate. */
    public int patientCount() {
        return rows.length == 0 ? 0 : rows[0].length;
    }

    /** The rate of a group; empty where it has no rows of it. */
    public Optional<ClusteredShare> share(String group) {
        int ordinal = ordinal(group);
        return ClusteredShare.of(hits[ordinal], rows[ordinal]);
    }

    /** A group less the reference. */
    public RateGap gap(String group, String reference) {
        int one = ordinal(group);
        int other = ordinal(reference);
        return RateGap.of(hits[one], rows[one], hits[other], rows[other]);
    }

    /** A group less all others together. */
    public RateGap gapToRest(String group) {
        int one = ordinal(group);
        double[] hitsOfRest = new double[patientCount()];
        double[] rowsOfRest = new double[patientCount()];
        for (int other = 0; other < rows.length; other++) {
            for (int patient = 0; patient < rowsOfRest.length; patient++) {
                hitsOfRest[patient] += other == one ? 0 : hits[other][patient];
                rowsOfRest[patient] += other == one ? 0 : rows[other][patient];
            }
        }
        return RateGap.of(hits[one], rows[one], hitsOfRest, rowsOfRest);
    }

    int ordinal(String group) {
        return Grouping.ordinal(names, group);
    }

    double hits(int group, int patient) {
        return hits[group][patient];
    }

    double rows(int group, int patient) {
        return rows[group][patient];
    }

    /** By patient. */
    double[] hitsOf(int group) {
        return hits[group].clone();
    }

    /** By patient. */
    double[] rowsOf(int group) {
        return rows[group].clone();
    }
}
