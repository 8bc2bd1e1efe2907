package org.subtext.encoding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.SmallestGroups;
import org.subtext.problems.Argument;
import org.subtext.problems.NearestName;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;
import org.subtext.tables.Wording;
import org.subtext.tables.Wordings;

/**
 * The recorded class of each embedding, one a patient.
 *
 * @param kept indices of the embeddings that have one
 * @param labels of the kept, index into {@code names}
 * @param names of the classes
 * @param notes who was left out
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only
record RecordedClasses(int[] kept, int[] labels, List<String> names, List<String> notes) {
    /** @param rows of the table, one an embedding */
    static RecordedClasses read(ProbePlan plan, Table table, int[] rows, List<String> patients, Problems problems) {
        Column column = table.column(plan.attribute());
        Wordings values = values(plan, column, rows);
        List<@Nullable String> recorded = new ArrayList<>();
        Map<String, Set<String>> ofPatient = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            String name = values.name(column.get(rows[i]));
            recorded.add(name);
            if (name != null) {
                ofPatient.computeIfAbsent(patients.get(i), p -> new HashSet<>()).add(name);
            }
        }
        checkNames(plan, values, new TreeSet<>(union(ofPatient)), column, problems);
        List<String> asked = plan.classes().stream()
                .map(values::called)
                .filter(value -> value >= 0)
                .map(values.names()::get)
                .distinct()
                .toList();
        int silent = 0;
        Set<String> conflicting = new LinkedHashSet<>();
        int notAsked = 0;
        Map<String, Set<String>> patientsOf = new TreeMap<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            String name = recorded.get(i);
            if (name == null) {
                silent++;
            } else if (ofPatient.getOrDefault(patients.get(i), Set.of()).size() > 1) {
                conflicting.add(patients.get(i));
            } else if (!plan.classes().isEmpty() && !asked.contains(name)) {
                notAsked++;
            } else {
                kept.add(i);
                patientsOf.computeIfAbsent(name, n -> new HashSet<>()).add(patients.get(i));
            }
        }
        List<String> names = plan.classes().isEmpty() ? List.copyOf(patientsOf.keySet()) : asked;
        checkSizes(plan, names, patientsOf, problems);
        return new RecordedClasses(
                kept.stream().mapToInt(i -> i).toArray(),
                kept.stream().mapToInt(i -> names.indexOf(recorded.get(i))).toArray(),
                names,
                notes(plan, values, silent, conflicting.size(), notAsked));
    }

    private static Wordings values(ProbePlan plan, Column column, int[] rows) {
        List<String> known = new ArrayList<>(plan.classes());
        known.addAll(plan.rename().keySet());
        NotRecorded words = NotRecorded.except(known);
        Map<String, String> names = new HashMap<>();
        plan.rename().forEach((wording, name) -> names.put(Wording.folded(wording), name));
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String cell : column.at(rows)) {
            if (cell != null && !words.holds(cell)) {
                counts.merge(cell, 1, Integer::sum);
            }
        }
        Wordings.Builder values = new Wordings.Builder();
        counts.forEach((cell, count) -> {
            String name = names.get(Wording.folded(cell));
            if (name == null) {
                values.found(cell, count);
            } else {
                values.named(cell, name);
            }
        });
        return values.build();
    }

    private static Set<String> union(Map<String, Set<String>> ofPatient) {
        Set<String> all = new HashSet<>();
        ofPatient.values().forEach(all::addAll);
        return all;
    }

    private static void checkNames(
            ProbePlan plan, Wordings values, TreeSet<String> found, Column column, Problems problems) {
        List<String> bare =
                found.stream().filter(name -> name.matches("-?\\d+(\\.\\d+)?")).toList();
        if (!bare.isEmpty()) {
            problems.add(Sentence.of("Attribute " + plan.attribute() + " holds bare numbers ("
                            + String.join(", ", bare.subList(0, Math.min(5, bare.size())))
                            + (bare.size() > 5 ? ", ..." : "")
                            + ") and nothing says what they mean. Name them: ")
                    .set(Argument.PROBE_RENAME, Map.of(bare.get(0), "NAME"))
                    .and(" and so on."));
        }
        List<String> wordings = column.distinct(1_000);
        List<String> keys = wordings.stream().map(Wording::folded).toList();
        for (String wording : plan.rename().keySet()) {
            if (!keys.contains(Wording.folded(wording))) {
                problems.add(Sentence.of("The wording \"" + wording + "\" of ")
                        .and(Argument.PROBE_RENAME)
                        .and(" does not stand in column " + plan.attribute() + "."
                                + NearestName.hint(wording, wordings)));
            }
        }
        for (String name : plan.classes()) {
            if (values.called(name) < 0) {
                problems.add(Sentence.of("The class \"" + name + "\" of ")
                        .and(Argument.PROBE_CLASSES)
                        .and(" is not among the recorded ones (" + String.join(", ", found) + ")."
                                + NearestName.hint(name, found)));
            }
        }
    }

    private static void checkSizes(
            ProbePlan plan, List<String> names, Map<String, Set<String>> patientsOf, Problems problems) {
        if (names.size() < 2) {
            problems.add("Attribute " + plan.attribute() + " has " + names.size()
                    + (names.size() == 1 ? " class (" + names.get(0) + ")" : " classes")
                    + " among the embedded images; a probe tells at least two apart.");
        }
        List<String> small = names.stream()
                .filter(name -> patientsOf.getOrDefault(name, Set.of()).size() < SmallestGroups.OF_A_CLASS)
                .toList();
        if (!small.isEmpty()) {
            problems.add(Sentence.of("Too few patients (fewer than " + SmallestGroups.OF_A_CLASS + ") are recorded as "
                            + String.join(", ", small) + ". Leave such classes out with ")
                    .and(Argument.PROBE_CLASSES)
                    .and(", or bring classes together: ")
                    .set(Argument.PROBE_RENAME, Map.of("OLD", "NEW"))
                    .and("."));
        }
    }

    private static List<String> notes(ProbePlan plan, Wordings values, int silent, int conflicting, int notAsked) {
        List<String> notes = new ArrayList<>();
        values.remark(plan.attribute())
                .map(remark -> remark.sentence().shared(SmallestGroups.TOLD))
                .ifPresent(notes::add);
        if (silent > 0) {
            notes.add(
                    SmallestGroups.many(silent) + " images without a recorded " + plan.attribute() + " are left out.");
        }
        if (conflicting > 0) {
            notes.add(SmallestGroups.many(conflicting) + " patients with more than one recorded " + plan.attribute()
                    + " are left out.");
        }
        if (notAsked > 0) {
            notes.add(SmallestGroups.many(notAsked) + " images of classes that were not asked for are left out.");
        }
        return notes;
    }
}
