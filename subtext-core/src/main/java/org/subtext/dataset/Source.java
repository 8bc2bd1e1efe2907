package org.subtext.dataset;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.Column;
import org.subtext.tables.Table;

/** A file of a data set that was found: its columns under the layout's names. */
final class Source {
    private final Path file;
    private final String folder;
    private final Table table;
    private final Map<String, String> actual;

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
    }

    int rows() {
        return table.rows();
    }

    boolean has(String column) {
        return actual.containsKey(column);
    }

    /** The cell, white space collapsed; null where it is empty or the file has no such column. */
    @Nullable String cell(int row, String column) {
        String name = actual.get(column);
        if (name == null) {
            return null;
        }
        Column cells = table.column(name);
        String cell = cells.get(row);
        return cell == null || cell.indexOf(' ') < 0 ? cell : CodeBook.collapsed(cell);
    }

    /** A whole number without the ".0" that data frames append. */
    @Nullable String id(int row, String column) {
        String cell = cell(row, column);
        return cell != null && cell.matches("\\d+\\.0+") ? cell.substring(0, cell.indexOf('.')) : cell;
    }

    String folder() {
        return folder;
    }

    /** "admissions.csv: race", for the column race_source. */
    String describe(String column) {
        return file.getFileName() + ": " + actual.getOrDefault(column, column);
    }
}
