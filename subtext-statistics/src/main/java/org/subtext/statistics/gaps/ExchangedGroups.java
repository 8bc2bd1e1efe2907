package org.subtext.statistics.gaps;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One rate whose groups patients exchange within strata.
 *
 * <p>Only patients with rows of the rate take part, so that a true positive rate is permuted among patients with
 * positives: within the truth. All patients come in one random order, which several rates share; within each stratum the
 * first in that order get the first group, as many as it has there, and so on. That is a uniform exchange for each rate
 * alone, and lets a patient have mostly one group in all rates of a family.
 */
final class ExchangedGroups {
    private final int groupCount;

    /** By patient; −1 of those that take no part. */
    private final int[] stratum;

    private final int[] group;
    private final double[] hits;
    private final double[] rows;

    /** {@code [stratum]}: the groups to give, ascending. */
    private final int[][] places;

    private final double[] patientsOfGroup;
    private final boolean isMixed;

    ExchangedGroups(GroupShares shares, int[] strata) {
        int patients = shares.patientCount();
        if (strata.length != patients) {
            throw new IllegalArgumentException("one stratum for each of " + patients + " patients is expected");
        }
        groupCount = shares.names().size();
        stratum = new int[patients];
        group = new int[patients];
        hits = new double[patients];
        rows = new double[patients];
        patientsOfGroup = new double[groupCount];
        TreeMap<Integer, int[]> counts = new TreeMap<>();
        boolean mixed = false;
        for (int patient = 0; patient < patients; patient++) {
            stratum[patient] = -1;
            for (int g = 0; g < groupCount; g++) {
                if (shares.rows(g, patient) > 0) {
                    mixed |= stratum[patient] >= 0;
                    stratum[patient] = 0;
                    group[patient] = g;
                    hits[patient] += shares.hits(g, patient);
                    rows[patient] += shares.rows(g, patient);
                }
            }
            if (stratum[patient] == 0) {
                counts.computeIfAbsent(strata[patient], first -> new int[groupCount])[group[patient]]++;
                patientsOfGroup[group[patient]]++;
            }
        }
        isMixed = mixed;
        places = counts.values().stream().map(ExchangedGroups::listed).toArray(int[][]::new);
        for (int patient = 0; patient < patients; patient++) {
            if (stratum[patient] == 0) {
                stratum[patient] = counts.headMap(strata[patient]).size();
            }
        }
    }

    private static int[] listed(int[] counts) {
        int[] listed = new int[Arrays.stream(counts).sum()];
        int next = 0;
        for (int g = 0; g < counts.length; g++) {
            Arrays.fill(listed, next, next + counts[g], g);
            next += counts[g];
        }
        return listed;
    }

    /** Why patients cannot exchange their groups, empty when they can. */
    Optional<String> obstacle() {
        return isMixed
                ? Optional.of("some patients have rows in several groups, so that patients cannot exchange theirs")
                : Optional.empty();
    }

    /** Whether a group has patients with rows of the rate. */
    boolean has(int g) {
        return patientsOfGroup[g] > 0;
    }

    Totals observed() {
        Totals totals = new Totals();
        for (int patient = 0; patient < group.length; patient++) {
            if (stratum[patient] >= 0) {
                totals.add(group[patient], patient);
            }
        }
        return totals;
    }

    /** Groups given out along an order of all patients. */
    Totals along(int[] order) {
        Totals totals = new Totals();
        int[] next = new int[places.length];
        for (int patient : order) {
            int s = stratum[patient];
            if (s >= 0) {
                totals.add(places[s][next[s]++], patient);
            }
        }
        return totals;
    }

    /** Ways to give the groups out; infinite where there are more than a double counts. */
    double ways() {
        double ways = 1;
        for (int[] ofStratum : places) {
            int same = 0;
            for (int i = 0; i < ofStratum.length; i++) {
                same = i > 0 && ofStratum[i] == ofStratum[i - 1] ? same + 1 : 1;
                ways *= (i + 1.0) / same;
            }
        }
        return ways;
    }

    /** Every way to give the groups out, once each. */
    void forEachWay(Consumer<Totals> visitor) {
        int[] takingPart = IntStream.range(0, stratum.length)
                .filter(patient -> stratum[patient] >= 0)
                .toArray();
        int[][] left = new int[places.length][groupCount];
        for (int s = 0; s < places.length; s++) {
            for (int g : places[s]) {
                left[s][g]++;
            }
        }
        give(takingPart, 0, left, new int[takingPart.length], visitor);
    }

    private void give(int[] takingPart, int next, int[][] left, int[] given, Consumer<Totals> visitor) {
        if (next == takingPart.length) {
            Totals totals = new Totals();
            for (int i = 0; i < given.length; i++) {
                totals.add(given[i], takingPart[i]);
            }
            visitor.accept(totals);
            return;
        }
        int[] ofStratum = left[stratum[takingPart[next]]];
        for (int g = 0; g < groupCount; g++) {
            if (ofStratum[g] > 0) {
                ofStratum[g]--;
                given[next] = g;
                give(takingPart, next + 1, left, given, visitor);
                ofStratum[g]++;
            }
        }
    }

    /** Sums over the patients of each group, from which its rate and the rate's variance follow. */
    final class Totals {
        private final double[] hitsOf = new double[groupCount];
        private final double[] rowsOf = new double[groupCount];
        private final double[] hitsSquared = new double[groupCount];
        private final double[] products = new double[groupCount];
        private final double[] rowsSquared = new double[groupCount];

        private void add(int g, int patient) {
            double h = hits[patient];
            double n = rows[patient];
            hitsOf[g] += h;
            rowsOf[g] += n;
            hitsSquared[g] += h * h;
            products[g] += h * n;
            rowsSquared[g] += n * n;
        }

        double rate(int g) {
            return hitsOf[g] / rowsOf[g];
        }

        /** A group less another, over its standard error. */
        double studentised(int g, int reference) {
            return (rate(g) - rate(reference)) / Math.sqrt(variance(g) + variance(reference));
        }

        /** Highest less lowest rate. */
        double range() {
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int g = 0; g < groupCount; g++) {
                if (rowsOf[g] > 0) {
                    lowest = Math.min(lowest, rate(g));
                    highest = Math.max(highest, rate(g));
                }
            }
            return highest - lowest;
        }

        /** Between patients, and at least that of independent rows with half a hit more, which never is 0. */
        private double variance(int g) {
            double n = rowsOf[g];
            double r = rate(g);
            double smoothed = (hitsOf[g] + 0.5) / (n + 1);
            double squares = hitsSquared[g] - 2 * r * products[g] + r * r * rowsSquared[g];
            double patients = patientsOfGroup[g];
            double clustered = patients < 2 ? 0 : patients / (patients - 1) * squares / (n * n);
            return Math.max(clustered, smoothed * (1 - smoothed) / n);
        }
    }
}
