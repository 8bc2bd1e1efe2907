package org.subtext.deidentification.streams;

import java.util.Locale;

/**
 * A marker of a JPEG or JPEG-LS stream with its segment (ITU-T T.81 B.1.1), read as decoders read it: bytes that belong
 * to no marker are passed over.
 *
 * @param code second byte of the marker
 * @param at position of the marker
 * @param from position of the segment's content, behind its length
 * @param to position behind the segment
 */
record Marker(byte[] stream, int code, int at, int from, int to) {
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DHT = 0xC4;
    static final int DQT = 0xDB;
    static final int DRI = 0xDD;
    static final int DNL = 0xDC;
    static final int COMMENT = 0xFE;
    static final int JFIF = 0xE0;
    static final int ADOBE = 0xEE;
    static final int FIRST_APPLICATION = 0xE0;
    static final int LAST_APPLICATION = 0xEF;

    /** The next marker, at {@code stream.length} with code -1 where there is none. */
    static Marker next(byte[] stream, int from) throws NotCleanedException {
        for (int at = from; at + 1 < stream.length; at++) {
            int code = stream[at + 1] & 0xFF;
            if (stream[at] != -1 || code == 0xFF || code < 0xC0 && code != 1) {
                continue;
            }
            int body = at + 2;
            if (code == 1 || code >= 0xD0 && code <= 0xD9) {
                return new Marker(stream, code, at, body, body);
            }
            int length = body + 1 < stream.length ? (stream[body] & 0xFF) << 8 | stream[body + 1] & 0xFF : -1;
            if (length < 2 || body + length > stream.length) {
                throw new NotCleanedException(String.format(
                        Locale.ROOT,
                        "a code stream that ends within the segment of marker FF%02X at byte %d. Get the file anew.",
                        code,
                        at));
            }
            return new Marker(stream, code, at, body + 2, body + length);
        }
        return new Marker(stream, -1, stream.length, stream.length, stream.length);
    }

    boolean isFrame() {
        return code >= 0xC0 && code <= 0xCF && code != DHT && code != 0xC8 && code != 0xCC;
    }

    boolean isApplication() {
        return code >= FIRST_APPLICATION && code <= LAST_APPLICATION;
    }

    /** Bytes of the content. */
    int length() {
        return to - from;
    }

    /** Bytes of marker, length and content. */
    int whole() {
        return to - at;
    }

    /** Byte {@code i} of the content. */
    int u8(int i) throws NotCleanedException {
        if (i >= length()) {
            throw damaged("a segment that ends too early");
        }
        return stream[from + i] & 0xFF;
    }

    int u16(int i) throws NotCleanedException {
        return u8(i) << 8 | u8(i + 1);
    }

    boolean begins(String signature) {
        if (length() < signature.length()) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if ((stream[from + i] & 0xFF) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What a comment, application data or an unknown segment counts as. */
    PixelCut kind() {
        return code == COMMENT
                ? PixelCut.COMMENT
                : isApplication() ? PixelCut.APPLICATION_DATA : PixelCut.UNKNOWN_SEGMENT;
    }

    NotCleanedException damaged(String found) {
        return new NotCleanedException(String.format(
                Locale.ROOT,
                "a damaged code stream: %s (marker FF%02X at byte %d). Get the file anew.",
                found,
                code,
                at));
    }
}
