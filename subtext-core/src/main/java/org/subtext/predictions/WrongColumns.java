package org.subtext.predictions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/** Columns named for scores that hold something else: ids, the truth, the numbers of the rows. */
record WrongColumns(ScorePlan plan, ScoreCells cells) {
    /** Of fewer rows nothing is said: a few numbers are soon like any others. */
    private static final int FEW = 10;

    /** Refuses a column that is named for two things, and one that repeats the ids. */
    void check(Problems problems) {
        Map<Argument, String> others = new LinkedHashMap<>();
        others.put(Argument.SCORES_TRUTH, plan.truth());
        put(others, Argument.SCORES_PATIENT, plan.patient());
        put(others, Argument.SCORES_IMAGE, plan.image());
        for (String column : plan.form().scores()) {
            others.forEach((argument, other) -> {
                boolean isId =
                        argument != Argument.SCORES_TRUTH && cells.names().contains(other);
                if (column.equals(other)) {
                    problems.add(Sentence.of("Column " + column + " is named for scores and for ")
                            .and(argument)
                            .and(". Name the column of the scores. Columns: " + String.join(", ", cells.names())
                                    + "."));
                } else if (isId && isSame(column, other)) {
                    problems.add(Sentence.of("Column " + column + " holds in every row what column " + other
                                    + " holds, which is named for ")
                            .and(argument)
                            .and(": ids are no scores. Name the column of the scores. Columns: "
                                    + String.join(", ", cells.names()) + "."));
                }
            });
        }
    }

    /** Columns that count the rows: ranks of a sorted table, or a row number by mistake. */
    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        for (String column : plan.form().scores()) {
            if (countsRows(column)) {
                remarks.add(Remark.of(
                        Remark.Code.SCORES_ARE_ROW_NUMBERS,
                        "Column " + column
                                + " numbers the rows in their order. Unless the table is sorted by the score,"
                                + " and these are ranks, another column was meant."));
            }
        }
        return remarks;
    }

    private static void put(Set<String> columns, @Nullable String column) {
        if (column != null) {
            columns.add(column);
        }
    }

    private static void put(Map<Argument, String> columns, Argument argument, @Nullable String column) {
        if (column != null) {
            columns.put(argument, column);
        }
    }

    private boolean isSame(String column, String other) {
        if (cells.rows() < FEW) {
            return false;
        }
        for (int row = 0; row < cells.rows(); row++) {
            if (!Objects.equals(cells.get(column, row), cells.get(other, row))) {
                return false;
            }
        }
        return true;
    }

    private boolean countsRows(String column) {
        String first = cells.rows() < FEW ? null : cells.get(column, 0);
        if (first == null || !first.matches("[012](\\.0)?")) {
            return false;
        }
        int start = first.charAt(0) - '0';
        for (int row = 0; row < cells.rows(); row++) {
            String number = Integer.toString(start + row);
            String cell = cells.get(column, row);
            if (!number.equals(cell) && !(number + ".0").equals(cell)) {
                return false;
            }
        }
        return true;
    }
}
