package org.subtext.rendering;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.CsvLine;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * The table of pictures beside them, {@code render.csv}: what each is of, as what, and how to know it again. A line is
 * written before its picture is moved into place, so that a picture without a line is somebody else's.
 */
final class RenderRecord implements AutoCloseable {
    static final String NAME = "render.csv";

    private static final List<String> COLUMNS = List.of(
            "source",
            "picture",
            "form",
            "width",
            "height",
            "channels",
            "bits",
            "source_sha256",
            "pixels_sha256",
            "file_sha256");

    /**
     * One picture.
     *
     * @param form as what it was asked for, in words
     * @param content hash of what it was made of
     * @param file hash of the picture as it was written
     */
    record Line(
            String source,
            String picture,
            String form,
            int width,
            int height,
            int channels,
            int bits,
            String content,
            String pixels,
            String file) {
        String text() {
            return CsvLine.of(List.of(
                    source,
                    picture,
                    form,
                    String.valueOf(width),
                    String.valueOf(height),
                    String.valueOf(channels),
                    String.valueOf(bits),
                    content,
                    pixels,
                    file));
        }
    }

    private final Path file;
    private final Map<String, Line> lines;
    private final BufferedWriter journal;

    private RenderRecord(Path file, Map<String, Line> lines, BufferedWriter journal) {
        this.file = file;
        this.lines = lines;
        this.journal = journal;
    }

    /**
     * Opens the table of a folder, or begins it.
     *
     * @throws InvalidInputException where a file of that name is no such table
     */
    static RenderRecord open(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidInputException(Sentence.of(folder + " is a file; pictures need a folder. Name one: ")
                    .set(Argument.OUT, "DIR")
                    .and("."));
        }
        Files.createDirectories(folder);
        Path file = folder.resolve(NAME);
        Map<String, Line> lines = Files.exists(file) ? read(file) : new LinkedHashMap<>();
        write(file, lines.values());
        return new RenderRecord(
                file, lines, Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND));
    }

    private static Map<String, Line> read(Path file) throws IOException {
        String text = Files.readString(file);
        String header = CsvLine.of(COLUMNS);
        if (!text.startsWith(header)) {
            throw new InvalidInputException(Sentence.of(file + " is not the table that stands beside pictures (expected"
                            + " the columns " + String.join(", ", COLUMNS) + "), so nothing is written there. Name"
                            + " another folder: ")
                    .set(Argument.OUT, "DIR")
                    .and("."));
        }
        int whole = text.lastIndexOf('\n') + 1; // a killed command may leave half a line
        Map<String, Line> lines = new LinkedHashMap<>();
        if (text.substring(0, whole).lines().count() < 2) {
            return lines;
        }
        if (whole < text.length()) {
            AtomicFiles.writeString(file, text.substring(0, whole));
        }
        Table table = TableReader.read(file);
        for (int row = 0; row < table.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (String column : COLUMNS) {
                cells.add(cell(table.column(column).get(row)));
            }
            Line line = new Line(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    Integer.parseInt(cells.get(3)),
                    Integer.parseInt(cells.get(4)),
                    Integer.parseInt(cells.get(5)),
                    Integer.parseInt(cells.get(6)),
                    cells.get(7),
                    cells.get(8),
                    cells.get(9));
            lines.put(line.picture(), line);
        }
        return lines;
    }

    private static String cell(@Nullable String cell) {
        return cell == null ? "" : cell;
    }

    private static void write(Path file, Iterable<Line> lines) throws IOException {
        StringBuilder text = new StringBuilder(CsvLine.of(COLUMNS));
        lines.forEach(line -> text.append(line.text()));
        AtomicFiles.writeString(file, text.toString());
    }

    synchronized Optional<Line> of(String picture) {
        return Optional.ofNullable(lines.get(picture));
    }

    /** Notes a picture that is about to be put in place. */
    synchronized void add(Line line) throws IOException {
        lines.put(line.picture(), line);
        journal.write(line.text());
        journal.flush();
    }

    /** Writes each picture's last line once, those of this list first and in its order. */
    synchronized void finish(List<String> pictures) throws IOException {
        Map<String, Line> ordered = new LinkedHashMap<>();
        for (String picture : pictures) {
            Line line = lines.get(picture);
            if (line != null) {
                ordered.put(picture, line);
            }
        }
        lines.forEach(ordered::putIfAbsent);
        journal.close();
        write(file, ordered.values());
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
