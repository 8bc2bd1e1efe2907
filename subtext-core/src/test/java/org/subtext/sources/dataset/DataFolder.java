package org.subtext.sources.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.subtext.progress.Progress;
import org.subtext.tables.ConflictPolicy;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/** A small copy of a data set, with invented patients. */
record DataFolder(Path root) {
    DataFolder file(String name, String... lines) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            byte[] text = String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8);
            if (name.endsWith(".gz")) {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(text);
                }
            } else {
                Files.write(file, text);
            }
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    DatasetRecord read(String name) throws IOException {
        return read(name, DatasetTable.Rules.NONE, ConflictPolicy.EXCLUDE);
    }

    DatasetRecord read(String name, DatasetTable.Rules rules, ConflictPolicy conflicts) throws IOException {
        return DatasetTable.write(
                Datasets.named(name), root, rules, conflicts, ImageHeaders.NONE, table(), Progress.SILENT);
    }

    Path table() {
        return root.resolveSibling("made.csv");
    }

    /** One column of the table made last; empty cells as empty text. */
    List<String> column(String name) throws IOException {
        Table table = TableReader.read(table());
        return table
                .column(name)
                .at(java.util.stream.IntStream.range(0, table.rows()).toArray())
                .stream()
                .map(cell -> cell == null ? "" : cell)
                .toList();
    }
}
