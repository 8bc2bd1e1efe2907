package org.subtext.predictions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.AskedValues;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wording;
import org.subtext.tables.Wordings;

/**
 * The class of every row of a score table, by name.
 *
 * @param names class of each row, null where nothing is recorded or the row is left out
 * @param classes the distinct names; of two classes the positive one last
 * @param remarks who was left out and what was brought together
 */
record ScoreTruth(List<@Nullable String> names, List<String> classes, List<Remark> remarks) {
    private static final int NOTHING = -1;
    private static final int LEFT_OUT = -2;

    /** @param patients whose a row is, null where it is nobody's else */
    static ScoreTruth read(
            ScorePlan plan, ScoreCells cells, IntFunction<@Nullable String> patients, Problems problems) {
        return new Reading(plan, cells, problems).truth(patients);
    }

    /** One reading of the column. */
    private static final class Reading {
        private final ScorePlan plan;
        private final ScoreCells cells;
        private final Problems problems;
        private final NotRecorded words;
        private final AskedValues leftOut;
        private final Map<String, String> renamed = new HashMap<>();
        private final List<Remark> remarks = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private @Nullable Remark conflict;

        Reading(ScorePlan plan, ScoreCells cells, Problems problems) {
            this.plan = plan;
            this.cells = cells;
            this.problems = problems;
            this.words = plan.notRecorded(plan.truth());
            this.leftOut = AskedValues.of(plan.rows().leaveOut());
            plan.classes().rename().forEach((wording, name) -> renamed.put(Wording.folded(wording), name));
        }

        ScoreTruth truth(IntFunction<@Nullable String> patients) {
            Map<String, Integer> rowsOfCell = new LinkedHashMap<>();
            for (int row = 0; row < cells.rows(); row++) {
                String cell = cells.get(plan.truth(), row);
                rowsOfCell.merge(cell == null ? "" : cell, 1, Integer::sum);
            }
            checkLeftOut(rowsOfCell);
            Map<String, Integer> ofCell =
                    plan.classes().positiveAt() == null ? byName(rowsOfCell) : byNumber(rowsOfCell);
            int[] labels = new int[cells.rows()];
            for (int row = 0; row < labels.length; row++) {
                String cell = cells.get(plan.truth(), row);
                labels[row] = cell == null ? NOTHING : ofCell.getOrDefault(cell, NOTHING);
            }
            remarkOnRows(labels);
            conflict = new ScoreConflicts(plan, cells, problems)
                    .settle(labels, patients)
                    .orElse(null);
            if (conflict != null) {
                remarks.add(conflict);
            }
            List<@Nullable String> names = new ArrayList<>(labels.length);
            TreeSet<String> found = new TreeSet<>();
            for (int label : labels) {
                names.add(label < 0 ? null : values.get(label));
                if (label >= 0) {
                    found.add(values.get(label));
                }
            }
            boolean areNamed = areNamed(found);
            return new ScoreTruth(names, ordered(List.copyOf(found), areNamed), remarks);
        }

        private void checkLeftOut(Map<String, Integer> rowsOfCell) {
            for (String value : plan.rows().leaveOut()) {
                AskedValues one = AskedValues.of(List.of(value));
                if (rowsOfCell.keySet().stream().noneMatch(cell -> one.holds(cell) || one.holds(name(cell)))) {
                    problems.add(Sentence.of(Argument.SCORES_LEAVE_OUT)
                            .and(" names \"" + value + "\", which truth " + plan.truth()
                                    + " never holds. Values found: "
                                    + String.join(
                                            "; ",
                                            rowsOfCell.keySet().stream()
                                                    .limit(20)
                                                    .toList()) + "."));
                }
            }
        }

        /** The name that the plan gives a wording; null where it gives none. */
        private @Nullable String name(String cell) {
            return renamed.get(Wording.folded(cell));
        }

        /** The value of a cell that says nothing or is to be left out; null of one that counts. */
        private @Nullable Integer silent(String cell) {
            String name = name(cell);
            if (leftOut.holds(cell) || leftOut.holds(name)) {
                return LEFT_OUT;
            }
            return words.holds(cell) || name != null && words.holds(name) ? NOTHING : null;
        }

        private Map<String, Integer> byName(Map<String, Integer> rowsOfCell) {
            Map<String, String> columns = new HashMap<>();
            plan.form().classColumns().keySet().forEach(name -> columns.put(Wording.folded(name), name));
            Map<String, Integer> ofCell = new HashMap<>();
            Wordings.Builder builder = new Wordings.Builder();
            rowsOfCell.forEach((cell, rows) -> {
                Integer silent = silent(cell);
                String name = name(cell);
                String column = columns.get(Wording.folded(name == null ? cell : name));
                if (silent != null) {
                    ofCell.put(cell, silent);
                } else if (column != null && name == null) {
                    builder.found(cell, rows);
                    builder.named(cell, column);
                } else if (name != null) {
                    builder.named(cell, column == null ? name : column);
                } else {
                    builder.found(cell, rows);
                }
            });
            Wordings wordings = builder.build();
            values.addAll(wordings.names());
            Map<Integer, Integer> rowsOfValue = new HashMap<>();
            rowsOfCell.forEach((cell, rows) -> {
                int value = wordings.indexOf(cell);
                if (value >= 0) {
                    ofCell.put(cell, value);
                    rowsOfValue.merge(value, rows, Integer::sum);
                }
            });
            wordings.remark(plan.truth()).ifPresent(remarks::add);
            wordings.nearNames(
                            plan.truth(), rowsOfValue, Sentence.EMPTY.set(Argument.SCORES_RENAME, Map.of("OLD", "NEW")))
                    .ifPresent(remarks::add);
            return ofCell;
        }

        private Map<String, Integer> byNumber(Map<String, Integer> rowsOfCell) {
            double threshold =
                    plan.classes().positiveAt() == null ? 0 : plan.classes().positiveAt();
            values.add(plan.truth() + " below " + TruthCodes.plain(threshold));
            values.add(positiveName(threshold));
            Map<String, Integer> ofCell = new HashMap<>();
            AskedValues recorded = AskedValues.of(plan.rows().recorded().getOrDefault(plan.truth(), List.of()));
            TreeMap<Double, Integer> undeclared = new TreeMap<>();
            for (String cell : rowsOfCell.keySet()) {
                Integer silent = silent(cell);
                if (silent != null) {
                    ofCell.put(cell, silent);
                    continue;
                }
                try {
                    double number = number(cell);
                    ofCell.put(cell, number >= threshold ? 1 : 0);
                    if (name(cell) == null && !recorded.holds(cell)) {
                        undeclared.merge(number, rowsOfCell.getOrDefault(cell, 0), Integer::sum);
                    }
                } catch (NumberFormatException e) {
                    problems.add(
                            "truth is no number",
                            "Row " + cells.table().rowNumber(rowOf(cell)) + " has the truth \"" + cell + "\".",
                            Sentence.of(Argument.SCORES_POSITIVE_AT)
                                    .and(" needs a number in every row: correct or empty the cell, or leave such rows"
                                            + " out: ")
                                    .set(Argument.SCORES_LEAVE_OUT, cell)
                                    .and("."));
                }
            }
            TruthCodes.refuse(plan, undeclared, problems);
            return ofCell;
        }

        /** The number of a cell, or the one that the plan names in its place. */
        private double number(String cell) {
            String name = name(cell);
            try {
                return Double.parseDouble(name == null ? cell : name);
            } catch (NumberFormatException e) {
                return Double.parseDouble(cell);
            }
        }

        private int rowOf(String cell) {
            int row = 0;
            while (row < cells.rows() && !cell.equals(cells.get(plan.truth(), row))) {
                row++;
            }
            return row;
        }

        private String positiveName(double threshold) {
            String positive = plan.classes().positive();
            return positive != null ? positive : plan.truth() + " at least " + TruthCodes.plain(threshold);
        }

        private void remarkOnRows(int[] labels) {
            long silent =
                    Arrays.stream(labels).filter(label -> label == NOTHING).count();
            if (silent > 0) {
                remarks.add(new Remark(
                        Remark.Code.TRUTH_NOT_RECORDED,
                        Sentence.EMPTY
                                .counted(
                                        silent,
                                        "row has no recorded truth and is",
                                        "rows have no recorded truth and are")
                                .and(" left out.")));
            }
            long left = Arrays.stream(labels).filter(label -> label == LEFT_OUT).count();
            if (left > 0) {
                remarks.add(new Remark(
                        Remark.Code.TRUTH_LEFT_OUT,
                        Sentence.EMPTY
                                .counted(left, "row is", "rows are")
                                .and(" left out, as was asked, for the truth "
                                        + String.join(", ", plan.rows().leaveOut()) + ".")));
            }
        }

        private boolean areNamed(TreeSet<String> found) {
            List<String> bare = found.stream()
                    .filter(name -> name.matches("-?\\d+(\\.\\d+)?"))
                    .toList();
            if (!bare.isEmpty()) {
                problems.add(Sentence.of("Truth " + plan.truth() + " holds bare numbers (" + String.join(", ", bare)
                                + ") and nothing says what they mean. Name them, ")
                        .set(Argument.SCORES_RENAME, Map.of(bare.get(0), "NAME"))
                        .and(" and so on, cut an ordinal truth: ")
                        .set(Argument.SCORES_POSITIVE_AT, "NUMBER")
                        .and(", or leave a value out: ")
                        .set(Argument.SCORES_LEAVE_OUT, bare.get(0))
                        .and("."));
            }
            return bare.isEmpty();
        }

        private List<String> ordered(List<String> found, boolean areNamed) {
            if (!plan.form().classColumns().isEmpty()) {
                return byColumn(found);
            }
            ScoreForm.LongForm rows = plan.form().longForm();
            if (rows != null && rows.ofClass() != null || !areNamed) {
                return found;
            }
            Double threshold = plan.classes().positiveAt();
            String said = plan.classes().positive();
            String named = said == null && threshold != null ? positiveName(threshold) : said;
            if (found.size() != 2) {
                problems.add(Sentence.of("Truth " + plan.truth() + " has " + found.size()
                                + (found.size() == 1 ? " class (" : " classes (")
                                + String.join(", ", found)
                                + "), and one score column tells two apart. Give a column for each class, ")
                        .set(Argument.SCORES_CLASS, Map.of("CLASS", "COLUMN"))
                        .and(", bring classes together: ")
                        .set(Argument.SCORES_RENAME, Map.of("OLD", "NEW"))
                        .and(", or leave a class out: ")
                        .set(Argument.SCORES_LEAVE_OUT, "CLASS")
                        .and(".")
                        .and(ofConflict()));
                return found;
            }
            AskedValues asked = AskedValues.of(named == null ? List.of() : List.of(named));
            String positive = found.stream().filter(asked::holds).findFirst().orElse(null);
            if (positive == null) {
                problems.add(Sentence.of(
                                named == null
                                        ? "Nothing says"
                                        : "\"" + named + "\" is not a class of the truth, so nothing says")
                        .and(" which class a high score speaks for. Name it: ")
                        .set(Argument.SCORES_POSITIVE, found.get(0))
                        .and(" or ")
                        .set(Argument.SCORES_POSITIVE, found.get(1))
                        .and("."));
                return found;
            }
            return found.get(0).equals(positive) ? List.of(found.get(1), positive) : found;
        }

        /** That patients of several values were left out may be why classes are lacking. */
        private Sentence ofConflict() {
            return conflict == null
                    ? Sentence.EMPTY
                    : Sentence.of(" ")
                            .and(conflict.sentence())
                            .and(" Another policy may keep them: ")
                            .set(Argument.SCORES_CONFLICTS, "mode")
                            .and(".");
        }

        private List<String> byColumn(List<String> found) {
            List<String> classes = List.copyOf(plan.form().classColumns().keySet());
            for (String name : found) {
                if (!classes.contains(name)) {
                    problems.add(
                            "class without score",
                            "Truth " + plan.truth() + " has the class \"" + name
                                    + "\", for which no score column is named.",
                            Sentence.of("Classes with a column: " + String.join(", ", classes) + ". Add ")
                                    .set(Argument.SCORES_CLASS, Map.of("CLASS", "COLUMN"))
                                    .and(", map the name: ")
                                    .set(Argument.SCORES_RENAME, Map.of("OLD", "NEW"))
                                    .and(", or leave it out: ")
                                    .set(Argument.SCORES_LEAVE_OUT, name)
                                    .and("."));
                }
            }
            if (classes.size() < 2) {
                problems.add(Sentence.of("Only the class " + classes
                                + " has a score column; name one for each class, or give a single score column with ")
                        .set(Argument.SCORES_POSITIVE, "CLASS")
                        .and("."));
            }
            return classes;
        }
    }

    /** The class that a score of the long form is for, in any writing; −1 where it is none. */
    int indexOf(String name, ScorePlan plan) {
        String key = Wording.folded(name);
        for (Map.Entry<String, String> entry : plan.classes().rename().entrySet()) {
            if (Wording.folded(entry.getKey()).equals(key)) {
                key = Wording.folded(entry.getValue());
                break;
            }
        }
        for (int k = 0; k < classes.size(); k++) {
            if (Wording.folded(classes.get(k)).equals(key)) {
                return k;
            }
        }
        return -1;
    }

    /** The rename entries as they were asked for that match nothing. */
    static List<String> unusedNames(ScorePlan plan, ScoreCells cells) {
        Map<String, String> unused = new LinkedHashMap<>();
        plan.classes().rename().keySet().forEach(wording -> unused.put(Wording.folded(wording), wording));
        for (int row = 0; row < cells.rows() && !unused.isEmpty(); row++) {
            String cell = cells.get(plan.truth(), row);
            if (cell != null) {
                unused.remove(Wording.folded(cell));
            }
        }
        return List.copyOf(new TreeSet<>(unused.values()));
    }
}
