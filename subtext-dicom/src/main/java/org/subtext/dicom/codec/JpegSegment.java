package org.subtext.dicom.codec;

/** One marker segment of a JPEG stream (ITU-T T.81 B.1.1.4), read from start to end within its own length. */
final class JpegSegment {
    private final byte[] stream;
    private final int marker;
    private final int start;
    private final int end;
    private int at;

    private JpegSegment(byte[] stream, int marker, int start, int end) {
        this.stream = stream;
        this.marker = marker;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    /**
     * The next marker at or behind {@code from}; bytes that belong to no marker are passed over. Markers without a
     * segment (SOI, EOI, RSTn, TEM) end where they start. Null at the end of the stream.
     */
    static @org.jspecify.annotations.Nullable JpegSegment next(byte[] stream, int from) throws PixelDataException {
        for (int at = from; at + 1 < stream.length; at++) {
            int code = stream[at + 1] & 0xFF;
            if (stream[at] != -1 || code == 0xFF || code < 0xC0 && code != 1) {
                continue;
            }
            int body = at + 2;
            if (code == 1 || (code >= 0xD0 && code <= 0xD9)) {
                return new JpegSegment(stream, code, body, body);
            }
            int length = body + 1 < stream.length ? (stream[body] & 0xFF) << 8 | (stream[body + 1] & 0xFF) : -1;
            if (length < 2 || body + length > stream.length) {
                throw new PixelDataException("marker FF"
                        + Integer.toHexString(code).toUpperCase(java.util.Locale.ROOT)
                        + " at byte " + at + " has a segment of " + length + " bytes, but the stream ends after "
                        + (stream.length - body) + "; truncated");
            }
            return new JpegSegment(stream, code, body + 2, body + length);
        }
        return null;
    }

    /** Second byte of the marker. */
    int marker() {
        return marker;
    }

    /** Position behind the segment. */
    int end() {
        return end;
    }

    int remaining() {
        return end - at;
    }

    int u8() throws PixelDataException {
        if (at >= end) {
            throw damaged("a segment that ends too early");
        }
        return stream[at++] & 0xFF;
    }

    int u16() throws PixelDataException {
        return u8() << 8 | u8();
    }

    PixelDataException damaged(String found) {
        return new PixelDataException(String.format(
                java.util.Locale.ROOT, "a damaged JPEG: %s (marker FF%02X, byte %d)", found, marker, start));
    }
}
