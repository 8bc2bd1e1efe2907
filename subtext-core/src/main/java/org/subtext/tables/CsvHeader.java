package org.subtext.tables;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first line of a CSV: column names as the file has them, and the delimiter.
 *
 * <p>Read here and not sniffed by DuckDB, which renames duplicate columns without a word and, faced with one ragged
 * line, takes the whole table for a single column.
 *
 * @param names trimmed; empty where a column has no name
 * @param delimiter the most frequent of comma, semicolon, tab and bar outside quotes; comma when there is none
 */
record CsvHeader(List<String> names, char delimiter) {
    private static final String DELIMITERS = ",;\t|";

    static CsvHeader read(Path file, String name) throws IOException {
        String delimiters = name.contains(".tsv") ? "\t" : DELIMITERS;
        if (name.endsWith(".gz")) {
            return GzipFile.header(file, delimiters);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, delimiters);
        }
    }

    static CsvHeader read(InputStream text, String delimiters) throws IOException {
        return parse(firstLine(text), delimiters);
    }

    static CsvHeader parse(String line, String delimiters) {
        char delimiter = delimiters.charAt(0);
        int most = 0;
        for (char candidate : delimiters.toCharArray()) {
            int fields = split(line, candidate).size();
            if (fields > most) {
                most = fields;
                delimiter = candidate;
            }
        }
        return new CsvHeader(split(line, delimiter), delimiter);
    }

    /** Fields of one line; a delimiter within double quotes is text, and two double quotes are one. */
    private static List<String> split(String line, char delimiter) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == delimiter && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    /** Up to the first line end outside quotes, without a byte order mark. */
    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean quoted = false;
        for (int b = in.read(); b >= 0 && (quoted || (b != '\n' && b != '\r')); b = in.read()) {
            quoted ^= b == '"';
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
