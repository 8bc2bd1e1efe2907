package org.subtext.silo.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.subtext.problems.UnavailableException;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.OwnerOnly;

/**
 * A file of lines that people may read and that only grows: {@link #append} returns when the disk has the line.
 *
 * <p>Unlike a {@link Journal}, several processes may add to it, so that a command can be given while a service runs; a
 * line that a kill cut off was never acted upon and is dropped. The file is its owner's alone (0600). Thread-safe.
 */
public final class Lines {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path file;
    private final Witness witness;

    public Lines(Path file) {
        this(file, Witness.NOBODY);
    }

    Lines(Path file, Witness witness) {
        this.file = file.toAbsolutePath().normalize();
        this.witness = witness;
    }

    public Path file() {
        return file;
    }

    /** All whole lines, in the order written; none where there is no file. */
    public List<String> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Adds a line, which holds no line break. */
    public void append(String line) throws IOException {
        try (FolderLock lock = lock()) {
            appendHeld(lock, line);
        }
    }

    /**
     * Adds a line that was made from all that were there, with nobody between.
     *
     * @param next makes the line, and throws where there is to be none
     */
    public <E extends Exception> void append(NextLine<E> next) throws IOException, E {
        try (FolderLock lock = lock()) {
            appendHeld(lock, next.after(read()));
        }
    }

    /** Makes a line from those before it. */
    @FunctionalInterface
    public interface NextLine<E extends Exception> {
        String after(List<String> before) throws IOException, E;
    }

    private FolderLock lock() throws IOException {
        OwnerOnly.folderWithin(file.resolveSibling(""));
        return FolderLock.take(file.resolveSibling(file.getFileName() + ".lock"), PATIENCE)
                .orElseThrow(() -> new UnavailableException("Another process has been writing " + file + " for "
                        + PATIENCE.toSeconds() + " seconds. Wait for it, or end it."));
    }

    private void appendHeld(FolderLock lock, String line) throws IOException {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a line holds no line break");
        }
        witness.require();
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                OwnerOnly.always())) {
            channel.position(wholeLines(channel));
            channel.truncate(channel.position());
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            witness.has(channel.position());
        }
    }

    /** The length without a last line that was cut off. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        return end;
    }
}
