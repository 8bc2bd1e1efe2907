package org.subtext.sources.dataset;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts rows by the values of the fields that published counts are about, and patients of several recorded values. */
final class Tally {
    private final Map<Field, Map<String, Long>> counts = new EnumMap<>(Field.class);
    private final Map<Field, Map<String, String>> firstOfPatient = new EnumMap<>(Field.class);
    private final Map<Field, Set<String>> conflicting = new EnumMap<>(Field.class);
    private long rows;

    Tally(List<Published> published) {
        counts.put(Field.PATIENT_ID, new HashMap<>());
        published.stream()
                .map(Published::field)
                .filter(field -> field != null)
                .forEach(field -> counts.put(field, new HashMap<>()));
        for (Field field : List.of(Field.RACE, Field.SEX)) {
            firstOfPatient.put(field, new HashMap<>());
            conflicting.put(field, new HashSet<>());
        }
    }

    void add(CommonRow row) {
        rows++;
        counts.forEach((field, values) -> {
            String value = row.get(field);
            values.merge(value == null ? "" : value, 1L, Long::sum);
        });
        String patient = row.get(Field.PATIENT_ID);
        if (patient != null) {
            firstOfPatient.forEach((field, first) -> compare(patient, row.get(field), field, first));
        }
    }

    private void compare(String patient, @Nullable String value, Field field, Map<String, String> first) {
        if (value != null && !value.equals(first.computeIfAbsent(patient, p -> value))) {
            conflicting.getOrDefault(field, Set.of()).add(patient);
        }
    }

    long rows() {
        return rows;
    }

    long patients() {
        return different(Field.PATIENT_ID);
    }

    /** Whether different values of race or sex stand in the patient's rows. */
    boolean conflicts(Field field, String patient) {
        return conflicting.getOrDefault(field, Set.of()).contains(patient);
    }

    long conflicts(Field field) {
        return conflicting.getOrDefault(field, Set.of()).size();
    }

    long found(Published published) {
        Field field = published.field();
        if (field == null) {
            return rows;
        }
        Map<String, Long> values = counts.getOrDefault(field, Map.of());
        return published.values().isEmpty()
                ? different(field)
                : published.values().stream()
                        .mapToLong(value -> values.getOrDefault(value, 0L))
                        .sum();
    }

    private long different(Field field) {
        return counts.getOrDefault(field, Map.of()).keySet().stream()
                .filter(value -> !value.isEmpty())
                .count();
    }
}
