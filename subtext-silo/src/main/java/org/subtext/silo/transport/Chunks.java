package org.subtext.silo.transport;

import java.util.zip.CRC32C;

/** Pieces in which an envelope travels, so that a cut line goes on where it was cut. */
final class Chunks {
    /** Bytes of a chunk. */
    static final int BYTES = 1 << 20;

    private Chunks() {}

    static String checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Long.toHexString(crc.getValue());
    }

    static String checksum(byte[] bytes) {
        return checksum(bytes, 0, bytes.length);
    }
}
