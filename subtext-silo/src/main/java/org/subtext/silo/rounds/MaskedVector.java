package org.subtext.silo.rounds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.masking.Masking;

/**
 * A masked vector in a file, little-endian words, in parts that are each sent in one letter. Behind the site's numbers
 * stands a one, masked like them: the sum of all must end in the number of sites, or masks were left in it.
 *
 * <p>A site makes its file once and sends from it whatever happens: were another vector masked with the same masks, the
 * difference of the two would be open to whoever sees both.
 */
final class MaskedVector {
    /** Words of a part, so that with its letter and envelope it stays below 1 MiB. */
    static final int PART_WORDS = 120 << 10;

    static final int PART_BYTES = PART_WORDS * Long.BYTES;

    /** The words behind the site's own. */
    static final int CHECK_WORDS = 1;

    private MaskedVector() {}

    static int parts(long length) {
        return Math.toIntExact((length + PART_WORDS - 1) / PART_WORDS);
    }

    /** Words of a part of a vector. */
    static int words(long length, int part) {
        return (int) Math.min(PART_WORDS, length - (long) part * PART_WORDS);
    }

    /** Masks a vector part by part into a file that its owner alone may read; the vector itself stays as it is. */
    static ContentHash write(Path file, long[] plain, Masking masking) throws IOException {
        Files.deleteIfExists(file);
        long length = (long) plain.length + CHECK_WORDS;
        MessageDigest digest = ContentHash.sha256();
        long[] words = new long[PART_WORDS];
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.always())) {
            for (int part = 0; part < parts(length); part++) {
                int from = part * PART_WORDS;
                int count = words(length, part);
                System.arraycopy(plain, from, words, 0, Math.min(count, plain.length - from));
                if (from + count > plain.length) {
                    words[count - 1] = 1;
                }
                masking.mask(from, words, count);
                byte[] bytes = bytes(words, count);
                digest.update(bytes);
                writeFully(channel, ByteBuffer.wrap(bytes));
            }
            channel.force(true);
        }
        return ContentHash.of(digest);
    }

    /** The bytes of one part. */
    static byte[] part(Path file, long length, int part) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(words(length, part) * Long.BYTES);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, (long) part * PART_BYTES + buffer.position()) < 0) {
                    throw new IOException(file + " is shorter than the vector that it holds");
                }
            }
            return buffer.array();
        }
    }

    static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    static byte[] bytes(long[] words, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(words, 0, count);
        return buffer.array();
    }

    /** Adds the words of a part to others. */
    static void add(byte[] bytes, long[] sum) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes.length / Long.BYTES; i++) {
            sum[i] += buffer.getLong(i * Long.BYTES);
        }
    }
}
