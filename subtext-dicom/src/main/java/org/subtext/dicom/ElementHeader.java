package org.subtext.dicom;

import java.io.IOException;
import java.util.Locale;

/**
 * What stands before a value: tag, representation and length (PS3.5 section 7.1).
 *
 * @param at place of the tag
 * @param layout how this element was found to be laid out, which in damaged files is not that of its neighbours
 * @param unknown whether the file does not tell the representation, so that {@code vr} is the dictionary's or UN
 * @param length bytes of the value, {@link #UNDEFINED} when a delimiter ends it
 * @param value place of the value
 */
record ElementHeader(int at, Tag tag, Vr vr, Layout layout, boolean unknown, long length, int value) {
    static final long UNDEFINED = 0xFFFFFFFFL;

    boolean hasUndefinedLength() {
        return length == UNDEFINED;
    }

    /**
     * The header at a place where at least 8 bytes are left before {@code end}.
     *
     * @param signedPixels whether the data set says that its pixels are signed
     */
    static ElementHeader read(Source source, int at, Layout layout, long end, boolean signedPixels) throws IOException {
        boolean big = layout.bigEndian();
        Tag tag = new Tag(source.unsigned16(at, big), source.unsigned16(at + 2, big));
        if (!layout.explicit()) {
            return implicit(source, at, tag, layout, signedPixels);
        }
        int first = source.unsigned8(at + 4);
        int second = source.unsigned8(at + 5);
        Vr vr = Vr.find(first, second).orElse(null);
        boolean letters = Vr.isLetter(first) && Vr.isLetter(second);
        if (vr == null && !letters) {
            return unreadable(source, at, tag, layout, end, signedPixels);
        }
        if (vr != null && !vr.hasLongLength()) {
            return new ElementHeader(at, tag, vr, layout, false, source.unsigned16(at + 6, big), at + 8);
        }
        if (end - at < 12) {
            throw DicomException.at(
                    at, tag, (end - at) + " bytes for its header", "12, as its representation has a long length");
        }
        // Representations that are not in this edition of the standard have the long form (PS3.5 section 6.2).
        boolean unknown = vr == null || vr == Vr.UN;
        return new ElementHeader(
                at, tag, vr == null ? Vr.UN : vr, layout, unknown, source.unsigned32(at + 8, big), at + 12);
    }

    private static ElementHeader implicit(Source source, int at, Tag tag, Layout layout, boolean signedPixels)
            throws IOException {
        Vr vr = DataDictionary.find(tag, signedPixels).orElse(Vr.UN);
        return new ElementHeader(at, tag, vr, layout, true, source.unsigned32(at + 4, layout.bigEndian()), at + 8);
    }

    /** No letters where the representation should be: an implicit element among explicit ones, or a blank one. */
    private static ElementHeader unreadable(
            Source source, int at, Tag tag, Layout layout, long end, boolean signedPixels) throws IOException {
        ElementHeader implicit = implicit(source, at, tag, new Layout(false, layout.bigEndian()), signedPixels);
        boolean fits = implicit.hasUndefinedLength() || implicit.value() + implicit.length() <= end;
        int shortLength = source.unsigned16(at + 6, layout.bigEndian());
        if (fits) {
            return implicit;
        }
        if (at + 8L + shortLength <= end) {
            return new ElementHeader(at, tag, implicit.vr(), layout, true, shortLength, at + 8);
        }
        throw DicomException.at(
                at,
                tag,
                String.format(
                        Locale.ROOT,
                        "bytes %02X %02X where two letters name the value representation",
                        source.unsigned8(at + 4),
                        source.unsigned8(at + 5)),
                "a representation of PS3.5 section 6.2, and a length inside the file");
    }
}
