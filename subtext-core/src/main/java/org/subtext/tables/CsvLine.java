package org.subtext.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a CSV file as {@link TableReader} reads it: commas, double quotes where a cell needs them (RFC 4180), and
 * no cell that a spreadsheet would run ({@link CellGuard}).
 */
public final class CsvLine {
    private CsvLine() {}

    /** The cells with a line feed at the end; null is an empty cell. */
    public static String of(List<? extends @Nullable String> cells) {
        StringBuilder line = new StringBuilder(128);
        for (int c = 0; c < cells.size(); c++) {
            if (c > 0) {
                line.append(',');
            }
            append(line, cells.get(c));
        }
        return line.append('\n').toString();
    }

    /** Adds one cell, without what parts it from its neighbours. */
    public static void append(StringBuilder line, @Nullable String text) {
        if (text != null) {
            String cell = CellGuard.of(text);
            line.append(isPlain(cell) ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
    }

    /** Other delimiters are quoted too: the header line tells a reader which one the file has. */
    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            if (letter < ' ' || letter == ',' || letter == '"' || letter == ';' || letter == '|') {
                return false;
            }
        }
        return true;
    }
}
