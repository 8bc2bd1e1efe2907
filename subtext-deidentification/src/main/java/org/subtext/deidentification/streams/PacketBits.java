package org.subtext.deidentification.streams;

/** The bits of JPEG 2000 packet headers: after a byte FF the next has seven (ITU-T T.800 B.10.1). Not thread-safe. */
final class PacketBits {
    private final byte[] bytes;
    private int at;
    private int current;
    private int held;

    PacketBits(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at >= bytes.length;
    }

    boolean bit() throws NotCleanedException {
        if (held == 0) {
            held = current == 0xFF ? 7 : 8;
            if (at >= bytes.length) {
                throw new NotCleanedException(
                        "a JPEG 2000 tile whose data end within a packet; truncated. Get the file anew.");
            }
            current = bytes[at++] & 0xFF;
        }
        held--;
        return (current >> held & 1) != 0;
    }

    int bits(int count) throws NotCleanedException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (bit() ? 1 : 0);
        }
        return value;
    }

    /** Starts a header at a whole byte. */
    void begin() {
        held = 0;
        current = 0;
    }

    /** Ends a header: a byte follows even a last one of FF. */
    void end() throws NotCleanedException {
        if (current == 0xFF) {
            held = 0;
            bit();
        }
        begin();
    }

    /** Passes a marker of {@code length} bytes where one stands. */
    void passMarker(int code, int length) {
        if (at + length <= bytes.length && bytes[at] == -1 && (bytes[at + 1] & 0xFF) == code) {
            at += length;
        }
    }

    void skip(long count) throws NotCleanedException {
        if (count > bytes.length - at) {
            throw new NotCleanedException(
                    "a JPEG 2000 tile whose data end within a packet; truncated. Get the file anew.");
        }
        at += (int) count;
    }
}
