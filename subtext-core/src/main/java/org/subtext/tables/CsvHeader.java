package org.subtext.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;

/**
 * The line of column names of a CSV, and the delimiter that it tells.
 *
 * <p>Lines without text above it are passed over, and so is {@code sep=;}, as Excel writes it, which names the
 * delimiter. A title above it is told and not guessed away.
 *
 * @param names trimmed; empty where a column has no name
 * @param delimiter that of a {@code sep=} line, else the most frequent of comma, semicolon, tab and bar outside quotes;
 *     comma when there is none
 * @param row number of its row in the file, counted from 1
 */
record CsvHeader(List<String> names, char delimiter, int row) {
    private static final String DELIMITERS = ",;\t|";

    private static final int PEEKED = 1 << 16;

    /** No line of names is longer; a quote that is never closed would take the whole file for one. */
    private static final int LONGEST = 1 << 20;

    /** The header of a file, compressed or not. */
    static CsvHeader read(Path file, String name) throws IOException {
        if (name.endsWith(".gz")) {
            return GzipFile.read(file, text -> read(file, TextBytes.utf8(file, text), name));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file, TextBytes.utf8(file, in), name);
        }
    }

    /** Reads up to the end of the line of names; what follows in the stream are the rows. */
    static CsvHeader read(Path file, InputStream text, String name) throws IOException {
        String delimiters = DELIMITERS;
        boolean said = false;
        for (int row = 1; ; row++) {
            String line = line(file, text, row);
            if (line == null) {
                throw new InvalidInputException(
                        "Table " + file + " holds no text. Expected a header line and one row an image.");
            }
            if (line.matches("(?i)\"?sep=.\"?")) {
                delimiters = line.replace("\"", "").substring(4);
                said = true;
            } else if (!line.isBlank()) {
                requireClosed(file, line, row, text);
                boolean tabs = !said && name.contains(".tsv") && !isOfOtherForm(line, linesBelow(text));
                return parse(line, tabs ? "\t" : delimiters, row);
            }
        }
    }

    /**
     * Refuses a line of names that ran into the rows, since a quote in it is not closed where a name ends: all that it
     * took with it would be names, and would be told as names.
     */
    private static void requireClosed(Path file, String line, int row, InputStream text) throws IOException {
        boolean closed = line.chars().filter(c -> c == '"').count() % 2 == 0;
        if (closed && line.lines().count() > 1) {
            // A name of several lines is lawful: the rows have as many cells as there are names then.
            CsvHeader header = parse(line, DELIMITERS, row);
            List<String> below = linesBelow(text);
            closed = below.stream()
                    .anyMatch(cells -> split(cells, header.delimiter).size() == header.names.size());
        }
        if (!closed) {
            throw new InvalidInputException(
                    "A quote in row " + row + " of " + file + ", the line of names, is opened and"
                            + " not closed behind the name, so that rows ran into it. Close it, or save the table again.");
        }
    }

    /** Whether a file is called TSV and has no tabs: it is a CSV where all lines have as many cells as the names. */
    private static boolean isOfOtherForm(String line, List<String> below) {
        CsvHeader header = parse(line, DELIMITERS, 0);
        return line.indexOf('\t') < 0
                && header.names.size() > 1
                && !below.isEmpty()
                && below.stream().allMatch(row -> split(row, header.delimiter).size() == header.names.size());
    }

    /** The next lines with text, three at most, which stay in the stream. */
    static List<String> linesBelow(InputStream text) throws IOException {
        text.mark(PEEKED);
        byte[] below = text.readNBytes(PEEKED - 1);
        text.reset();
        return new String(below, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(3)
                .toList();
    }

    private static CsvHeader parse(String line, String delimiters, int row) {
        char delimiter = delimiters.charAt(0);
        int most = 0;
        for (char candidate : delimiters.toCharArray()) {
            int fields = split(line, candidate).size();
            if (fields > most) {
                most = fields;
                delimiter = candidate;
            }
        }
        return new CsvHeader(split(line, delimiter), delimiter, row);
    }

    /** How many cells with text a line has, by whatever delimiter gives it the most cells. */
    static int cells(String line) {
        return (int) parse(line, DELIMITERS, 0).names.stream()
                .filter(cell -> !cell.isEmpty())
                .count();
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
                fields.add(name(field));
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(name(field));
        return fields;
    }

    private static String name(StringBuilder field) {
        return CellGuard.without(CellText.trimmed(field.toString()));
    }

    /** Up to the next line end outside quotes, which is passed over; null at the end of the file. */
    private static @Nullable String line(Path file, InputStream in, int row) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean quoted = false;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && (quoted || (b != '\n' && b != '\r')); b = in.read()) {
            quoted ^= b == '"';
            line.write(b);
            if (line.size() > LONGEST) {
                throw new InvalidInputException("Row " + row + " of " + file + " does not end within a million"
                        + " characters. A quote in it may never be closed: correct it, or save the table again.");
            }
        }
        if (b == '\r') {
            in.mark(1);
            if (in.read() != '\n') {
                in.reset();
            }
        }
        return decoded(file, line.toByteArray(), row);
    }

    private static String decoded(Path file, byte[] line, int row) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(TextBytes.notUtf8(file, "row " + row) + " " + TextBytes.SAVE_AS_UTF8);
        }
    }
}
