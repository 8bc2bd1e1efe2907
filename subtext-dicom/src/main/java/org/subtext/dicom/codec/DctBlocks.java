package org.subtext.dicom.codec;

/** Reads the coefficients of one block after the other (ITU-T T.81 F.2.2). */
final class DctBlocks {
    private static final int TOLERATED_BITS = 8;

    private final EntropyBits bits;
    private long position;
    private long limit;
    private int prediction;

    DctBlocks(EntropyBits bits) {
        this.bits = bits;
        startInterval(0);
    }

    /** False where the stream has no such restart interval. */
    boolean startInterval(int interval) {
        if (interval >= bits.intervals()) {
            return false;
        }
        position = bits.start(interval);
        limit = bits.limit(interval) + TOLERATED_BITS;
        return true;
    }

    /** The last block's first coefficient before dequantisation, which predicts the next. */
    int prediction() {
        return prediction;
    }

    /** Fills in dequantised coefficients by row; false where the bits are damaged or end. */
    boolean read(HuffmanTable dc, HuffmanTable ac, int[] quantisation, int predicted, int[] block) {
        long next = bits.peek(position);
        int entry = dc.entry(next);
        int length = entry & 0xFF;
        int category = entry >>> 8;
        if (length == 0 || category > 15) {
            return false;
        }
        prediction = predicted + appended(next, length, category);
        position += length + category;
        block[0] = prediction * quantisation[0];
        for (int k = 1; k < 64; k++) {
            next = bits.peek(position);
            entry = ac.entry(next);
            length = entry & 0xFF;
            category = entry >>> 8 & 15;
            int zeros = entry >>> 12;
            if (length == 0) {
                return false;
            }
            if (category == 0) {
                position += length;
                if (zeros < 15) {
                    break;
                }
                k += 15;
                continue;
            }
            k += zeros;
            if (k > 63) {
                return false;
            }
            int place = JpegTables.ZIGZAG[k];
            block[place] = appended(next, length, category) * quantisation[place];
            position += length + category;
        }
        return position <= limit;
    }

    private static int appended(long next, int length, int category) {
        return category == 0 ? 0 : HuffmanTable.extend((int) (next << length >>> (64 - category)), category);
    }
}
