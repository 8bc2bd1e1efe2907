package org.subtext.predictions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ColumnNames;
import org.subtext.problems.Knob;
import org.subtext.problems.Problems;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/** The cells of a score table, those of a second file joined to it included. Immutable. */
public final class ScoreCells {
    private final Table table;
    private final @Nullable Table joined;
    private final int[] joinedRow;

    private ScoreCells(Table table, @Nullable Table joined, int[] joinedRow) {
        this.table = table;
        this.joined = joined;
        this.joinedRow = joinedRow;
    }

    /** Only the table itself. */
    public static ScoreCells of(Table table) {
        return new ScoreCells(table, null, new int[0]);
    }

    /**
     * Each row of the table with the row of the second that has the same key. A key may stand there more than once
     * where its rows are alike in every cell: rows are never multiplied, and none is chosen.
     */
    public static ScoreCells joined(Table table, Table second, String on, Problems problems) {
        Map<String, Integer> rowOfKey = new HashMap<>();
        Column keys = second.column(on);
        for (int row = 0; row < second.rows(); row++) {
            String key = keys.get(row);
            Integer before = key == null ? null : rowOfKey.putIfAbsent(key, row);
            if (before != null && !alike(second, before, row)) {
                problems.add(
                        "duplicate key",
                        "Rows " + second.rowNumber(before) + " and " + second.rowNumber(row) + " of " + second.source()
                                + " have one value of " + on + " and differ.",
                        "Expected one row a value of " + on + " in the joined file. Keep one of each.");
            }
        }
        int[] joinedRow = new int[table.rows()];
        Column here = table.column(on);
        for (int row = 0; row < joinedRow.length; row++) {
            String key = here.get(row);
            joinedRow[row] = key == null ? -1 : rowOfKey.getOrDefault(key, -1);
        }
        return new ScoreCells(table, second, joinedRow);
    }

    private static boolean alike(Table table, int one, int other) {
        return table.names().stream()
                .map(table::column)
                .allMatch(column -> Objects.equals(column.get(one), column.get(other)));
    }

    public Table table() {
        return table;
    }

    public int rows() {
        return table.rows();
    }

    /** Whether the joined table has a column of this name too. */
    boolean isInBoth(String column) {
        return joined != null && table.has(column) && joined.has(column);
    }

    /** Whether a row has one in the joined table. */
    boolean isMatched(int row) {
        return joined != null && joinedRow[row] >= 0;
    }

    /** A cell of the joined row of a matched row, whatever the table itself has; null when empty. */
    @Nullable String joinedCell(String column, int row) {
        return joined == null ? null : joined.column(column).get(joinedRow[row]);
    }

    /** Adds a problem where no table has the column. */
    public void require(String column, Knob knob, Problems problems) {
        if (joined == null || !joined.has(column)) {
            ColumnNames.require(table, column, knob, problems);
        }
    }

    /** All column names, the table's first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(table.names());
        if (joined != null) {
            names.addAll(joined.names());
        }
        return names;
    }

    /** A cell of the table or, where the table has no such column, of the joined row; null when empty. */
    public @Nullable String get(String column, int row) {
        return column(column).apply(row);
    }

    /** The same of each row of a column, which is looked for once. */
    IntFunction<@Nullable String> column(String name) {
        Optional<Column> here = table.find(name);
        if (here.isPresent()) {
            return here.get()::get;
        }
        if (joined == null) {
            return row -> null;
        }
        Optional<Column> there = joined.find(name);
        return row -> joinedRow[row] < 0 ? null : there.orElseThrow().get(joinedRow[row]);
    }
}
