package org.subtext.encoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        for (int patient : seed.shuffled(List.copyOf(byPatient.keySet()))) {
            ordered.add(byPatient.getOrDefault(patient, List.of()).stream()
                    .mapToInt(row -> row)
                    .toArray());
        }
        return ordered;
    }
}
