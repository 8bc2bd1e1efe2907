package org.subtext.bench.injection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.subtext.provenance.AtomicFiles;

/** Halves that were asked for a signal, in a table that is written anew after each. */
final class RecoveryRows {
    private static final String HEADER = "signal,strength,half,found\n";

    private final Path file;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A half.
     *
     * @param signal without a comma
     * @param strength percent; 0 without a signal
     * @param half counted from 0 for each signal
     */
    record Row(String signal, double strength, int half, boolean isFound) {
        private static Row parse(String line) {
            String[] cells = line.split(",");
            return new Row(cells[0], Double.parseDouble(cells[1]), Integer.parseInt(cells[2]), cells[3].equals("1"));
        }

        private String csv() {
            return signal + "," + strength + "," + half + "," + (isFound ? 1 : 0) + "\n";
        }
    }

    /** What stands in the file; none where there is no file. */
    RecoveryRows(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().skip(1).map(Row::parse).forEach(rows::add);
        }
    }

    void add(Row row) throws IOException {
        rows.add(row);
        StringBuilder all = new StringBuilder(HEADER);
        rows.forEach(one -> all.append(one.csv()));
        AtomicFiles.writeString(file, all.toString());
    }

    boolean holds(String signal, int half) {
        return of(signal).stream().anyMatch(row -> row.half() == half);
    }

    long count(String signal) {
        return of(signal).size();
    }

    long found(String signal) {
        return of(signal).stream().filter(Row::isFound).count();
    }

    private List<Row> of(String signal) {
        return rows.stream().filter(row -> row.signal().equals(signal)).toList();
    }
}
