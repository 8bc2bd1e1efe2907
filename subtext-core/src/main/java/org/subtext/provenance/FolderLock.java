package org.subtext.provenance;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps everybody else away from a folder that one is writing, within this process and without. Held until it is
 * closed.
 *
 * <p>Within a process the file is not even opened while it is held: whoever closes any channel of a file gives up all
 * locks that the process has on it (POSIX), also those of somebody else.
 */
public final class FolderLock implements Closeable {
    /** The files whose locks this process holds; its own monitor guards it. */
    private static final Set<Path> HELD = new HashSet<>();

    private static final long BETWEEN_TRIES_MILLIS = 10;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a file, which is made where it is missing.
     *
     * @return empty where another process, or this one, holds it
     */
    public static Optional<FolderLock> take(Path file) throws IOException {
        synchronized (HELD) {
            Path real = real(file);
            if (HELD.contains(real)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OwnerOnly.of(real.resolveSibling("")));
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            HELD.add(real);
            return Optional.of(new FolderLock(real, channel));
        }
    }

    /**
     * Takes the lock of a file, and waits for whoever holds it.
     *
     * @return empty where it is still held after that time, or the waiting thread is interrupted
     */
    public static Optional<FolderLock> take(Path file, Duration longest) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            Optional<FolderLock> taken = take(file);
            if (taken.isPresent() || System.nanoTime() > end) {
                return taken;
            }
            try {
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    /** Whether somebody holds the lock of a file now; nothing is made. */
    public static boolean isHeld(Path file) throws IOException {
        synchronized (HELD) {
            if (!Files.exists(file)) {
                return false;
            }
            if (HELD.contains(real(file))) {
                return true;
            }
            // Shared: it is refused where an exclusive one is held, and needs no right to write.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                    FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return shared == null;
            }
        }
    }

    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(file);
            channel.close();
        }
    }
}
