package org.subtext.sources.dataset;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/** A file of a data set that was found: its columns under the layout's names. */
final class Source {
    private final Path file;
    private final String folder;
    private final Table table;
    private final Map<String, String> actual;
    private final Map<String, Column> columns;

    /**
     * A source.
     *
     * @param folder of the file below the data set's folder, empty or ending in a slash
     * @param actual the file's own name of each of the layout's columns that it has
     */
    Source(Path file, String folder, Table table, Map<String, String> actual) {
        this.file = file;
        this.folder = folder;
        this.table = table;
        this.actual = Map.copyOf(actual);
        this.columns = actual.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> table.column(entry.getValue())));
    }

    int rows() {
        return table.rows();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The cell, white space collapsed; null where it is empty or the file has no such column. */
    @Nullable String cell(int row, String column) {
        Column cells = columns.get(column);
        String cell = cells == null ? null : cells.get(row);
        return cell == null || cell.indexOf(' ') < 0 ? cell : CodeBook.collapsed(cell);
    }

    /** A whole number without the ".0" that data frames append. */
    @Nullable String id(int row, String column) {
        String cell = cell(row, column);
        return cell == null || cell.indexOf('.') < 0 || !cell.matches("\\d+\\.0+")
                ? cell
                : cell.substring(0, cell.indexOf('.'));
    }

    /** The first row of every value of a column; later rows of the same value are counted in a note. */
    Map<String, Integer> rowsBy(String column, Sources in) {
        Map<String, Integer> rows = new HashMap<>();
        int repeated = 0;
        for (int i = 0; i < rows(); i++) {
            String value = id(i, column);
            if (value != null && rows.putIfAbsent(value, i) != null) {
                repeated++;
            }
        }
        if (repeated > 0) {
            in.note("Warning: " + repeated + " rows of " + file.getFileName() + " repeat a " + name(column)
                    + " that stands before; the first row of each is taken.");
        }
        return rows;
    }

    String folder() {
        return folder;
    }

    /** "admissions.csv", for a message. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /** "admissions.csv: race", for the column race_source. */
    String describe(String column) {
        return file.getFileName() + ": " + name(column);
    }

    /** "patient_age of labels.csv", for a message. */
    String columnOfFile(String column) {
        return name(column) + " of " + file.getFileName();
    }

    /** "row 7 of train.csv", for a message. */
    String place(int row) {
        return "row " + table.rowNumber(row) + " of " + folder + file.getFileName();
    }

    /** The file's own name of a column of the layout. */
    String name(String column) {
        return actual.getOrDefault(column, column);
    }
}
