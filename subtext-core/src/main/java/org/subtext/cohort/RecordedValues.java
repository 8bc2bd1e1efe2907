package org.subtext.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.tables.AgeText;
import org.subtext.tables.Column;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;

/**
 * The class that each row of a table records: wordings brought under one name by code book, bins and renaming.
 *
 * <p>Wordings that differ only in case or white space are one class, named by the more frequent.
 */
final class RecordedValues {
    static final int NOTHING = -1;
    static final int OUTSIDE_BINS = -2;

    /** More distinct numbers than this look like a measurement, not like codes. */
    private static final int MOST_CODES = 20;

    private final List<String> classNames;
    private final Map<String, Integer> classOfCell;
    private final Map<String, Integer> silent;

    private RecordedValues(List<String> classNames, Map<String, Integer> classOfCell, Map<String, Integer> silent) {
        this.classNames = classNames;
        this.classOfCell = classOfCell;
        this.silent = silent;
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

    static RecordedValues read(Table table, CohortPlan plan, Problems problems) {
        Column column = table.column(plan.attribute());
        Map<String, Integer> recorded = new LinkedHashMap<>();
        Map<String, Integer> silent = new LinkedHashMap<>();
        for (int row = 0; row < column.size(); row++) {
            String cell = column.get(row);
            if (cell == null || NotRecorded.is(cell)) {
                silent.merge(cell == null ? "empty" : cell, 1, Integer::sum);
            } else {
                recorded.merge(cell, 1, Integer::sum);
            }
        }
        if (!plan.bins().isEmpty()) {
            return binned(plan, recorded, silent, problems);
        }
        Map<String, String> meanings = meanings(plan, recorded, problems);
        return named(plan, recorded, meanings, silent, problems);
    }

    private static RecordedValues binned(
            CohortPlan plan, Map<String, Integer> recorded, Map<String, Integer> silent, Problems problems) {
        Bins bins = new Bins(plan.bins());
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
        return new RecordedValues(bins.names(), classOfCell, silent);
    }

    /** What each cell means before renaming: the code book's word, or the cell itself. */
    private static Map<String, String> meanings(CohortPlan plan, Map<String, Integer> recorded, Problems problems) {
        Map<String, String> meanings = new HashMap<>();
        List<String> bare = new ArrayList<>();
        for (String cell : recorded.keySet()) {
            String meaning = codeMeaning(plan, cell);
            boolean renamed = renamed(plan, meaning) != null;
            if (meaning.equals(cell) && !renamed && AgeText.number(cell).isPresent()) {
                bare.add(cell);
            }
            meanings.put(cell, meaning);
        }
        if (bare.size() > MOST_CODES) {
            problems.add(Sentence.of("Attribute " + plan.attribute() + " has " + bare.size()
                            + " different numbers, so it looks like a measurement. An audit compares classes:"
                            + " cut it, as in ")
                    .set(PlanKey.COHORT_BINS, List.of("0", "40", "60", "80"))
                    .and(", or name a column of groups."));
        } else if (!bare.isEmpty()) {
            Map<String, String> codeBook = new LinkedHashMap<>();
            bare.stream().limit(2).forEach(code -> codeBook.put(code, "NAME"));
            problems.add(Sentence.of("Attribute " + plan.attribute() + " holds bare numbers (" + String.join(", ", bare)
                            + ") and no code book says what they mean; data sets disagree about it. Give it: ")
                    .set(PlanKey.COHORT_CODES, codeBook)
                    .and(", or cut a measurement with ")
                    .and(PlanKey.COHORT_BINS)
                    .and("."));
        }
        return meanings;
    }

    private static String codeMeaning(CohortPlan plan, String cell) {
        String whole = cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell;
        return plan.codes().getOrDefault(cell, plan.codes().getOrDefault(whole, cell));
    }

    private static RecordedValues named(
            CohortPlan plan,
            Map<String, Integer> recorded,
            Map<String, String> meanings,
            Map<String, Integer> silent,
            Problems problems) {
        Map<String, Map<String, Integer>> wordings = new TreeMap<>();
        Map<String, String> keyOfCell = new HashMap<>();
        recorded.forEach((cell, count) -> {
            String meaning = meanings.getOrDefault(cell, cell);
            String target = renamed(plan, meaning);
            String name = NotRecorded.collapsed(target == null ? meaning : target);
            keyOfCell.put(cell, key(name));
            // A name that the plan spells out wins over any wording of the source.
            wordings.computeIfAbsent(key(name), k -> new TreeMap<>())
                    .merge(name, target == null ? count : Integer.MAX_VALUE / 2, (a, b) -> Math.max(a, b));
        });
        List<String> keys = List.copyOf(wordings.keySet());
        List<String> names = wordings.values().stream()
                .map(counts -> counts.entrySet().stream()
                        .max(Comparator.comparingInt(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey())
                .toList();
        Map<String, Integer> classOfCell = new HashMap<>();
        keyOfCell.forEach((cell, key) -> classOfCell.put(cell, keys.indexOf(key)));
        checkNames(plan, recorded, meanings, problems);
        return new RecordedValues(names, classOfCell, silent);
    }

    private static @Nullable String renamed(CohortPlan plan, String wording) {
        for (Map.Entry<String, String> entry : plan.rename().entrySet()) {
            if (key(entry.getKey()).equals(key(wording))) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static void checkNames(
            CohortPlan plan, Map<String, Integer> recorded, Map<String, String> meanings, Problems problems) {
        List<String> found = recorded.keySet().stream()
                .map(cell -> meanings.getOrDefault(cell, cell))
                .distinct()
                .toList();
        for (String wording : plan.rename().keySet()) {
            if (found.stream().noneMatch(cell -> key(cell).equals(key(wording)))) {
                problems.add(
                        "unknown wording",
                        "The plan renames \"" + wording + "\", which attribute " + plan.attribute() + " never holds."
                                + didYouMean(wording, found),
                        Sentence.of("Wordings found: "
                                        + String.join("; ", found.subList(0, Math.min(MOST_CODES, found.size())))
                                        + ". Correct ")
                                .and(PlanKey.COHORT_RENAME)
                                .and("."));
            }
        }
    }

    /** Labels of the classes asked for, in the order asked; all when none are named. */
    List<Integer> askedFor(CohortPlan plan, Problems problems) {
        List<Integer> asked = new ArrayList<>();
        for (String name : plan.classes()) {
            int label = classNames.stream().map(RecordedValues::key).toList().indexOf(key(name));
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

    private static String didYouMean(String name, List<String> candidates) {
        return ColumnNames.nearest(name, candidates)
                .map(nearest -> " Did you mean \"" + nearest + "\"?")
                .orElse("");
    }

    private static String key(String wording) {
        return NotRecorded.collapsed(wording).toLowerCase(Locale.ROOT);
    }
}
