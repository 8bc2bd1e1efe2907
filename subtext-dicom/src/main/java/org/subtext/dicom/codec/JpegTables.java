package org.subtext.dicom.codec;

import org.jspecify.annotations.Nullable;

/** The tables that a JPEG's segments define and its scans use (ITU-T T.81 B.2.4), and what APPn say of its colours. */
final class JpegTables {
    /** Position (row times 8 plus column) of the k-th coefficient in a stream (T.81 figure A.6). */
    static final int[] ZIGZAG = zigzag();

    private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
    private final int[] @Nullable [] quantisation = new int[4][];
    private int restartInterval;
    private boolean jfif;
    private int adobeTransform = -1;

    /** Takes a segment in if it defines anything. */
    void read(JpegSegment segment) throws PixelDataException {
        switch (segment.marker()) {
            case 0xC4 -> huffman(segment);
            case 0xDB -> quantisation(segment);
            case 0xDD -> restartInterval = segment.u16();
            case 0xE0 ->
                jfif = jfif || (segment.remaining() >= 5 && segment.u16() == 0x4A46 && segment.u16() == 0x4946);
            case 0xEE -> adobe(segment);
            default -> {}
        }
    }

    private void huffman(JpegSegment segment) throws PixelDataException {
        while (segment.remaining() > 0) {
            int which = segment.u8();
            int[] counts = new int[17];
            int total = 0;
            for (int length = 1; length <= 16; length++) {
                counts[length] = segment.u8();
                total += counts[length];
            }
            if (total > 256 || (which & 15) > 3 || which >> 4 > 1) {
                throw segment.damaged("Huffman table " + which + " of " + total + " codes");
            }
            byte[] values = new byte[total];
            for (int i = 0; i < total; i++) {
                values[i] = (byte) segment.u8();
            }
            (which >> 4 == 0 ? dc : ac)[which & 3] = new HuffmanTable(counts, values);
        }
    }

    private void quantisation(JpegSegment segment) throws PixelDataException {
        while (segment.remaining() > 0) {
            int which = segment.u8();
            if ((which & 15) > 3 || which >> 4 > 1) {
                throw segment.damaged("quantisation table " + which);
            }
            int[] table = new int[64];
            for (int k = 0; k < 64; k++) {
                table[ZIGZAG[k]] = which >> 4 == 0 ? segment.u8() : segment.u16();
            }
            quantisation[which & 3] = table;
        }
    }

    private void adobe(JpegSegment segment) throws PixelDataException {
        if (segment.remaining() >= 12 && segment.u16() == 0x4164 && segment.u16() == 0x6F62) {
            for (int i = 0; i < 7; i++) {
                segment.u8(); // "e", version, flags
            }
            adobeTransform = segment.u8();
        }
    }

    /** Number of units between restart markers, 0 for none. */
    int restartInterval() {
        return restartInterval;
    }

    HuffmanTable dc(int number, JpegSegment scan) throws PixelDataException {
        return present(number > 3 ? null : dc[number], "Huffman table " + number, scan);
    }

    HuffmanTable ac(int number, JpegSegment scan) throws PixelDataException {
        return present(number > 3 ? null : ac[number], "Huffman table " + (16 + number), scan);
    }

    int[] quantisation(int number, JpegSegment scan) throws PixelDataException {
        return present(number > 3 ? null : quantisation[number], "quantisation table " + number, scan);
    }

    private static <T> T present(@Nullable T table, String name, JpegSegment scan) throws PixelDataException {
        if (table == null) {
            throw scan.damaged("a scan that uses " + name + ", which is not defined");
        }
        return table;
    }

    /** By the Adobe segment, then JFIF, then by subsampled chrominance and components named R, G, B. */
    Samples.Colour colour(JpegFrame frame) {
        if (frame.components() != 3) {
            return Samples.Colour.UNSAID;
        }
        if (adobeTransform >= 0) {
            return adobeTransform == 0 ? Samples.Colour.RGB : Samples.Colour.YCBCR;
        }
        if (jfif || frame.maxHorizontal() > 1 || frame.maxVertical() > 1) {
            return Samples.Colour.YCBCR;
        }
        int[] ids = frame.ids();
        return ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B' ? Samples.Colour.RGB : Samples.Colour.UNSAID;
    }

    private static int[] zigzag() {
        int[] order = new int[64];
        int k = 0;
        for (int sum = 0; sum < 15; sum++) {
            for (int i = 0; i <= sum; i++) {
                int row = sum % 2 == 0 ? sum - i : i;
                int column = sum - row;
                if (row < 8 && column < 8) {
                    order[k++] = 8 * row + column;
                }
            }
        }
        return order;
    }
}
