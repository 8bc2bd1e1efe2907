package org.subtext.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Problems;
import org.subtext.tables.NotRecorded;

/**
 * The class of every row of a score table, by name.
 *
 * @param names class of each row, null where nothing is recorded
 * @param classes the distinct names; of two classes the positive one last
 */
record ScoreTruth(List<@Nullable String> names, List<String> classes) {
    static ScoreTruth read(ScorePlan plan, ScoreCells cells, Problems problems) {
        List<@Nullable String> names = new ArrayList<>(cells.rows());
        TreeSet<String> distinct = new TreeSet<>();
        TreeSet<String> bare = new TreeSet<>();
        for (int row = 0; row < cells.rows(); row++) {
            String cell = cells.get(plan.truth(), row);
            String name = cell == null || NotRecorded.is(cell) ? null : name(plan, cells, cell, row, problems);
            names.add(name);
            if (name != null) {
                distinct.add(name);
                if (name.matches("-?\\d+(\\.\\d+)?")) {
                    bare.add(name);
                }
            }
        }
        if (!bare.isEmpty()) {
            problems.add("Truth " + plan.truth() + " holds bare numbers (" + String.join(", ", bare)
                    + ") and nothing says what they mean. Name them, --rename \"" + bare.first()
                    + "=NAME,...\", or cut an ordinal truth: --positive-at NUMBER.");
        }
        return new ScoreTruth(names, ordered(plan, List.copyOf(distinct), bare.isEmpty(), problems));
    }

    private static @Nullable String name(ScorePlan plan, ScoreCells cells, String cell, int row, Problems problems) {
        Double threshold = plan.positiveAt();
        if (threshold == null) {
            return plan.rename().getOrDefault(cell, cell);
        }
        try {
            return Double.parseDouble(cell) >= threshold
                    ? positiveName(plan, threshold)
                    : negativeName(plan, threshold);
        } catch (NumberFormatException e) {
            problems.add(
                    "truth is no number",
                    "Row " + cells.table().rowNumber(row) + " has the truth \"" + cell + "\".",
                    "--positive-at needs a number in every row: correct or empty the cell.");
            return null;
        }
    }

    private static String positiveName(ScorePlan plan, double threshold) {
        String positive = plan.positive();
        return positive != null ? positive : plan.truth() + " at least " + plain(threshold);
    }

    private static String negativeName(ScorePlan plan, double threshold) {
        return plan.truth() + " below " + plain(threshold);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }

    private static List<String> ordered(ScorePlan plan, List<String> found, boolean named, Problems problems) {
        if (!plan.classColumns().isEmpty()) {
            return byColumn(plan, found, problems);
        }
        if (plan.longClass() != null || !named) {
            return found;
        }
        String positive = plan.positive();
        Double threshold = plan.positiveAt();
        if (positive == null && threshold != null) {
            positive = positiveName(plan, threshold);
        }
        if (found.size() != 2) {
            problems.add("Truth " + plan.truth() + " has " + found.size() + " classes (" + String.join(", ", found)
                    + "), and one score column tells two apart. Give a column for each class, --score CLASS=COLUMN, or"
                    + " bring classes together: --rename \"OLD=NEW\".");
            return found;
        }
        if (positive == null || !found.contains(positive)) {
            problems.add((positive == null
                            ? "Nothing says"
                            : "\"" + positive + "\" is not a class of the truth, so nothing says")
                    + " which class a high score speaks for. Name it: --positive \"" + found.get(0)
                    + "\" or --positive \""
                    + found.get(1) + "\".");
            return found;
        }
        return found.get(0).equals(positive) ? List.of(found.get(1), positive) : found;
    }

    private static List<String> byColumn(ScorePlan plan, List<String> found, Problems problems) {
        List<String> classes = List.copyOf(plan.classColumns().keySet());
        for (String name : found) {
            if (!classes.contains(name)) {
                problems.add(
                        "class without score",
                        "Truth " + plan.truth() + " has the class \"" + name
                                + "\", for which no score column is named.",
                        "Classes with a column: " + String.join(", ", classes)
                                + ". Add --score \"CLASS=COLUMN\", or map the" + " name: --rename \"OLD=NEW\".");
            }
        }
        if (classes.size() < 2) {
            problems.add(
                    "Only the class " + classes + " has a score column; name one for each class, or give a single score"
                            + " column with --positive CLASS.");
        }
        return classes;
    }

    /** The rename entries as they were asked for that match nothing. */
    static List<String> unusedNames(ScorePlan plan, ScoreCells cells) {
        Map<String, String> rename = plan.rename();
        TreeSet<String> unused = new TreeSet<>(rename.keySet());
        for (int row = 0; row < cells.rows() && !unused.isEmpty(); row++) {
            String cell = cells.get(plan.truth(), row);
            if (cell != null) {
                unused.remove(cell);
            }
        }
        return List.copyOf(unused);
    }
}
