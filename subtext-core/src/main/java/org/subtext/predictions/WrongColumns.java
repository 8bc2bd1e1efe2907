package org.subtext.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * Columns named for scores that hold something else: ids, the truth, the numbers of the rows.
 *
 * @param scores the columns that are named for scores
 */
public record WrongColumns(ScoreCells cells, Set<String> scores) {
    /** Of fewer rows nothing is said: a few numbers are soon like any others. */
    private static final int FEW = 10;

    /**
     * Refuses a column that is named for two things, and one that repeats the ids.
     *
     * @param patient the column of patients, null where none is named
     * @param image the column of images, likewise
     */
    public void check(List<String> truths, @Nullable String patient, @Nullable String image, Problems problems) {
        for (String column : scores) {
            if (truths.contains(column)) {
                problems.add(twice(column, Argument.SCORES_TRUTH));
            }
            checkIds(column, patient, Argument.SCORES_PATIENT, problems);
            checkIds(column, image, Argument.SCORES_IMAGE, problems);
        }
    }

    private void checkIds(String column, @Nullable String ids, Argument argument, Problems problems) {
        if (column.equals(ids)) {
            problems.add(twice(column, argument));
        } else if (ids != null && cells.names().contains(ids) && isSame(column, ids)) {
            problems.add(Sentence.of("Column " + column + " holds in every row what column " + ids
                            + " holds, which is named for ")
                    .and(argument)
                    .and(": ids are no scores. Name the column of the scores. Columns: "
                            + String.join(", ", cells.names()) + "."));
        }
    }

    private Sentence twice(String column, Argument other) {
        return Sentence.of("Column " + column + " is named for scores and for ")
                .and(other)
                .and(". Name the column of the scores. Columns: " + String.join(", ", cells.names()) + ".");
    }

    /** Columns that count the rows: ranks of a sorted table, or a row number by mistake. */
    public List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        for (String column : scores) {
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
