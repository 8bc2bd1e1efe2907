package org.subtext.deidentification.streams;

import org.subtext.dicom.codec.HuffmanTable;
import org.subtext.dicom.codec.PixelDataException;

/**
 * One Huffman table of a JPEG (ITU-T T.81 B.2.4.2), and which of its symbols occur. Not thread-safe.
 *
 * <p>Symbols that never occur get other values, in order: what they were, no decoder ever asks.
 */
final class HuffmanCode {
    private final int which;
    private final int[] counts;
    private final byte[] values;
    private final HuffmanTable table;
    private final boolean[] seen = new boolean[256];
    private boolean used;

    private HuffmanCode(int which, int[] counts, byte[] values, HuffmanTable table) {
        this.which = which;
        this.counts = counts;
        this.values = values;
        this.table = table;
    }

    /** The table at byte {@code at} of a segment's content. */
    static HuffmanCode at(int at, Marker segment) throws NotCleanedException {
        int which = segment.u8(at);
        int[] counts = new int[17];
        int total = 0;
        for (int length = 1; length <= 16; length++) {
            counts[length] = segment.u8(at + length);
            total += counts[length];
        }
        if (total > 256 || (which & 15) > 3 || which >> 4 > 1) {
            throw segment.damaged("Huffman table " + which + " of " + total + " codes");
        }
        byte[] values = new byte[total];
        for (int i = 0; i < total; i++) {
            values[i] = (byte) segment.u8(at + 17 + i);
        }
        try {
            return new HuffmanCode(which, counts, values, new HuffmanTable(counts, values));
        } catch (PixelDataException e) {
            throw segment.damaged(e.reason());
        }
    }

    /** Class in bit 4, number in bits 0 and 1. */
    int which() {
        return which;
    }

    /** Bytes in a segment. */
    int length() {
        return 17 + values.length;
    }

    void use() {
        used = true;
    }

    boolean used() {
        return used;
    }

    /** Symbol in bits 8 to 15 and code length in bits 0 to 7; 0 for no code. */
    int entry(long next) {
        int entry = table.entry(next);
        seen[entry >>> 8] = true;
        return entry;
    }

    /** Symbols that get another value. */
    int renamed() {
        byte[] written = content();
        int renamed = 0;
        for (int i = 0; i < values.length; i++) {
            renamed += written[17 + i] == values[i] ? 0 : 1;
        }
        return renamed;
    }

    byte[] content() {
        StreamWriter out = new StreamWriter(length());
        out.u8(which);
        for (int length = 1; length <= 16; length++) {
            out.u8(counts[length]);
        }
        boolean dc = which >> 4 == 0;
        int free = 0;
        for (byte value : values) {
            if (seen[value & 0xFF]) {
                out.u8(value);
                continue;
            }
            while (free < 256 && seen[free]) {
                free++;
            }
            // Categories above 15 are refused by some decoders, in tables of differences.
            out.u8(free > (dc ? 15 : 255) ? 0 : free);
            free++;
        }
        return out.toBytes();
    }
}
