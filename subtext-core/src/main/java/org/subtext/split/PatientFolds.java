package org.subtext.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.subtext.cohort.Cohort;
import org.subtext.provenance.Seed;

/**
 * Patient-grouped folds for cross-validation: every patient is tested exactly once.
 *
 * @param count number of folds, at least two
 * @param folds fold of each patient, 0 to {@code count − 1}, by patient id
 */
public record PatientFolds(int count, SortedMap<String, Integer> folds) {
    public PatientFolds {
        folds = Collections.unmodifiableSortedMap(new TreeMap<>(folds));
        if (count < 2 || folds.values().stream().anyMatch(fold -> fold < 0 || fold >= count)) {
            throw new IllegalArgumentException("folds are counted from 0 to " + (count - 1) + ", at least two of them");
        }
    }

    /**
     * Random folds, stratified by class and balanced in images.
     *
     * <p>Within a class, patients are shuffled, stood in order of their number of images, and dealt in rounds of {@code
     * count}: each fold gets one of a round, the largest patient going to the fold with the fewest images so far. A
     * class's patients differ by at most one between folds. Deterministic in patients, classes and seed.
     */
    public static PatientFolds stratified(Cohort cohort, int count, Seed seed) {
        return stratified(cohort, Strata.of(cohort), count, seed);
    }

    /** The same, stratified within classes too. */
    public static PatientFolds stratified(Cohort cohort, Strata strata, int count, Seed seed) {
        Map<String, List<Integer>> positions = cohort.patients();
        SortedMap<String, Integer> folds = new TreeMap<>();
        long[] imagesInFold = new long[count];
        long[] patientsInFold = new long[count];
        strata.each().forEach((name, stratum) -> {
            List<Sized> patients = new ArrayList<>();
            for (String patient : seed.child("folds: " + name).shuffled(stratum)) {
                patients.add(new Sized(
                        patient, positions.getOrDefault(patient, List.of()).size()));
            }
            patients.sort(Comparator.comparingInt(patient -> -patient.images()));
            long[] imagesOfClass = new long[count];
            for (int start = 0; start < patients.size(); start += count) {
                List<Sized> round = patients.subList(start, Math.min(start + count, patients.size()));
                Set<Integer> open = openFolds(round.size(), count, patientsInFold);
                for (Sized patient : round) {
                    int fold = emptiest(open, imagesOfClass, imagesInFold);
                    open.remove(fold);
                    folds.put(patient.id(), fold);
                    imagesOfClass[fold] += patient.images();
                    imagesInFold[fold] += patient.images();
                    patientsInFold[fold]++;
                }
            }
        });
        return new PatientFolds(count, folds);
    }

    private record Sized(String id, int images) {}

    private static int emptiest(Set<Integer> open, long[] imagesOfClass, long[] imagesInFold) {
        return open.stream()
                .min(Comparator.<Integer>comparingLong(fold -> imagesOfClass[fold])
                        .thenComparing(fold -> imagesInFold[fold])
                        .thenComparing(fold -> fold))
                .orElseThrow();
    }

    /** All folds for a full round; for the last, shorter round those with the fewest patients so far. */
    private static Set<Integer> openFolds(int wanted, int count, long[] patientsInFold) {
        List<Integer> all = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            all.add(fold);
        }
        all.sort(Comparator.comparingLong(fold -> patientsInFold[fold]));
        return new LinkedHashSet<>(all.subList(0, wanted));
    }

    /** The fold in which a patient is tested. */
    public int of(String patient) {
        Integer fold = folds.get(patient);
        if (fold == null) {
            throw new IllegalArgumentException("a patient of the cohort is in no fold");
        }
        return fold;
    }

    /**
     * One fold as a split: its patients are tested, a share of the others validates, the rest trains.
     *
     * @param fold counted from 0
     * @param validation share of the patients outside the fold, by class, at least 0 and below 1
     */
    public PatientSplit split(Cohort cohort, int fold, double validation, Seed seed) {
        return split(Strata.of(cohort), fold, validation, seed);
    }

    /** The same, stratified within classes too. */
    public PatientSplit split(Strata strata, int fold, double validation, Seed seed) {
        SortedMap<String, Part> parts = new TreeMap<>();
        double[] shares = {1 - validation, validation};
        strata.deal(
                patient -> of(patient) != fold,
                name -> seed.child("validation: " + name, fold),
                shares,
                (patients, share) -> {
                    for (int i = 0; i < share.length; i++) {
                        parts.put(patients.get(i), share[i] == 0 ? Part.TRAINING : Part.VALIDATION);
                    }
                });
        strata.each().values().stream()
                .flatMap(List::stream)
                .filter(patient -> of(patient) == fold)
                .forEach(patient -> parts.put(patient, Part.TEST));
        return new PatientSplit(parts);
    }
}
