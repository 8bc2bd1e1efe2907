package org.subtext.deidentification.streams;

import java.util.Arrays;

/** Bytes of a stream that is written anew. Not thread-safe. */
final class StreamWriter {
    private byte[] bytes;
    private int size;

    StreamWriter(int likely) {
        bytes = new byte[Math.max(64, likely)];
    }

    StreamWriter u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Most significant byte first. */
    StreamWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    /** Most significant byte first. */
    StreamWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    StreamWriter put(byte... more) {
        return put(more, 0, more.length);
    }

    StreamWriter put(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, size, count);
        size += count;
        return this;
    }

    /** A marker segment with its length (ITU-T T.81 B.1.1.4). */
    StreamWriter segment(int marker, byte[] content) {
        return u8(0xFF).u8(marker).u16(content.length + 2).put(content);
    }

    /** Another last byte. */
    void last(int value) {
        bytes[size - 1] = (byte) value;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * size));
        }
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
