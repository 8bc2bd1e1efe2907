package org.subtext.dicom.pixels;

import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;

/**
 * PALETTE COLOR to RGB of 8 bits (PS3.3 C.7.6.3.1.5 and C.7.9); entries of 16 bits keep their upper half, unless none
 * of a palette uses it, as writers of 8-bit entries under a false descriptor leave it.
 */
final class PaletteDisplay {
    private static final int DESCRIPTOR = 0x00281101;
    private static final int DATA = 0x00281201;
    private static final int SEGMENTED = 0x00281221;

    private final PixelAttributes pixels;
    private final LookupTable[] tables = new LookupTable[3];

    PaletteDisplay(Attributes data, PixelAttributes pixels) throws PixelDataException {
        this.pixels = pixels;
        for (int c = 0; c < 3; c++) {
            int[] descriptor = data.words(DESCRIPTOR + c);
            int[] entries = data.words(DATA + c);
            if (entries.length == 0) {
                int count = descriptor.length == 0 || descriptor[0] == 0 ? 65536 : descriptor[0];
                boolean bytes = descriptor.length > 2 && descriptor[2] == 8;
                int[] segments = data.words(SEGMENTED + c);
                entries = SegmentedTable.expand(segments, count, bytes);
            }
            tables[c] = LookupTable.of(descriptor, entries, TableInput.stored(pixels), "a palette (0028,1201 to 1203)");
        }
    }

    byte[] render(Samples samples) {
        int shift = shift();
        byte[] rgb = new byte[Math.multiplyExact(3, samples.count())];
        for (int i = 0, to = 0; i < samples.count(); i++) {
            long value = pixels.value(samples.get(i));
            for (LookupTable table : tables) {
                rgb[to++] = (byte) (table.get(value) >> shift);
            }
        }
        return rgb;
    }

    /** Bits of an entry below its upper eight: one scale for all three colours. */
    private int shift() {
        int bits = 8;
        for (LookupTable table : tables) {
            bits = Math.max(bits, table.largest() > 255 ? table.bits() : 8);
        }
        return bits - 8;
    }
}
