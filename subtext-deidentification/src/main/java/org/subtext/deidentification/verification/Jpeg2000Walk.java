package org.subtext.deidentification.verification;

import java.util.Optional;
import java.util.Set;

/**
 * The markers of a JPEG 2000 code stream (ISO/IEC 15444-1 annex A): main header, tile parts and end, with only the
 * segments from which a decoder takes something.
 */
final class Jpeg2000Walk {
    /** SIZ, CAP, CPF, COD, COC, RGN, QCD, QCC, POC, PPM; and of part 2 what changes samples. */
    private static final Set<Integer> MAIN = Set.of(
            0x51, 0x50, 0x59, 0x52, 0x53, 0x5E, 0x5C, 0x5D, 0x5F, 0x60, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79);

    /** COD, COC, RGN, QCD, QCC, POC, PPT. */
    private static final Set<Integer> TILE =
            Set.of(0x52, 0x53, 0x5E, 0x5C, 0x5D, 0x5F, 0x61, 0x72, 0x73, 0x74, 0x75, 0x77, 0x78, 0x79);

    private static final int START_OF_TILE = 0x90;
    private static final int START_OF_DATA = 0x93;
    private static final int END = 0xD9;
    private static final int TILE_LENGTH = 10;

    private final byte[] bytes;
    private final int to;
    private int at;

    private Jpeg2000Walk(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** What the stream has beyond that; empty where there is nothing. */
    static Optional<String> check(byte[] bytes, int from, int to) {
        return new Jpeg2000Walk(bytes, from, to).walk();
    }

    private Optional<String> walk() {
        if (number(2) != 0xFF4F) {
            return Optional.of("before its start");
        }
        Set<Integer> allowed = MAIN;
        int tileEnd = 0;
        while (at + 2 <= to) {
            int start = at;
            int marker = number(2);
            if (marker == 0xFF00 + END) {
                boolean padded = to - at == 1 && bytes[at] == 0;
                return to == at || padded ? Optional.empty() : Optional.of("behind its end");
            }
            if (marker == 0xFF00 + START_OF_DATA && tileEnd > 0) {
                at = tileEnd;
                tileEnd = 0;
                continue;
            }
            int length = number(2);
            if (length < 2 || at + length - 2 > to) {
                return Optional.of("cut off");
            }
            if (marker == 0xFF00 + START_OF_TILE) {
                number(2);
                long parts = Integer.toUnsignedLong(number(4));
                tileEnd = parts == 0 ? to - 2 : Math.toIntExact(Math.min(Integer.MAX_VALUE, start + parts));
                if (length != TILE_LENGTH || tileEnd > to || tileEnd < start + TILE_LENGTH + 4) {
                    return Optional.of("a tile part that does not fit");
                }
                at = start + TILE_LENGTH + 2;
                allowed = TILE;
                continue;
            }
            if (marker >>> 8 != 0xFF || !allowed.contains(marker & 0xFF) || allowed == TILE && tileEnd == 0) {
                return Optional.of("segment %04X".formatted(marker));
            }
            at += length - 2;
        }
        return Optional.of("no end");
    }

    private int number(int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (at < to ? bytes[at] & 0xFF : 0);
            at++;
        }
        return value;
    }
}
