package org.subtext.encoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.subtext.provenance.Seed;

/** Patients in a seeded order; a patient's rows are never parted. */
final class PatientOrder {
    private PatientOrder() {}

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
