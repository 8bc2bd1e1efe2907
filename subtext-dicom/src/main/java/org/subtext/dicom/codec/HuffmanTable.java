package org.subtext.dicom.codec;

/**
 * A canonical Huffman code of up to 16 bits (ITU-T T.81 Annex C and F.2.2.3), with look-up by the next 12 bits.
 *
 * <p>{@link #differences} answers most lossless samples in one step: where code and appended bits together fit 12 bits,
 * the entry holds the signed difference in its upper half and the number of bits in its lower.
 */
public final class HuffmanTable {
    static final int LOOKUP_BITS = 12;

    /** By the next 12 bits: symbol in bits 8 to 15, code length in bits 0 to 7; 0 where the code is longer. */
    private final short[] symbols = new short[1 << LOOKUP_BITS];

    /** Highest code of each length, aligned to 16 bits, plus one; what is below and not shorter has that length. */
    private final int[] ceiling = new int[17];

    private final int[] offset = new int[17];
    private final byte[] values;

    /**
     * @param counts codes of each length, index 1 to 16
     * @param values symbols by ascending code
     */
    public HuffmanTable(int[] counts, byte[] values) throws PixelDataException {
        this.values = values;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            offset[length] = index - code;
            if (code + counts[length] > 1 << length) {
                throw new PixelDataException(
                        "a Huffman table with more codes of " + length + " bits than there can be");
            }
            for (int i = 0; i < counts[length]; i++, code++, index++) {
                fill(code, length, values[index]);
            }
            ceiling[length] = code << (16 - length);
            code <<= 1;
        }
    }

    private void fill(int code, int length, byte symbol) {
        if (length > LOOKUP_BITS) {
            return;
        }
        int free = LOOKUP_BITS - length;
        short entry = (short) ((symbol & 0xFF) << 8 | length);
        for (int i = code << free; i < (code + 1) << free; i++) {
            symbols[i] = entry;
        }
    }

    /** Symbol in bits 8 to 15 and code length in bits 0 to 7, for the next bits left-aligned in 64; 0 for no code. */
    public int entry(long next) {
        int entry = symbols[(int) (next >>> (64 - LOOKUP_BITS))] & 0xFFFF;
        return entry != 0 ? entry : longEntry((int) (next >>> 48));
    }

    private int longEntry(int next16) {
        for (int length = LOOKUP_BITS + 1; length <= 16; length++) {
            if (next16 < ceiling[length]) {
                int symbol = values[offset[length] + (next16 >>> (16 - length))] & 0xFF;
                return symbol << 8 | length;
            }
        }
        return 0;
    }

    /**
     * By the next 12 bits: difference in the upper 16 bits, all bits used in the lower; 0 where they are more than 12.
     */
    int[] differences() {
        int[] whole = new int[1 << LOOKUP_BITS];
        for (int next = 0; next < whole.length; next++) {
            int entry = symbols[next] & 0xFFFF;
            int length = entry & 0xFF;
            int category = entry >>> 8;
            int free = LOOKUP_BITS - length;
            if (entry != 0 && category <= free) {
                int appended = next >>> (free - category) & ((1 << category) - 1);
                whole[next] = extend(appended, category) << 16 | (length + category);
            }
        }
        return whole;
    }

    /** The signed value that {@code category} appended bits stand for (T.81 F.2.2.1, EXTEND). */
    static int extend(int appended, int category) {
        return category == 0 || appended >= 1 << (category - 1) ? appended : appended - (1 << category) + 1;
    }
}
