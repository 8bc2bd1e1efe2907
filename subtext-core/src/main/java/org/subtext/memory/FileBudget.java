package org.subtext.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What files that many threads read and decode may take of the heap: one at most half of it, counted from its header
 * before anything is allocated; all that are at work at once a quarter for their bytes and half for what they become,
 * beyond which they wait for each other. What exhausts the memory all the same is one file's problem
 * ({@link FileByFile}). Thread-safe.
 */
public final class FileBudget {
    private static final int SHARE_OF_FILES = 4;
    private static final int SHARE_OF_DECODED = 2;

    private final HeapShare one = HeapShare.ofOneFile();
    private final BytesInFlight files =
            new BytesInFlight(HeapShare.ofHeap(SHARE_OF_FILES).bytes());
    private final BytesInFlight decoded =
            new BytesInFlight(HeapShare.ofHeap(SHARE_OF_DECODED).bytes());
    private final FileByFile work;

    /** @param forgetting lets go of files that are held for parts to come */
    public FileBudget(Runnable forgetting) {
        this.work = new FileByFile(forgetting);
    }

    /** What one file takes while it is read, decoded and used; closing it gives all back. */
    public final class Share implements AutoCloseable {
        private final BytesInFlight.Seat file = files.seat();
        private final BytesInFlight.Seat content = decoded.seat();

        private Share() {}

        /**
         * All bytes of a file, once there is room for them.
         *
         * @throws MemoryExhaustedException where it is too large
         */
        public byte[] read(Path path) throws IOException {
            file.take(Files.size(path));
            return one.read(path);
        }

        /**
         * Refuses what takes too much, and waits until what it takes is free.
         *
         * @param what is to be decoded, as in "a PNG of 100 x 100 pixels"
         * @param bytes that decoding takes, result included
         * @throws MemoryExhaustedException where it is too much for any one file
         */
        public void take(String what, long bytes) throws MemoryExhaustedException {
            require(what + " takes ", bytes);
            content.take(bytes);
        }

        @Override
        public void close() {
            content.close();
            file.close();
        }
    }

    /** A share that has taken nothing yet. */
    public Share share() {
        return new Share();
    }

    /** Refuses what takes more than one file may. */
    private void require(String found, long bytes) throws MemoryExhaustedException {
        Optional<String> refusal = one.refusal(bytes);
        if (refusal.isPresent()) {
            throw new MemoryExhaustedException(found + refusal.get());
        }
    }

    /**
     * Work on one file from reading to last use, as {@link FileByFile#run}.
     *
     * @throws MemoryExhaustedException where memory ran out although nothing else was at work
     */
    public <T> T alone(FileByFile.Work<T> file) throws IOException {
        return work.run(file);
    }
}
