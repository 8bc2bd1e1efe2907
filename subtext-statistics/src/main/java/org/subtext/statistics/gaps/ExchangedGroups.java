package org.subtext.statistics.gaps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One rate whose groups patients exchange within strata.
 *
 * <p>Only patients with rows of the rate take part, so that a true positive rate is permuted among patients with
 * positives: within the truth. All patients come in one random order, which several rates share; within each stratum
 * the first in that order get the first group, as many as it has there, and so on. That is a uniform exchange for each
 * rate alone, and lets a patient have mostly one group in all rates of a family.
 */
final class ExchangedGroups {
    private static final int TAKES_NO_PART = -1;

    private final int groupCount;

    /** By patient: an ordinal of patients alike in stratum, hits and rows, so that a permutation only counts them. */
    private final int[] kind;

    private final int[] group;

    /** By kind. */
    private final int[] stratum;

    private final double[] hits;
    private final double[] rows;

    /** {@code [stratum]}: the groups to give, ascending. */
    private final int[][] places;

    private final double[] patientsOfGroup;
    private final boolean isMixed;

    private record Kind(int stratum, double hits, double rows) {}

    ExchangedGroups(GroupShares shares, int[] strata) {
        int patients = shares.patientCount();
        if (strata.length != patients) {
            throw new IllegalArgumentException("one stratum for each of " + patients + " patients is expected");
        }
        groupCount = shares.names().size();
        kind = new int[patients];
        group = new int[patients];
        patientsOfGroup = new double[groupCount];
        Map<Integer, Integer> ordinals = new HashMap<>();
        List<int[]> counts = new ArrayList<>();
        Map<Kind, Integer> kinds = new LinkedHashMap<>();
        boolean mixed = false;
        for (int patient = 0; patient < patients; patient++) {
            kind[patient] = TAKES_NO_PART;
            double allHits = 0;
            double allRows = 0;
            for (int g = 0; g < groupCount; g++) {
                if (shares.rows(g, patient) > 0) {
                    mixed |= allRows > 0;
                    group[patient] = g;
                    allHits += shares.hits(g, patient);
                    allRows += shares.rows(g, patient);
                }
            }
            if (allRows > 0) {
                int s = ordinals.computeIfAbsent(strata[patient], first -> ordinals.size());
                if (s == counts.size()) {
                    counts.add(new int[groupCount]);
                }
                counts.get(s)[group[patient]]++;
                patientsOfGroup[group[patient]]++;
                kind[patient] = kinds.computeIfAbsent(new Kind(s, allHits, allRows), first -> kinds.size());
            }
        }
        isMixed = mixed;
        places = counts.stream().map(ExchangedGroups::listed).toArray(int[][]::new);
        stratum = kinds.keySet().stream().mapToInt(Kind::stratum).toArray();
        hits = kinds.keySet().stream().mapToDouble(Kind::hits).toArray();
        rows = kinds.keySet().stream().mapToDouble(Kind::rows).toArray();
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

    /** Whether two groups have patients in one stratum: else nobody of one could be of the other. */
    boolean canExchange(int one, int other) {
        return Arrays.stream(places)
                .anyMatch(listed -> Arrays.binarySearch(listed, one) >= 0 && Arrays.binarySearch(listed, other) >= 0);
    }

    Totals observed() {
        int[] counts = new int[groupCount * hits.length];
        for (int patient = 0; patient < group.length; patient++) {
            if (kind[patient] != TAKES_NO_PART) {
                counts[group[patient] * hits.length + kind[patient]]++;
            }
        }
        return new Totals(counts);
    }

    /** Groups given out along an order of all patients. */
    Totals along(int[] order) {
        int kinds = hits.length;
        int[] counts = new int[groupCount * kinds];
        int[] next = new int[places.length];
        for (int patient : order) {
            int k = kind[patient];
            if (k != TAKES_NO_PART) {
                int s = stratum[k];
                counts[places[s][next[s]++] * kinds + k]++;
            }
        }
        return new Totals(counts);
    }

    /** Ways to give the groups out, a whole number; infinite where there are more than a double counts. */
    double ways() {
        double ways = 1;
        for (int[] ofStratum : places) {
            int same = 0;
            for (int i = 0; i < ofStratum.length; i++) {
                same = i > 0 && ofStratum[i] == ofStratum[i - 1] ? same + 1 : 1;
                ways *= (i + 1.0) / same;
            }
        }
        return Math.rint(ways);
    }

    /** Every way to give the groups out, once each. */
    void forEachWay(Consumer<Totals> visitor) {
        int[] takingPart = Arrays.stream(kind).filter(k -> k != TAKES_NO_PART).toArray();
        int[][] left = new int[places.length][groupCount];
        for (int s = 0; s < places.length; s++) {
            for (int g : places[s]) {
                left[s][g]++;
            }
        }
        give(takingPart, 0, left, new int[groupCount * hits.length], visitor);
    }

    private void give(int[] takingPart, int next, int[][] left, int[] counts, Consumer<Totals> visitor) {
        if (next == takingPart.length) {
            visitor.accept(new Totals(counts));
            return;
        }
        int k = takingPart[next];
        int[] ofStratum = left[stratum[k]];
        for (int g = 0; g < groupCount; g++) {
            if (ofStratum[g] > 0) {
                ofStratum[g]--;
                counts[g * hits.length + k]++;
                give(takingPart, next + 1, left, counts, visitor);
                counts[g * hits.length + k]--;
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

        /** @param counts patients by group and kind */
        private Totals(int[] counts) {
            for (int g = 0; g < groupCount; g++) {
                for (int k = 0; k < hits.length; k++) {
                    double patients = counts[g * hits.length + k];
                    hitsOf[g] += patients * hits[k];
                    rowsOf[g] += patients * rows[k];
                    hitsSquared[g] += patients * hits[k] * hits[k];
                    products[g] += patients * hits[k] * rows[k];
                    rowsSquared[g] += patients * rows[k] * rows[k];
                }
            }
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
