package org.subtext.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.AgeText;
import org.subtext.tables.Column;
import org.subtext.tables.ConflictPolicy;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;
import org.subtext.tables.Wording;
import org.subtext.tables.Wordings;

/**
 * From the cells of the attribute column to classes: code book, bins, renaming, and what counts as not recorded.
 *
 * <p>What is one class in different writings {@link Wording} says; the class is named by the most frequent of them.
 */
final class RecordedValues {
    static final int NOTHING = -1;
    static final int OUTSIDE_BINS = -2;

    /** More distinct numbers than this look like a measurement, not like codes. */
    private static final int MOST_CODES = 20;

    private final List<String> classNames;
    private final Map<String, Integer> classOfCell;
    private final Map<String, Integer> silent;
    private final List<Remark> remarks;

    private RecordedValues(
            List<String> classNames,
            Map<String, Integer> classOfCell,
            Map<String, Integer> silent,
            List<Remark> remarks) {
        this.classNames = classNames;
        this.classOfCell = classOfCell;
        this.silent = silent;
        this.remarks = remarks;
    }

    /** All classes in the table: bins in order, else by name. */
    List<String> classNames() {
        return classNames;
    }

    /** Class of a cell, {@link #NOTHING} or {@link #OUTSIDE_BINS}. */
    int of(Column column, int row) {
        String cell = column.get(row);
        return cell == null ? NOTHING : classOfCell.getOrDefault(cell, NOTHING);
    }

    /** The wordings counted as not recorded: "empty (3 rows), UNKNOWN (12 rows)". */
    String silentWordings() {
        return silent.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + " rows)")
                .collect(Collectors.joining(", "));
    }

    /** What was made of different writings. */
    List<Remark> remarks() {
        return remarks;
    }

    static RecordedValues read(Table table, CohortPlan plan, Problems problems) {
        Column column = table.column(plan.attribute());
        NotRecorded words = plan.notRecorded(plan.attribute());
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int row = 0; row < column.size(); row++) {
            String cell = column.get(row);
            counts.merge(cell == null ? "" : cell, 1, Integer::sum);
        }
        Map<String, Integer> recorded = new LinkedHashMap<>();
        Map<String, Integer> silent = new LinkedHashMap<>();
        counts.forEach((cell, rows) -> {
            if (words.holds(cell)) {
                silent.merge(cell.isEmpty() ? "empty" : cell, rows, Integer::sum);
            } else {
                recorded.put(cell, rows);
            }
        });
        return plan.recoding().bins().isEmpty()
                ? new Reading(plan, words, recorded, silent, problems).named()
                : binned(plan, recorded, silent, problems);
    }

    private static RecordedValues binned(
            CohortPlan plan, Map<String, Integer> recorded, Map<String, Integer> silent, Problems problems) {
        Bins bins = new Bins(plan.recoding().bins());
        Map<String, Integer> classOfCell = new HashMap<>();
        for (String cell : recorded.keySet()) {
            OptionalDouble number = AgeText.number(cell);
            if (number.isEmpty()) {
                problems.add(
                        "not a number",
                        "Attribute " + plan.attribute() + " has the value \"" + cell + "\", which is not a number.",
                        Sentence.of("Bins need numbers: correct the value, empty it, or leave ")
                                .and(PlanKey.COHORT_BINS)
                                .and(" out."));
                continue;
            }
            int bin = bins.of(number.getAsDouble());
            classOfCell.put(cell, bin < 0 ? OUTSIDE_BINS : bin);
        }
        return new RecordedValues(bins.names(), classOfCell, silent, List.of());
    }

    /** The classes of an attribute without bins. */
    private record Reading(
            CohortPlan plan,
            NotRecorded words,
            Map<String, Integer> recorded,
            Map<String, Integer> silent,
            Problems problems) {
        RecordedValues named() {
            Map<String, String> codes = folded(plan.recoding().codes(), PlanKey.COHORT_CODES);
            Map<String, String> names = folded(plan.recoding().rename(), PlanKey.COHORT_RENAME);
            Map<String, String> meanings = new LinkedHashMap<>();
            recorded.keySet().forEach(cell -> meanings.put(cell, codes.getOrDefault(Wording.folded(cell), cell)));
            checkBareNumbers(meanings, names);
            checkNames(meanings);
            Wordings.Builder builder = new Wordings.Builder();
            meanings.forEach((cell, meaning) -> add(builder, cell, meaning, names.get(Wording.folded(meaning))));
            Wordings values = builder.build();
            Map<String, Integer> classOfCell = new HashMap<>();
            Map<Integer, Integer> rowsOfClass = new HashMap<>();
            recorded.forEach((cell, rows) -> {
                int value = values.indexOf(cell);
                if (value >= 0) {
                    classOfCell.put(cell, value);
                    rowsOfClass.merge(value, rows, Integer::sum);
                }
            });
            List<Remark> remarks = new ArrayList<>();
            values.remark(plan.attribute()).ifPresent(remarks::add);
            values.nearNames(
                            plan.attribute(),
                            rowsOfClass,
                            Sentence.EMPTY.set(PlanKey.COHORT_RENAME, Map.of("WORDING", "NAME")))
                    .ifPresent(remarks::add);
            return new RecordedValues(asAskedFor(values.names()), classOfCell, silent, remarks);
        }

        /**
         * A class that the plan asks for is called as the plan writes it: an external cohort's as the audited one's.
         */
        private List<String> asAskedFor(List<String> names) {
            Map<String, String> asked = new HashMap<>();
            plan.classes().forEach(name -> asked.put(Wording.folded(name), Wording.collapsed(name)));
            return names.stream()
                    .map(name -> asked.getOrDefault(Wording.folded(name), name))
                    .toList();
        }

        private void add(Wordings.Builder builder, String cell, String meaning, @Nullable String name) {
            int rows = recorded.getOrDefault(cell, 0);
            if (words.holds(name == null ? meaning : name)) {
                silent.merge(cell, rows, Integer::sum);
            } else if (name != null) {
                builder.named(cell, name);
            } else if (meaning.equals(cell)) {
                builder.found(cell, rows);
            } else {
                builder.meant(cell, meaning, rows);
            }
        }

        /** What the plan says of wordings, by what all writings of each have in common. */
        private Map<String, String> folded(Map<String, String> said, PlanKey key) {
            Map<String, String> folded = new HashMap<>();
            said.forEach((wording, name) -> {
                String before = folded.putIfAbsent(Wording.folded(wording), name);
                if (before != null && !Wording.folded(before).equals(Wording.folded(name))) {
                    problems.add(Sentence.of("\"" + wording + "\" is given two names in ")
                            .and(key)
                            .and(", \"" + before + "\" and \"" + name + "\": writings that differ in case or white"
                                    + " space are one. Keep one."));
                }
            });
            return folded;
        }

        private void checkBareNumbers(Map<String, String> meanings, Map<String, String> names) {
            List<String> bare = new ArrayList<>();
            meanings.forEach((cell, meaning) -> {
                boolean isNamed = !meaning.equals(cell) || names.containsKey(Wording.folded(cell));
                if (!isNamed && AgeText.number(cell).isPresent()) {
                    bare.add(cell);
                }
            });
            if (bare.size() > MOST_CODES) {
                problems.add(Sentence.of("Attribute " + plan.attribute() + " has " + bare.size()
                                + " different numbers, so it looks like a measurement. An audit compares classes:"
                                + " cut it, as in ")
                        .set(PlanKey.COHORT_BINS, List.of("0", "40", "60", "80"))
                        .and(", or name a column of groups."));
            } else if (!bare.isEmpty()) {
                Map<String, String> codeBook = new LinkedHashMap<>();
                bare.stream().map(Wording::folded).distinct().limit(2).forEach(code -> codeBook.put(code, "NAME"));
                problems.add(Sentence.of("Attribute " + plan.attribute() + " holds bare numbers ("
                                + String.join(", ", bare)
                                + ") and no code book says what they mean; data sets disagree about it. Give it: ")
                        .set(PlanKey.COHORT_CODES, codeBook)
                        .and(", or cut a measurement with ")
                        .and(PlanKey.COHORT_BINS)
                        .and("."));
            }
        }

        private void checkNames(Map<String, String> meanings) {
            List<String> found = meanings.values().stream().distinct().toList();
            List<String> keys = found.stream().map(Wording::folded).toList();
            for (String wording : plan.recoding().rename().keySet()) {
                if (!keys.contains(Wording.folded(wording))) {
                    problems.add(
                            "unknown wording",
                            "The plan renames \"" + wording + "\", which attribute " + plan.attribute()
                                    + " never holds." + didYouMean(wording, found),
                            Sentence.of("Wordings found: "
                                            + String.join("; ", found.subList(0, Math.min(MOST_CODES, found.size())))
                                            + ". Correct ")
                                    .and(PlanKey.COHORT_RENAME)
                                    .and("."));
                }
            }
        }
    }

    /** Labels of the classes asked for, in the order asked; all when none are named. */
    List<Integer> askedFor(CohortPlan plan, Problems problems) {
        List<Integer> asked = new ArrayList<>();
        List<String> keys = classNames.stream().map(Wording::folded).toList();
        for (String name : plan.classes()) {
            int label = keys.indexOf(Wording.folded(name));
            if (label < 0) {
                problems.add(
                        "unknown class",
                        "The plan asks for class \"" + name + "\", which attribute " + plan.attribute()
                                + " does not have." + didYouMean(name, classNames),
                        Sentence.of("Classes found: " + String.join("; ", classNames) + ". Correct ")
                                .and(PlanKey.COHORT_CLASSES)
                                .and("."));
            } else if (!asked.contains(label)) {
                asked.add(label);
            }
        }
        if (plan.classes().isEmpty()) {
            for (int label = 0; label < classNames.size(); label++) {
                asked.add(label);
            }
        }
        return asked;
    }

    /**
     * Of the classes asked for those that a patient still has once the policy has settled several values; one that was
     * named by the user stays, to be told that it has nobody.
     */
    List<Integer> held(List<Integer> asked, int[] labels, CohortPlan plan, List<Remark> found) {
        if (plan.inclusion().conflicts() == ConflictPolicy.EXCLUDE
                || !plan.classes().isEmpty()) {
            return asked;
        }
        Set<Integer> held = Arrays.stream(labels).boxed().collect(Collectors.toSet());
        for (int label : asked) {
            if (!held.contains(label)) {
                found.add(Remark.of(
                        Remark.Code.CLASS_SUPERSEDED,
                        "Class \"" + classNames.get(label) + "\" of " + plan.attribute()
                                + " is nobody's: every patient for whom it is recorded has another value too, which the"
                                + " policy for several values prefers."));
            }
        }
        return asked.stream().filter(held::contains).toList();
    }

    private static String didYouMean(String name, List<String> candidates) {
        return ColumnNames.nearest(name, candidates)
                .map(nearest -> " Did you mean \"" + nearest + "\"?")
                .orElse("");
    }
}
