package org.subtext.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Checks that pixel data end inside the file, without reading them: a transfer that broke off shows here.
 *
 * <p>A writer that leaves the last delimiter out is forgiven where nothing can be lost: the file ends with a fragment,
 * which is the only one or ends as a code stream does.
 */
final class PixelDataEnd {
    static final String NOTE = "the end of the fragments of pixel data is not marked; the last of them is whole";

    private static final int END_OF_CODE_STREAM = 0xFFD9;

    /** Fragments are filled up to an even length, by some writers to a multiple of more. */
    private static final int LONGEST_FILLING = 16;

    private PixelDataEnd() {}

    static void check(Source source, int at, Layout layout, ReadLimits limits, Notes notes) throws IOException {
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
        int items = 0;
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
            items++;
            place += 8 + length;
            if (place == source.size() && (items == 2 || items > 2 && endsStream(tail(source, length)))) {
                notes.add(NOTE);
                return;
            }
        }
        throw DicomException.at(
                source.size(),
                header.tag(),
                "the end of the file among fragments",
                "their end " + Tags.SEQUENCE_DELIMITATION);
    }

    private static byte[] tail(Source source, long length) throws IOException {
        int bytes = (int) Math.min(length, LONGEST_FILLING + 2);
        return source.copy(source.position(source.size() - bytes), bytes);
    }

    /** @param fragments with the basic offset table first */
    static boolean isWhole(List<byte[]> fragments) {
        return fragments.size() == 2 || fragments.size() > 2 && endsStream(fragments.get(fragments.size() - 1));
    }

    /** JPEG, JPEG-LS and JPEG 2000 end with the same mark (ITU-T T.81 B.1.1.3, T.87 C.2.1, T.800 A.4.4). */
    private static boolean endsStream(byte[] fragment) {
        int last = fragment.length - 1;
        for (int filling = 0; filling < LONGEST_FILLING && last >= 0 && fragment[last] == 0; filling++) {
            last--;
        }
        return last >= 1 && ((fragment[last - 1] & 0xFF) << 8 | (fragment[last] & 0xFF)) == END_OF_CODE_STREAM;
    }
}
