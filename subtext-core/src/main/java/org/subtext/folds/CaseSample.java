package org.subtext.folds;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/**
 * As many patients as a calibration can afford, with all their images.
 *
 * @param cases of the sampled patients, numbered anew in their order
 * @param images which images of the cohort these are, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
record CaseSample(FoldedCases cases, int[] images) {
    /** The cost of a relabelling grows with patients times cases. */
    static final int MOST_PATIENTS = 1_000;

    static final int MOST_CASES = 4_000;

    /** Everybody where they are few; else the same share of each class in each fold, at random. */
    static CaseSample of(FoldedCases all, Seed seed) {
        double share = Math.min(MOST_PATIENTS / (double) all.patients(), MOST_CASES / (double) all.cases());
        if (share >= 1) {
            return new CaseSample(all, IntStream.range(0, all.images()).toArray());
        }
        boolean[] isKept = new boolean[all.patients()];
        strata(all).forEach((stratum, patients) -> {
            int[] shuffled = seed.child("stratum", stratum).shuffled(patients);
            int count = (int) Math.ceil(share * shuffled.length);
            Arrays.stream(shuffled).limit(count).forEach(patient -> isKept[patient] = true);
        });
        return of(all, isKept);
    }

    /** Patients by fold and class. */
    private static SortedMap<Integer, int[]> strata(FoldedCases all) {
        SortedMap<Integer, int[]> strata = new TreeMap<>();
        for (int fold = 0; fold < all.folds(); fold++) {
            for (int label = 0; label < all.classes(); label++) {
                int ofFold = fold;
                int ofClass = label;
                strata.put(
                        fold * all.classes() + label,
                        IntStream.range(0, all.patients())
                                .filter(p -> all.foldOfPatient()[p] == ofFold && all.classOfPatient()[p] == ofClass)
                                .toArray());
            }
        }
        return strata;
    }

    private static CaseSample of(FoldedCases all, boolean[] isKept) {
        int[] images = IntStream.range(0, all.images())
                .filter(image -> isKept[all.patientOfImage()[image]])
                .toArray();
        int[] patients =
                IntStream.range(0, isKept.length).filter(p -> isKept[p]).toArray();
        int[] keptCases = Arrays.stream(images)
                .map(image -> all.caseOfImage()[image])
                .sorted()
                .distinct()
                .toArray();
        FoldedCases cases = new FoldedCases(
                Arrays.stream(images)
                        .map(image -> Arrays.binarySearch(patients, all.patientOfImage()[image]))
                        .toArray(),
                Arrays.stream(images)
                        .map(image -> Arrays.binarySearch(keptCases, all.caseOfImage()[image]))
                        .toArray(),
                Arrays.stream(patients).map(p -> all.classOfPatient()[p]).toArray(),
                Arrays.stream(patients).map(p -> all.foldOfPatient()[p]).toArray());
        return new CaseSample(cases, images);
    }
}
