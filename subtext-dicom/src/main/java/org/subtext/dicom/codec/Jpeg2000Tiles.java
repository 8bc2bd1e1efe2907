package org.subtext.dicom.codec;

import java.util.BitSet;

/**
 * Whether a JPEG 2000 stream holds all tiles of its image (ITU-T T.800 A.4.2 and A.5.1). Decoders leave tiles that are
 * missing at 0 and say nothing.
 */
final class Jpeg2000Tiles {
    private static final int START_OF_TILE = 0x90;
    private static final int SHORTEST_TILE = 14;

    private Jpeg2000Tiles() {}

    /** @param siz position of the SIZ segment's length, of a size that was checked */
    static void check(byte[] stream, int siz) throws PixelDataException {
        long across = parts(word(stream, siz + 4), word(stream, siz + 28), word(stream, siz + 20));
        long down = parts(word(stream, siz + 8), word(stream, siz + 32), word(stream, siz + 24));
        if (across < 1 || down < 1 || across * down > 65535) {
            throw new PixelDataException("a JPEG 2000 stream of " + across + " x " + down + " tiles");
        }
        BitSet found = new BitSet();
        int at = firstTile(stream, siz);
        while (at >= 0 && at + SHORTEST_TILE <= stream.length && marker(stream, at) == START_OF_TILE) {
            found.set((stream[at + 4] & 0xFF) << 8 | stream[at + 5] & 0xFF);
            long length = word(stream, at + 6);
            // A length of 0 is that of a last part, up to the end.
            at = length < SHORTEST_TILE || at + length > stream.length ? -1 : (int) (at + length);
        }
        if (found.cardinality() < across * down) {
            throw new PixelDataException(
                    "a JPEG 2000 stream with " + found.cardinality() + " of " + across * down + " tiles; truncated");
        }
    }

    private static int firstTile(byte[] stream, int siz) {
        int at = siz - 2;
        while (at + 4 <= stream.length && marker(stream, at) != START_OF_TILE) {
            int code = marker(stream, at);
            int length = (stream[at + 2] & 0xFF) << 8 | stream[at + 3] & 0xFF;
            if (code < 0 || length < 2) {
                return -1;
            }
            at += 2 + length;
        }
        return at;
    }

    private static int marker(byte[] stream, int at) {
        return stream[at] == -1 ? stream[at + 1] & 0xFF : -1;
    }

    private static long parts(long to, long from, long size) {
        return size == 0 ? 0 : (to - from + size - 1) / size;
    }

    private static long word(byte[] stream, int at) {
        return (stream[at] & 0xFFL) << 24
                | (stream[at + 1] & 0xFFL) << 16
                | (stream[at + 2] & 0xFFL) << 8
                | (stream[at + 3] & 0xFFL);
    }
}
