package org.subtext.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/** Patients in a seeded order, and dealt into parts class by class; a patient's rows are never parted. */
final class PatientDeal {
    private PatientDeal() {}

    /** Rows to learn from and rows to score. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    record Parting(int[] training, int[] held) {}

    /** Every patient is held once. Fewer partings come back where there are fewer patients than {@code count}. */
    static List<Parting> folds(ProbeRows rows, int count, Seed seed) {
        Map<Integer, Integer> foldOf = new HashMap<>();
        int next = 0;
        for (int label = 0; label < rows.classes(); label++) {
            for (int patient : shuffled(firstRows(rows, label), seed.child("class", label))) {
                foldOf.put(patient, next++ % count);
            }
        }
        int[] fold = Arrays.stream(rows.patients())
                .map(patient -> foldOf.getOrDefault(patient, 0))
                .toArray();
        List<Parting> partings = new ArrayList<>();
        for (int k = 0; k < Math.min(count, foldOf.size()); k++) {
            int held = k;
            partings.add(new Parting(
                    IntStream.range(0, fold.length)
                            .filter(row -> fold[row] != held)
                            .toArray(),
                    IntStream.range(0, fold.length)
                            .filter(row -> fold[row] == held)
                            .toArray()));
        }
        return partings;
    }

    /** The rows of each patient, patients in a seeded order. */
    static List<int[]> inRandomOrder(ProbeRows rows, Seed seed) {
        Map<Integer, List<Integer>> byPatient = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            byPatient
                    .computeIfAbsent(rows.patients()[row], patient -> new ArrayList<>())
                    .add(row);
        }
        List<int[]> ordered = new ArrayList<>();
        for (int patient : shuffled(new ArrayList<>(byPatient.keySet()), seed)) {
            ordered.add(byPatient.getOrDefault(patient, List.of()).stream()
                    .mapToInt(row -> row)
                    .toArray());
        }
        return ordered;
    }

    /** Patients whose first row is of a class, in order of appearance. */
    private static List<Integer> firstRows(ProbeRows rows, int label) {
        Map<Integer, Integer> labelOf = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            labelOf.putIfAbsent(rows.patients()[row], rows.labels()[row]);
        }
        List<Integer> patients = new ArrayList<>();
        labelOf.forEach((patient, own) -> {
            if (own == label) {
                patients.add(patient);
            }
        });
        return patients;
    }

    static List<Integer> shuffled(List<Integer> values, Seed seed) {
        List<Integer> shuffled = new ArrayList<>(values);
        SplittableRandom random = seed.random();
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Integer other = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, other);
        }
        return shuffled;
    }
}
