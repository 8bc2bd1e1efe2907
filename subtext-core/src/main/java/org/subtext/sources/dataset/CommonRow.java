package org.subtext.sources.dataset;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.CsvLine;

/** One image of the common table while it is being filled; used again for the next. Not thread-safe. */
final class CommonRow {
    private final List<String> findingNames;
    private final @Nullable String[] cells = new @Nullable String[Field.values().length];
    private final @Nullable String[] findings;
    private @Nullable Source source;
    private int sourceRow;

    CommonRow(List<String> findingNames) {
        this.findingNames = findingNames;
        this.findings = new @Nullable String[findingNames.size()];
    }

    @Nullable String get(Field field) {
        return cells[field.ordinal()];
    }

    CommonRow set(Field field, @Nullable String value) {
        cells[field.ordinal()] = value == null || value.isBlank() ? null : value.strip();
        return this;
    }

    /** Sets a finding by its position in the layout: 1 present, 0 absent, -1 uncertain, null not said. */
    CommonRow finding(int index, @Nullable String value) {
        findings[index] = value;
        return this;
    }

    /** Says which row of the data set's files the image was read from. */
    CommonRow from(Source file, int row) {
        source = file;
        sourceRow = row;
        return this;
    }

    /** Where the image was read from, for a message; it names no image, as a file may be named by its patient. */
    String place() {
        if (source != null) {
            return source.place(sourceRow);
        }
        String path = String.valueOf(get(Field.IMAGE_PATH));
        return "folder " + path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    void clear() {
        source = null;
        Arrays.fill(cells, null);
        Arrays.fill(findings, null);
    }

    /** The header, in the order of {@link #line}. */
    static String header(List<String> findingNames) {
        StringBuilder line = new StringBuilder();
        for (Field field : Field.values()) {
            if (field == Field.SPLIT) {
                findingNames.forEach(name -> append(line, "finding_" + name));
            }
            append(line, field.column());
        }
        return ended(line);
    }

    String line() {
        StringBuilder line = new StringBuilder(256);
        for (Field field : Field.values()) {
            if (field == Field.SPLIT) {
                for (int i = 0; i < findingNames.size(); i++) {
                    append(line, findings[i]);
                }
            }
            append(line, cells[field.ordinal()]);
        }
        return ended(line);
    }

    private static void append(StringBuilder line, @Nullable String value) {
        CsvLine.append(line, value);
        line.append(',');
    }

    private static String ended(StringBuilder line) {
        line.setCharAt(line.length() - 1, '\n');
        return line.toString();
    }
}
