package org.subtext.audit.ladder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.subtext.assessment.RungKind;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;

/**
 * What readers scored, in a folder of a run: a table a reader, and beside it a note of what it was made of and how long
 * it took.
 *
 * <p>The note is written last and names the table's hash. So a table that a kill cut short, one that was made of
 * something else, and one that somebody changed are made again, and one that is whole is taken as it is.
 */
public final class ReadRungs {
    private static final String TITLE = "scores of a reader 1";

    private final Path folder;

    /** What the scores of all of them depend on. */
    private final String inputs;

    private final Progress progress;

    /**
     * The readers of one run.
     *
     * @param inputs images, classes, parts and seed, as text
     */
    public ReadRungs(Path folder, String inputs, Progress progress) {
        this.folder = folder;
        this.inputs = inputs;
        this.progress = progress;
    }

    /**
     * What one of them scored.
     *
     * @param seconds of the work, on as many cores as there were; empty where several processes shared it
     */
    public record Read(PredictionTable table, OptionalDouble seconds) {}

    /** What a reader scored, of disk where it lies there. */
    public Read of(LadderReader reader) throws IOException {
        String made = ContentHash.ofText(inputs + "\n" + reader.recipe()).hex();
        Optional<Read> stored = stored(reader.kind(), made);
        if (stored.isPresent()) {
            return stored.get();
        }
        boolean isBegun = reader.isBegun();
        long begun = System.nanoTime();
        PredictionTable table = reader.read();
        OptionalDouble seconds =
                isBegun ? OptionalDouble.empty() : OptionalDouble.of((System.nanoTime() - begun) / 1e9);
        OwnerOnly.folderWithin(folder);
        Path file = table(reader.kind());
        PredictionFiles.write(table, file);
        AtomicFiles.writeString(
                note(reader.kind()),
                String.join("\n", TITLE, made, ContentHash.ofFile(file).hex(), words(seconds), ""));
        // the file is what a continued run takes
        return new Read(PredictionFiles.read(file), seconds);
    }

    /**
     * Keeps how long something took that is not read here, or says what was kept.
     *
     * @param seconds empty where an earlier process did a part of it
     */
    public OptionalDouble noted(RungKind kind, OptionalDouble seconds) throws IOException {
        if (seconds.isEmpty()) {
            return Files.isRegularFile(note(kind)) ? seconds(Files.readAllLines(note(kind))) : seconds;
        }
        OwnerOnly.folderWithin(folder);
        AtomicFiles.writeString(note(kind), String.join("\n", "seconds of a reader 1", "", "", words(seconds), ""));
        return seconds;
    }

    private static String words(OptionalDouble seconds) {
        return seconds.isPresent() ? String.format(Locale.ROOT, "%.1f", seconds.getAsDouble()) : "";
    }

    private static OptionalDouble seconds(List<String> note) {
        return note.size() == 4 && note.get(3).matches("[0-9]{1,9}\\.[0-9]")
                ? OptionalDouble.of(Double.parseDouble(note.get(3)))
                : OptionalDouble.empty();
    }

    private Optional<Read> stored(RungKind kind, String made) throws IOException {
        if (!Files.isRegularFile(note(kind)) || !Files.isRegularFile(table(kind))) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note(kind));
        boolean isSame = lines.size() == 4
                && lines.get(0).equals(TITLE)
                && lines.get(1).equals(made)
                && lines.get(2).equals(ContentHash.ofFile(table(kind)).hex());
        if (!isSame) {
            return Optional.empty();
        }
        progress.line("The scores of the " + kind.title() + " are there already.");
        return Optional.of(new Read(PredictionFiles.read(table(kind)), seconds(lines)));
    }

    private Path table(RungKind kind) {
        return folder.resolve(name(kind) + ".parquet");
    }

    private Path note(RungKind kind) {
        return folder.resolve(name(kind) + ".txt");
    }

    private static String name(RungKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
