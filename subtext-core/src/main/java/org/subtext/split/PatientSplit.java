package org.subtext.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.subtext.cohort.Cohort;
import org.subtext.provenance.Seed;

/**
 * Every patient in exactly one part. A patient cannot be in two: the type holds one part a patient.
 *
 * @param parts the part of each patient, by patient id
 */
public record PatientSplit(SortedMap<String, Part> parts) {
    public PatientSplit {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /** Everybody is assessed, and nobody trained on. */
    public static PatientSplit allTest(Cohort cohort) {
        SortedMap<String, Part> parts = new TreeMap<>();
        cohort.patients().keySet().forEach(patient -> parts.put(patient, Part.TEST));
        return new PatientSplit(parts);
    }

    /**
     * A random split, stratified by class.
     *
     * <p>Within each class the counts are the fractions of its patients, rounded by largest remainder (a draw goes to
     * training, then validation), so they are exact. Patients are sorted by id and shuffled with the seed's child of
     * the class's name: neither row order nor other classes matter.
     */
    public static PatientSplit stratified(Cohort cohort, Fractions fractions, Seed seed) {
        return stratified(Strata.of(cohort), fractions, seed);
    }

    /** The same, stratified within classes too. */
    public static PatientSplit stratified(Strata strata, Fractions fractions, Seed seed) {
        SortedMap<String, Part> parts = new TreeMap<>();
        strata.deal(patient -> true, name -> seed.child("split: " + name), fractions.values(), (patients, share) -> {
            for (int i = 0; i < share.length; i++) {
                parts.put(patients.get(i), Part.values()[share[i]]);
            }
        });
        return new PatientSplit(parts);
    }

    /** Whole counts nearest to the shares of {@code n}, summing to {@code n} (Hamilton's method). */
    static int[] largestRemainder(int n, double[] shares) {
        int[] counts = new int[shares.length];
        double[] remainders = new double[shares.length];
        int left = n;
        for (int i = 0; i < shares.length; i++) {
            // A share such as 0.6 of 10 is 6 in exact arithmetic, and must not become 5 by rounding of the product.
            double exact = Math.rint(shares[i] * n * 1e9) / 1e9;
            counts[i] = (int) Math.floor(exact);
            remainders[i] = exact - counts[i];
            left -= counts[i];
        }
        while (left > 0) {
            int best = IntStream.range(0, shares.length).reduce(0, (a, b) -> remainders[b] > remainders[a] ? b : a);
            counts[best]++;
            remainders[best] = -1;
            left--;
        }
        return counts;
    }

    /** The part of a patient of this split. */
    public Part of(String patient) {
        Part part = parts.get(patient);
        if (part == null) {
            throw new IllegalArgumentException("a patient of the cohort is not in the split");
        }
        return part;
    }

    /** Positions in the cohort of the images in a part, ascending. */
    public int[] positions(Cohort cohort, Part part) {
        return IntStream.range(0, cohort.size())
                .filter(i -> of(cohort.images().get(i).patient()) == part)
                .toArray();
    }

    /** Number of patients in each part. */
    public Map<Part, Integer> patients() {
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        Arrays.stream(Part.values()).forEach(part -> counts.put(part, 0));
        parts.values().forEach(part -> counts.merge(part, 1, Integer::sum));
        return counts;
    }

    /** The patients in a part, by id. */
    public List<String> patients(Part part) {
        List<String> found = new ArrayList<>();
        parts.forEach((patient, p) -> {
            if (p == part) {
                found.add(patient);
            }
        });
        return found;
    }
}
