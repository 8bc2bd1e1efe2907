package org.subtext.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
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
            problems.add(Sentence.of("Truth " + plan.truth() + " holds bare numbers (" + String.join(", ", bare)
                            + ") and nothing says what they mean. Name them, ")
                    .set(Argument.SCORES_RENAME, Map.of(bare.first(), "NAME"))
                    .and(" and so on, or cut an ordinal truth: ")
                    .set(Argument.SCORES_POSITIVE_AT, "NUMBER")
                    .and("."));
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
                    Sentence.of(Argument.SCORES_POSITIVE_AT)
                            .and(" needs a number in every row: correct or empty the cell."));
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
            problems.add(Sentence.of("Truth " + plan.truth() + " has " + found.size() + " classes ("
                            + String.join(", ", found)
                            + "), and one score column tells two apart. Give a column for each class, ")
                    .set(Argument.SCORES_CLASS, Map.of("CLASS", "COLUMN"))
                    .and(", or bring classes together: ")
                    .set(Argument.SCORES_RENAME, Map.of("OLD", "NEW"))
                    .and("."));
            return found;
        }
        if (positive == null || !found.contains(positive)) {
            problems.add(Sentence.of(
                            positive == null
                                    ? "Nothing says"
                                    : "\"" + positive + "\" is not a class of the truth, so nothing says")
                    .and(" which class a high score speaks for. Name it: ")
                    .set(Argument.SCORES_POSITIVE, found.get(0))
                    .and(" or ")
                    .set(Argument.SCORES_POSITIVE, found.get(1))
                    .and("."));
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
                        Sentence.of("Classes with a column: " + String.join(", ", classes) + ". Add ")
                                .set(Argument.SCORES_CLASS, Map.of("CLASS", "COLUMN"))
                                .and(", or map the name: ")
                                .set(Argument.SCORES_RENAME, Map.of("OLD", "NEW"))
                                .and("."));
            }
        }
        if (classes.size() < 2) {
            problems.add(Sentence.of("Only the class " + classes
                            + " has a score column; name one for each class, or give a" + " single score column with ")
                    .set(Argument.SCORES_POSITIVE, "CLASS")
                    .and("."));
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
