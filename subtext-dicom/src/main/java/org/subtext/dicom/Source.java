package org.subtext.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file, of which no more are read than were asked for. Whoever asks has held the range against
 * {@link #size}; not thread-safe.
 */
final class Source {
    private static final int FIRST_READ = 1 << 15;

    private final @Nullable FileChannel channel;
    private final long size;
    private final int limit;
    private byte[] bytes;
    private int available;

    private Source(@Nullable FileChannel channel, long size, int limit, byte[] bytes) {
        this.channel = channel;
        this.size = size;
        this.limit = limit;
        this.bytes = bytes;
        this.available = bytes.length;
    }

    /** All bytes at hand. */
    static Source of(byte[] bytes) {
        return new Source(null, bytes.length, bytes.length, bytes);
    }

    /** Bytes of a file as they are needed, {@code limit} at most. */
    static Source of(FileChannel channel, int limit) throws IOException {
        return new Source(channel, channel.size(), limit, new byte[0]);
    }

    /** Bytes of the whole file, read or not. */
    long size() {
        return size;
    }

    int unsigned8(int at) throws IOException {
        need(at, 1);
        return bytes[at] & 0xFF;
    }

    int unsigned16(int at, boolean bigEndian) throws IOException {
        need(at, 2);
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    long unsigned32(int at, boolean bigEndian) throws IOException {
        long first = unsigned16(at, bigEndian);
        long second = unsigned16(at + 2, bigEndian);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    /** Eight bytes anywhere in the file, without what stands before them. */
    ByteBuffer peek(long at, boolean bigEndian) throws IOException {
        ByteBuffer eight = ByteBuffer.allocate(8).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (at + 8 <= available) {
            return eight.put(bytes, (int) at, 8).flip();
        }
        while (channel != null && eight.hasRemaining()) {
            if (channel.read(eight, at + eight.position()) < 0) {
                break;
            }
        }
        if (eight.hasRemaining()) {
            throw DicomException.at(at, "the end of the file", "8 bytes more");
        }
        return eight.flip();
    }

    /** A read-only view of a range. */
    ByteBuffer slice(int at, long length, boolean bigEndian) throws IOException {
        need(at, length);
        return ByteBuffer.wrap(bytes, at, (int) length)
                .slice()
                .asReadOnlyBuffer()
                .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    byte[] copy(int at, long length) throws IOException {
        need(at, length);
        return Arrays.copyOfRange(bytes, at, at + (int) length);
    }

    /** A place in the file, which a header of bounded length is sure to have. */
    int position(long at) throws DicomException {
        if (at > limit) {
            throw tooLong(at);
        }
        return (int) at;
    }

    private DicomException tooLong(long at) {
        return DicomException.at(
                at, "a header of more than " + limit + " bytes", "less (ReadLimits; more memory raises it)");
    }

    private void need(int at, long length) throws IOException {
        long end = at + length;
        if (end <= available) {
            return;
        }
        if (end > size) {
            throw DicomException.at(at, "the end of the file after " + size + " bytes", "at least " + end + " bytes");
        }
        if (channel == null || end > limit) {
            throw tooLong(at);
        }
        int grown = (int) Math.min(Math.min(size, limit), Math.max(end, Math.max(FIRST_READ, 2L * available)));
        byte[] more = Arrays.copyOf(bytes, grown);
        ByteBuffer target = ByteBuffer.wrap(more, available, grown - available);
        while (target.hasRemaining()) {
            if (channel.read(target, target.position()) < 0) {
                throw DicomException.at(target.position(), "the end of a file that shrinks", size + " bytes");
            }
        }
        bytes = more;
        available = grown;
    }
}
