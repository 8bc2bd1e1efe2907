package org.subtext.tables;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of a CSV file as {@link TableReader} reads it: commas, double quotes where a cell needs them (RFC 4180). */
public final class CsvLine {
    private CsvLine() {}

    /** The cells with a line feed at the end; null is an empty cell. */
    public static String of(List<? extends @Nullable String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(@Nullable String text) {
        if (text == null) {
            return "";
        }
        // Other delimiters are quoted too: the header line tells a reader which one the file has.
        boolean plain = text.chars().noneMatch(c -> c < ' ' || ",\";|".indexOf(c) >= 0);
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
