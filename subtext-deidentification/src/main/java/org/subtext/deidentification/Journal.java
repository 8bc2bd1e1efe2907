package org.subtext.deidentification;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is finished, one line of JSON a file, so that a killed import goes on where it was. A last line that was cut off
 * counts as not written. Thread-safe.
 */
final class Journal implements Closeable {
    /** A line: the counts by tag that files after it refer to, or a file. */
    record Line(String shape, Map<String, Integer> counts, List<FileRecord> file) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, FileRecord> files = new TreeMap<>();
    private final Map<String, SortedMap<ElementChange, Integer>> shapes = new LinkedHashMap<>();
    private final Path path;
    private final BufferedWriter out;

    private Journal(Path path, List<String> lines) throws IOException {
        this.path = path;
        for (String line : lines) {
            take(line);
        }
        // Written anew without what was cut off, so that the next line starts on its own.
        List<String> sound = lines.stream().filter(Journal::isSound).toList();
        StringBuilder text = new StringBuilder();
        sound.forEach(line -> text.append(line).append(System.lineSeparator()));
        AtomicFiles.writeString(path, text.toString());
        out = Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    static Journal open(Path path) throws IOException {
        Files.createDirectories(path.resolveSibling(""));
        return new Journal(path, Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of());
    }

    private static boolean isSound(String line) {
        try {
            JSON.readValue(line, Line.class);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private void take(String line) {
        if (!isSound(line)) {
            return;
        }
        Line read = JSON.readValue(line, Line.class);
        if (!read.counts().isEmpty()) {
            shapes.put(read.shape(), typed(read.counts()));
        }
        read.file().stream().filter(FileRecord::isFinished).forEach(file -> files.put(file.id(), file));
    }

    /**
     * A file that is done with. One that could not be read or cleaned is tried again: it may have been mended since.
     */
    synchronized Optional<FileRecord> finished(String id) {
        return Optional.ofNullable(files.get(id))
                .filter(file -> !file.status().equals(FileRecord.UNREADABLE)
                        && !file.status().equals(FileRecord.NOT_CLEANED));
    }

    /** Notes a finished file, and its counts by tag where no file before had the same. */
    synchronized void add(FileRecord file, SortedMap<ElementChange, Integer> counts) throws IOException {
        if (!counts.isEmpty() && shapes.putIfAbsent(file.shape(), counts) == null) {
            write(new Line(file.shape(), written(counts), List.of()));
        }
        files.put(file.id(), file);
        write(new Line("", Map.of(), List.of(file)));
        out.flush();
    }

    /**
     * Writes the lines in an order that depends neither on threads nor on interruptions; nothing can be added
     * afterwards.
     */
    synchronized void conclude() throws IOException {
        out.close();
        StringBuilder text = new StringBuilder();
        SortedMap<String, SortedMap<ElementChange, Integer>> used = new TreeMap<>(shapes);
        used.keySet().retainAll(files.values().stream().map(FileRecord::shape).toList());
        used.forEach(
                (shape, counts) -> text.append(JSON.writeValueAsString(new Line(shape, written(counts), List.of())))
                        .append(System.lineSeparator()));
        files.values()
                .forEach(file -> text.append(JSON.writeValueAsString(new Line("", Map.of(), List.of(file))))
                        .append(System.lineSeparator()));
        AtomicFiles.writeString(path, text.toString());
    }

    private void write(Line line) throws IOException {
        out.write(JSON.writeValueAsString(line));
        out.newLine();
    }

    static String shape(SortedMap<ElementChange, Integer> counts) {
        return ContentHash.ofText(written(counts).toString()).abbreviated();
    }

    private static SortedMap<String, Integer> written(SortedMap<ElementChange, Integer> counts) {
        SortedMap<String, Integer> keys = new TreeMap<>();
        counts.forEach((change, count) -> keys.put(change.key(), count));
        return keys;
    }

    private static SortedMap<ElementChange, Integer> typed(Map<String, Integer> keys) {
        SortedMap<ElementChange, Integer> counts = new TreeMap<>();
        keys.forEach((key, count) -> counts.put(ElementChange.ofKey(key), count));
        return counts;
    }

    /** All finished files by id. */
    synchronized List<FileRecord> files() {
        return List.copyOf(files.values());
    }

    /** What was done to the elements of a file. */
    synchronized SortedMap<ElementChange, Integer> counts(FileRecord file) {
        return shapes.getOrDefault(file.shape(), Collections.emptySortedMap());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
