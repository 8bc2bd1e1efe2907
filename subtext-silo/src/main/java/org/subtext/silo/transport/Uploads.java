package org.subtext.silo.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.keys.PartyName;

/** Envelopes that are on their way in, on disk, so that they go on after a cut line or a restart. */
final class Uploads {
    /** Of one site at a time; more are refused until one is whole or a day old. */
    private static final int MOST_OF_ONE = 4;

    private static final Duration KEPT = Duration.ofDays(1);

    private final Path folder;

    Uploads(Path folder) throws IOException {
        this.folder = OwnerOnly.folder(folder);
    }

    /** How many bytes of an envelope are here. */
    synchronized long offset(PartyName from, ContentHash hash) throws IOException {
        Path file = file(from, hash);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /**
     * Adds a chunk.
     *
     * @return the envelope's bytes once all are here and are what their hash says
     * @throws RefusedCall if the chunk does not follow, with where to go on
     */
    synchronized Optional<byte[]> add(PartyName from, ContentHash hash, long offset, long total, byte[] chunk)
            throws RefusedCall, IOException {
        if (total < 1 || total > Envelope.LONGEST_CONTENT + 4096L || offset < 0 || offset + chunk.length > total) {
            throw new RefusedCall(
                    413,
                    "An envelope has at most " + Envelope.LONGEST_CONTENT + " bytes, and its chunks lie within it.");
        }
        Path file = file(from, hash);
        long here = offset(from, hash);
        if (here == 0) {
            requireRoom(from);
        }
        if (offset != here) {
            throw new RefusedCall(409, "offset " + here);
        }
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OwnerOnly.always())) {
            ByteBuffer bytes = ByteBuffer.wrap(chunk);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
        if (here + chunk.length < total) {
            return Optional.empty();
        }
        byte[] whole = Files.readAllBytes(file);
        if (!ContentHash.ofBytes(whole).equals(hash)) {
            Files.delete(file);
            throw new RefusedCall(409, "offset 0");
        }
        return Optional.of(whole);
    }

    /** Forgets one that was kept elsewhere. */
    synchronized void done(PartyName from, ContentHash hash) throws IOException {
        Files.deleteIfExists(file(from, hash));
    }

    private void requireRoom(PartyName from) throws RefusedCall, IOException {
        int open = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(KEPT))) {
                    Files.deleteIfExists(file);
                } else if (file.getFileName().toString().startsWith(from + "_")) {
                    open++;
                }
            }
        }
        if (open >= MOST_OF_ONE) {
            throw new RefusedCall(429, "Too many unfinished envelopes of this site are kept; finish those first.");
        }
    }

    private Path file(PartyName from, ContentHash hash) {
        return folder.resolve(from + "_" + hash.hex());
    }
}
