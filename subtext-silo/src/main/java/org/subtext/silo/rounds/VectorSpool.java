package org.subtext.silo.rounds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.rounds.RoundMessage.VectorPart;

/**
 * One site's masked vector as it comes in, part behind part in a file. A part that a kill cut off is taken again. Not
 * thread-safe.
 */
final class VectorSpool {
    private final Path file;
    private final long length;

    /** @param length words of the whole vector */
    VectorSpool(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    /**
     * Takes the next part; one that is there already is not written again.
     *
     * @return whether this was the last one
     */
    boolean take(VectorPart part) throws IOException {
        RoundRefusedException.unless(
                part.length() == length,
                Refusal.ANOTHER_VECTOR,
                part.length() + " numbers where " + length + " were agreed");
        RoundRefusedException.unless(
                part.part() >= 0
                        && part.part() < MaskedVector.parts(length)
                        && part.words().length() == MaskedVector.words(length, part.part()) * Long.BYTES,
                Refusal.ANOTHER_VECTOR,
                "part " + part.part() + " with " + part.words());
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.always())) {
            long whole = channel.size() == length * Long.BYTES
                    ? channel.size()
                    : channel.size() / MaskedVector.PART_BYTES * MaskedVector.PART_BYTES;
            long at = (long) part.part() * MaskedVector.PART_BYTES;
            RoundRefusedException.unless(at <= whole, Refusal.ANOTHER_VECTOR, "part " + part.part() + " out of order");
            if (at == whole) {
                channel.truncate(whole);
                channel.position(whole);
                MaskedVector.writeFully(channel, ByteBuffer.wrap(part.words().array()));
            }
            boolean isWhole = channel.size() == length * Long.BYTES;
            if (isWhole) {
                channel.force(true);
            }
            return isWhole;
        }
    }

    ContentHash hash() throws IOException {
        return ContentHash.ofFile(file);
    }

    /** Adds the words of one part to those of others. */
    void addPart(int part, long[] sum) throws IOException {
        MaskedVector.add(MaskedVector.part(file, length, part), sum);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
