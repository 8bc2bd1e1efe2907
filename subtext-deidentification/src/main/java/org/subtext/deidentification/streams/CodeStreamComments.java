package org.subtext.deidentification.streams;

import java.util.Optional;

/**
 * Blanks free text in the headers of JPEG, JPEG-LS and JPEG 2000 code streams, where cameras and converters write names
 * and dates: comments, and application data but for those that decoders need.
 *
 * <p>Bytes are overwritten in place, so that lengths and offsets stay (ISO/IEC 10918-1 section B.1.1, 15444-1 annex A).
 */
final class CodeStreamComments {
    private static final int JPEG_START = 0xD8;
    private static final int JPEG_2000_START = 0x4F;
    private static final int JPEG_2000_COMMENT = 0x64;
    private static final int JPEG_2000_TILE = 0x90;
    private static final int COMMENT = 0xFE;
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int JFIF = 0xE0;
    private static final int SPIFF = 0xE8;
    private static final int ADOBE = 0xEE;
    private static final int LAST_APPLICATION = 0xEF;

    /**
     * Bytes that tell what a JFIF, SPIFF or Adobe segment is and what a decoder takes from it; the rest may be a
     * thumbnail.
     */
    private static final int NEEDED = 32;

    private CodeStreamComments() {}

    /** The fragment with its comments blanked, empty when there was nothing to blank or it starts no code stream. */
    static Optional<byte[]> blanked(byte[] fragment) {
        if (fragment.length < 4 || (fragment[0] & 0xFF) != 0xFF) {
            return Optional.empty();
        }
        int start = fragment[1] & 0xFF;
        if (start != JPEG_START && start != JPEG_2000_START) {
            return Optional.empty();
        }
        byte[] blanked = fragment.clone();
        boolean changed = false;
        int at = 2;
        while (at + 4 <= blanked.length && (blanked[at] & 0xFF) == 0xFF) {
            int marker = blanked[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == SCAN || marker == END || start == JPEG_2000_START && marker == JPEG_2000_TILE) {
                break;
            }
            int length = (blanked[at + 2] & 0xFF) << 8 | blanked[at + 3] & 0xFF;
            int from = at + 4 + kept(start, marker);
            int to = Math.min(blanked.length, at + 2 + length);
            for (int i = from; i < to; i++) {
                changed |= blanked[i] != 0;
                blanked[i] = 0;
            }
            at += 2 + length;
        }
        return changed ? Optional.of(blanked) : Optional.empty();
    }

    /** How many bytes of a segment stay. */
    private static int kept(int start, int marker) {
        if (start == JPEG_2000_START) {
            // Two bytes say whether a comment is text; they stay.
            return marker == JPEG_2000_COMMENT ? 2 : Integer.MAX_VALUE / 2;
        }
        if (marker == JFIF || marker == SPIFF || marker == ADOBE) {
            return NEEDED;
        }
        return marker == COMMENT || marker > JFIF && marker <= LAST_APPLICATION ? 0 : Integer.MAX_VALUE / 2;
    }
}
