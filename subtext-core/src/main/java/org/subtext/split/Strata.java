package org.subtext.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.provenance.Seed;

/**
 * Patients by class, and within a class by what else each part should have its share of; in an order that depends on
 * their ids and a seed only.
 *
 * <p>A class is dealt exactly, to within less than one patient. Strata within it may be as small as one patient: they
 * stand in a row, and the row is dealt, so that what the roundings of one leave over the next one gets.
 */
public final class Strata {
    private static final String WHOLE = "";

    /** By class, then by what tells strata apart within it: sorted patient ids. */
    private final SortedMap<String, SortedMap<String, List<String>>> patients;

    private Strata(SortedMap<String, SortedMap<String, List<String>>> patients) {
        this.patients = patients;
    }

    /** By class alone. */
    public static Strata of(Cohort cohort) {
        return of(cohort, Map.of());
    }

    /**
     * By class, and within each by what is said of a patient.
     *
     * @param within by patient; strata stand in the order of these texts
     */
    public static Strata of(Cohort cohort, Map<String, String> within) {
        SortedMap<String, SortedMap<String, TreeSet<String>>> found = new TreeMap<>();
        for (CohortImage image : cohort.images()) {
            found.computeIfAbsent(cohort.classNames().get(image.label()), name -> new TreeMap<>())
                    .computeIfAbsent(within.getOrDefault(image.patient(), WHOLE), text -> new TreeSet<>())
                    .add(image.patient());
        }
        SortedMap<String, SortedMap<String, List<String>>> lists = new TreeMap<>();
        found.forEach((name, parts) -> {
            SortedMap<String, List<String>> own = new TreeMap<>();
            parts.forEach((text, ids) -> own.put(text, List.copyOf(ids)));
            lists.put(name, Collections.unmodifiableSortedMap(own));
        });
        return new Strata(Collections.unmodifiableSortedMap(lists));
    }

    /** Each stratum by its name: the class, and what stands within it. */
    SortedMap<String, List<String>> each() {
        SortedMap<String, List<String>> each = new TreeMap<>();
        patients.forEach((name, parts) -> parts.forEach((text, ids) -> each.put(named(name, text), ids)));
        return each;
    }

    private static String named(String name, String within) {
        return within.equals(WHOLE) ? name : name + ": " + within;
    }

    /** Deals the patients of a class. */
    interface Deal {
        /**
         * Receives them.
         *
         * @param ids shuffled within each stratum
         * @param share index of the share that each goes to
         */
        void to(List<String> ids, int[] share);
    }

    /**
     * Shuffles each stratum and deals it by shares.
     *
     * @param only those who are dealt
     * @param child the seed of a stratum, by its name
     */
    void deal(Predicate<String> only, Function<String, Seed> child, double[] shares, Deal deal) {
        patients.forEach((name, parts) -> {
            List<String> row = new ArrayList<>();
            parts.forEach((text, ids) -> row.addAll(child.apply(named(name, text))
                    .shuffled(ids.stream().filter(only).toList())));
            deal.to(row, parts.size() == 1 ? inBlocks(row.size(), shares) : inTurn(row.size(), shares));
        });
    }

    /** The first of them to the first share, and so on: whole counts nearest to the shares. */
    private static int[] inBlocks(int n, double[] shares) {
        int[] counts = PatientSplit.largestRemainder(n, shares);
        int[] share = new int[n];
        int next = 0;
        for (int k = 0; k < counts.length; k++) {
            Arrays.fill(share, next, next + counts[k], k);
            next += counts[k];
        }
        return share;
    }

    /** Each to the share that lacks most of what it should have by then, the first of equal ones. */
    private static int[] inTurn(int n, double[] shares) {
        int[] counts = new int[shares.length];
        int[] share = new int[n];
        for (int i = 0; i < n; i++) {
            int neediest = 0;
            for (int k = 1; k < shares.length; k++) {
                // lacks are compared to within the rounding of products of shares
                if (shares[k] * (i + 1) - counts[k] > shares[neediest] * (i + 1) - counts[neediest] + 1e-9) {
                    neediest = k;
                }
            }
            counts[neediest]++;
            share[i] = neediest;
        }
        return share;
    }
}
