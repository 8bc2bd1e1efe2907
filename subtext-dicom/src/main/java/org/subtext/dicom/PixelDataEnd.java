package org.subtext.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Checks that pixel data end inside the file, without reading them: a transfer that broke off shows here. */
final class PixelDataEnd {
    private PixelDataEnd() {}

    static void check(Source source, int at, Layout layout, ReadLimits limits) throws IOException {
        if (source.size() - at < 8) {
            throw DicomException.at(at, Tags.PIXEL_DATA, (source.size() - at) + " bytes left", "the pixels");
        }
        ElementHeader header = ElementHeader.read(source, at, layout, source.size(), false);
        if (!header.hasUndefinedLength()) {
            long left = source.size() - header.value();
            if (header.length() > left) {
                throw DicomException.at(
                        at,
                        header.tag(),
                        "a length of " + header.length() + " bytes where " + left + " are left",
                        "pixel data that end inside the file");
            }
            return;
        }
        long place = header.value();
        Budget budget = new Budget(limits);
        while (place + 8 <= source.size()) {
            ByteBuffer item = source.peek(place, layout.bigEndian());
            Tag tag = new Tag(item.getShort() & 0xFFFF, item.getShort() & 0xFFFF);
            long length = item.getInt() & 0xFFFFFFFFL;
            if (tag.equals(Tags.SEQUENCE_DELIMITATION)) {
                return;
            }
            if (!tag.equals(Tags.ITEM)) {
                throw DicomException.at(place, header.tag(), tag + " among fragments", "a fragment " + Tags.ITEM);
            }
            budget.take(at);
            place += 8 + length;
        }
        throw DicomException.at(
                source.size(),
                header.tag(),
                "the end of the file among fragments",
                "their end " + Tags.SEQUENCE_DELIMITATION);
    }
}
