package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.DateText;

/**
 * One patient's race out of all admissions, by the plan's policy for conflicts.
 *
 * @param raw all different wordings, as recorded
 * @param race the class; null where none is recorded, or where the policy finds none
 * @param conflict whether different classes are recorded; a refusal beside a class is no conflict
 * @param source files and columns that it is from
 */
record RaceOfPatient(String raw, @Nullable String race, boolean conflict, String source) {
    private record Admission(String raw, @Nullable String race, String time, String source) {
        /** NaN where the time says no certain day. */
        double moment() {
            return DateText.of(time)
                    .map(DateText::moment)
                    .orElse(OptionalDouble.empty())
                    .orElse(Double.NaN);
        }
    }

    /** Every patient's race out of all tables that record it by stay: admissions, and emergency stays beside them. */
    static Map<String, RaceOfPatient> read(Sources in, Optional<Source> admissions, Optional<Source> emergency) {
        Map<String, List<Admission>> ofPatient = new HashMap<>();
        admissions.ifPresent(table -> collect(in, table, "admittime", ofPatient));
        emergency.ifPresent(table -> collect(in, table, "intime", ofPatient));
        Map<String, RaceOfPatient> races = new HashMap<>();
        int conflicts = 0;
        for (Map.Entry<String, List<Admission>> entry : ofPatient.entrySet()) {
            RaceOfPatient race = of(entry.getValue(), in);
            conflicts += race.conflict ? 1 : 0;
            races.put(entry.getKey(), race);
        }
        if (conflicts > 0) {
            in.note(conflicts + " patients of the admissions" + (emergency.isPresent() ? " and emergency stays" : "")
                    + " have different recorded races (policy: "
                    + in.conflicts().name().toLowerCase(Locale.ROOT) + ").");
        }
        return races;
    }

    private static void collect(Sources in, Source stays, String when, Map<String, List<Admission>> ofPatient) {
        String source = stays.describe("race");
        for (int i = 0; i < stays.rows(); i++) {
            String patient = stays.id(i, "subject_id");
            String raw = stays.cell(i, "race");
            if (patient != null && raw != null) {
                String time = Objects.requireNonNullElse(stays.cell(i, when), "");
                ofPatient
                        .computeIfAbsent(patient, p -> new ArrayList<>(2))
                        .add(new Admission(raw, in.meaning("race", raw), time, source));
            }
        }
    }

    private static RaceOfPatient of(List<Admission> admissions, Sources in) {
        LinkedHashSet<String> wordings =
                admissions.stream().map(Admission::raw).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Admission> telling =
                admissions.stream().filter(one -> one.race != null).toList();
        List<String> classes = telling.stream().map(one -> one.race).distinct().toList();
        String raw = String.join("; ", wordings);
        String source = admissions.stream().map(Admission::source).distinct().collect(Collectors.joining("; "));
        if (classes.size() < 2) {
            return new RaceOfPatient(raw, classes.isEmpty() ? null : classes.get(0), false, source);
        }
        String chosen = switch (in.conflicts()) {
            case EXCLUDE -> null;
            case FIRST -> classes.get(0);
            case LATEST -> latest(telling);
            case MODE -> mode(telling);
        };
        return new RaceOfPatient(raw, chosen, true, source);
    }

    private static @Nullable String latest(List<Admission> telling) {
        double last = telling.stream()
                .filter(one -> !one.time.isEmpty())
                .mapToDouble(Admission::moment)
                .max()
                .orElse(Double.NaN);
        // Where a time says no certain day, it may be the latest: NaN is the maximum then, and equals nothing.
        List<String> then = telling.stream()
                .filter(one -> one.moment() == last)
                .map(one -> one.race)
                .distinct()
                .toList();
        return then.size() == 1 ? then.get(0) : null;
    }

    private static @Nullable String mode(List<Admission> telling) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        telling.forEach(one -> counts.merge(String.valueOf(one.race), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<String> first = counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return first.size() == 1 ? first.get(0) : null;
    }
}
