package org.subtext.bench.injection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.AtomicFiles;
import org.subtext.routes.contract.Recovery;

/** What searches stated, a row a signal, in a table that is written anew after each. */
final class Searches {
    private static final String HEADER = "signal,bound,strength,from,to,most,found_anew,draws_anew\n";
    private static final int STRENGTH = 2;

    private final Path file;
    private final List<String> rows = new ArrayList<>();

    Searches(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().skip(1).forEach(rows::add);
        }
    }

    void add(Recovery recovery) throws IOException {
        Recovery.Span interval = recovery.interval();
        rows.add(String.join(
                ",",
                recovery.signal(),
                recovery.bound().name(),
                number(recovery.strength()),
                number(interval == null ? null : interval.from()),
                number(interval == null ? null : interval.to()),
                number(recovery.most()),
                String.valueOf(recovery.anew().found()),
                String.valueOf(recovery.anew().draws())));
        AtomicFiles.writeString(file, HEADER + String.join("\n", rows) + "\n");
    }

    boolean holds(String signal) {
        return rows.stream().anyMatch(row -> row.startsWith(signal + ","));
    }

    /** As it stands in the table; the signal must be there. */
    String row(String signal) {
        return rows.stream()
                .filter(row -> row.startsWith(signal + ","))
                .findFirst()
                .orElseThrow();
    }

    /** Empty where none is found. */
    Optional<Double> strength(String signal) {
        String cell = row(signal).split(",", -1)[STRENGTH];
        return cell.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(cell));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.valueOf(value);
    }
}
