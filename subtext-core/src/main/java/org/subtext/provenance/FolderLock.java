package org.subtext.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a second process away from a folder that one is writing. */
public final class FolderLock {
    private FolderLock() {}

    /**
     * Takes the lock of a file, which is made where it is missing.
     *
     * @return the channel that holds the lock until it is closed; empty where another process, or this one, holds it
     */
    public static Optional<FileChannel> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer as for another one.
        }
        channel.close();
        return Optional.empty();
    }
}
