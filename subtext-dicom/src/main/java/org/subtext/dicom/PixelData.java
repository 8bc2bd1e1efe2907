package org.subtext.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The pixels of a file as stored (PS3.5 section 8 and section A.4), before any decoding.
 *
 * @param tag Pixel Data (7FE0,0010), Float (7FE0,0008) or Double Float Pixel Data (7FE0,0009)
 * @param vr OB, OW, OF or OD
 * @param bytes native pixels, read-only, in the byte order of the file; empty when encapsulated
 * @param offsets the basic offset table in bytes from the first fragment's item tag, empty when the file has none
 * @param fragments encapsulated pixels in file order, without the basic offset table; not to be changed
 * @param encapsulated what the file holds, whatever its transfer syntax says
 */
public record PixelData(
        Tag tag, Vr vr, ByteBuffer bytes, List<Long> offsets, List<byte[]> fragments, boolean encapsulated) {
    static PixelData of(Element element) {
        if (element.fragments().isEmpty()) {
            return new PixelData(element.tag(), element.vr(), element.value(), List.of(), List.of(), false);
        }
        byte[] table = element.fragments().get(0);
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i + 4 <= table.length; i += 4) {
            long offset = table[i] & 0xFF;
            offset |= (table[i + 1] & 0xFF) << 8 | (table[i + 2] & 0xFF) << 16;
            offset |= (table[i + 3] & 0xFFL) << 24;
            offsets.add(offset);
        }
        List<byte[]> fragments =
                element.fragments().subList(1, element.fragments().size());
        return new PixelData(element.tag(), element.vr(), element.value(), List.copyOf(offsets), fragments, true);
    }

    /** A view from the first byte, with the byte order in which it is stored. */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate().order(bytes.order());
    }

    @Override
    public String toString() {
        return tag + (encapsulated ? " " + fragments.size() + " fragments" : " " + bytes.remaining() + " bytes");
    }
}
