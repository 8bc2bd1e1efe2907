package org.subtext.provenance;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Writes files whole or not at all: to an {@linkplain Unfinished unfinished neighbour} first, forced to disk, then
 * renamed over the target.
 *
 * <p>A file in a folder that is its owner's alone is its owner's too. A device or a pipe in the target's place
 * ({@code /dev/stdout}) is written into and never replaced.
 */
public final class AtomicFiles {
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);

    private AtomicFiles() {}

    /** Something that writes a file's content to the path it is given. */
    @FunctionalInterface
    public interface PathWriter {
        void writeTo(Path path) throws IOException;
    }

    /** Something that writes a file's content to a stream. */
    @FunctionalInterface
    public interface StreamWriter {
        void writeTo(OutputStream out) throws IOException;
    }

    public static void writeString(Path target, String content) throws IOException {
        write(target, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    public static void write(Path target, StreamWriter writer) throws IOException {
        if (isDevice(target)) {
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                writer.writeTo(out);
            }
            return;
        }
        Path neighbour = neighbour(target);
        try (FileChannel channel = FileChannel.open(neighbour, NEW, OwnerOnly.of(folder(target)))) {
            lock(channel);
            writer.writeTo(new Unclosed(Channels.newOutputStream(channel)));
            channel.force(true);
            Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(neighbour);
            Unfinished.done(neighbour);
        }
    }

    /** For writers that insist on a path (DuckDB, PDF). The neighbour keeps the target's extension. */
    public static void replace(Path target, PathWriter writer) throws IOException {
        if (isDevice(target)) {
            copied(target, writer);
            return;
        }
        Path neighbour = neighbour(target);
        try {
            writer.writeTo(neighbour);
            if (OwnerOnly.isPrivate(folder(target))) {
                OwnerOnly.close(neighbour);
            }
            try (FileChannel channel = FileChannel.open(neighbour, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(neighbour);
            Unfinished.done(neighbour);
        }
    }

    /** Writers close what they are given; the file is not finished then. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static Path neighbour(Path target) throws IOException {
        OwnerOnly.folderWithin(folder(target));
        return Unfinished.beside(target);
    }

    private static Path folder(Path target) {
        return target.toAbsolutePath().resolve("..").normalize();
    }

    /** So that a process of another container sees that somebody is writing; not every disk can lock. */
    private static void lock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // The number of the process tells it on this machine.
        }
    }

    private static boolean isDevice(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
    }

    private static void copied(Path device, PathWriter writer) throws IOException {
        Path folder = Files.createTempDirectory("subtext-");
        try {
            Path file = folder.resolve(String.valueOf(device.getFileName()));
            writer.writeTo(file);
            try (OutputStream out = Files.newOutputStream(device, StandardOpenOption.WRITE)) {
                Files.copy(file, out);
            }
        } finally {
            FolderTree.delete(folder);
        }
    }
}
