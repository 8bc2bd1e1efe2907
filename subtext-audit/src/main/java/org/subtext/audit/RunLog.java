package org.subtext.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.subtext.progress.Progress;
import org.subtext.provenance.OwnerOnly;
import org.subtext.wording.VisibleText;

/** Passes progress on and keeps one dated line a finished step in the run's {@code log.txt}; counts, never ids. */
final class RunLog implements Progress {
    private final Progress listener;
    private final Path file;
    private volatile String stage = "";

    RunLog(Progress listener, Path file) {
        this.listener = listener;
        this.file = file;
    }

    @Override
    public void begin(String name, long total, String unit) {
        stage = name;
        listener.begin(name, total, unit);
    }

    @Override
    public void advance(long done, String note) {
        listener.advance(done, note);
    }

    @Override
    public void line(String said) {
        write(said);
        listener.line(said);
    }

    @Override
    public void end(String summary) {
        write(summary);
        listener.end(summary);
    }

    private void write(String said) {
        String line =
                Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + VisibleText.line(stage + ": " + said) + "\n";
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, OwnerOnly.of(file.resolveSibling("")));
            }
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
