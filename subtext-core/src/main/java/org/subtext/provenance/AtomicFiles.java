package org.subtext.provenance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files whole or not at all: to a neighbour first, forced to disk, then renamed over the target. */
public final class AtomicFiles {
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
        replace(target, neighbour -> {
            try (OutputStream out = Files.newOutputStream(neighbour)) {
                writer.writeTo(out);
            }
        });
    }

    /** For writers that insist on a path (DuckDB, PDF). The neighbour keeps the target's extension. */
    public static void replace(Path target, PathWriter writer) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path neighbour =
                absolute.resolveSibling(".writing-" + ProcessHandle.current().pid() + "-" + absolute.getFileName());
        Files.createDirectories(absolute.resolve("..").normalize());
        try {
            writer.writeTo(neighbour);
            try (FileChannel channel = FileChannel.open(neighbour, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }
}
