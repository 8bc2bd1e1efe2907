package org.subtext.predictions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ColumnNames;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/** The cells of a score table, those of a second file joined to it included. */
final class ScoreCells {
    private final Table table;
    private final @Nullable Table joined;
    private final int[] joinedRow;

    private ScoreCells(Table table, @Nullable Table joined, int[] joinedRow) {
        this.table = table;
        this.joined = joined;
        this.joinedRow = joinedRow;
    }

    /** Only the table itself. */
    static ScoreCells of(Table table) {
        return new ScoreCells(table, null, new int[0]);
    }

    /** Each row of the table with the row of the second that has the same key; a key may occur there once. */
    static ScoreCells joined(Table table, Table second, String on, Problems problems) {
        ColumnNames.require(table, on, Argument.SCORES_ON, problems);
        ColumnNames.require(second, on, Argument.SCORES_ON, problems);
        if (!problems.isEmpty()) {
            return of(table);
        }
        Map<String, Integer> rowOfKey = new HashMap<>();
        Column keys = second.column(on);
        for (int row = 0; row < second.rows(); row++) {
            String key = keys.get(row);
            if (key != null && rowOfKey.put(key, row) != null) {
                problems.add(
                        "duplicate key",
                        "Row " + second.rowNumber(row) + " of " + second.source() + " repeats a value of " + on + ".",
                        "Expected one row a value of " + on + " in the joined file. Keep one of each.");
            }
        }
        int[] joinedRow = new int[table.rows()];
        for (int row = 0; row < joinedRow.length; row++) {
            joinedRow[row] =
                    rowOfKey.getOrDefault(String.valueOf(table.column(on).get(row)), -1);
        }
        return new ScoreCells(table, second, joinedRow);
    }

    Table table() {
        return table;
    }

    int rows() {
        return table.rows();
    }

    /** Rows that the second file says nothing about. */
    int unmatched() {
        int count = 0;
        for (int row : joinedRow) {
            count += row < 0 ? 1 : 0;
        }
        return count;
    }

    void require(String column, Argument argument, Problems problems) {
        if (joined == null || !joined.has(column)) {
            ColumnNames.require(table, column, argument, problems);
        }
    }

    /** All column names, the table's first. */
    List<String> names() {
        List<String> names = new ArrayList<>(table.names());
        if (joined != null) {
            names.addAll(joined.names());
        }
        return names;
    }

    /** A cell of the table or, where the table has no such column, of the joined row; null when empty. */
    @Nullable String get(String column, int row) {
        if (table.has(column)) {
            return table.column(column).get(row);
        }
        return joined == null || joinedRow[row] < 0
                ? null
                : joined.column(column).get(joinedRow[row]);
    }
}
