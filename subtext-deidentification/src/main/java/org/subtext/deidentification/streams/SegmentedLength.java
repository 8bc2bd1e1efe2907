package org.subtext.deidentification.streams;

/** How many bytes of a segmented palette are needed to fill it (PS3.3 section C.7.9.2). */
final class SegmentedLength {
    private static final int INDIRECT = 2;

    private SegmentedLength() {}

    /**
     * Bytes, a whole number of words.
     *
     * @param stored words as stored; of a palette of bytes two segments' bytes a word, the lower first
     * @param descriptor number of entries (0 for 65,536), first input, bits
     */
    static int of(int[] stored, int[] descriptor) {
        boolean bytes = descriptor[2] == 8;
        int[] words = bytes ? halves(stored) : stored;
        int count = descriptor[0] == 0 ? 65536 : descriptor[0];
        int filled = 0;
        int at = 0;
        while (filled < count && at + 1 < words.length) {
            if (words[at] == INDIRECT) {
                filled += repeated(words, at, bytes);
                at += 2 + (bytes ? 4 : 2);
            } else {
                filled += words[at + 1];
                at += 2 + (words[at] == 0 ? words[at + 1] : 1);
            }
        }
        int length = Math.min(at, words.length) * (bytes ? 1 : 2);
        return length + (length & 1);
    }

    /** Entries of segments that stand before. */
    private static int repeated(int[] words, int at, boolean bytes) {
        long offset = 0;
        for (int i = 0; i < (bytes ? 4 : 2) && at + 2 + i < words.length; i++) {
            offset |= (long) words[at + 2 + i] << ((bytes ? 8 : 16) * i);
        }
        long from = offset / (bytes ? 1 : 2);
        int filled = 0;
        for (int i = 0; i < words[at + 1] && from + 1 < words.length; i++) {
            int place = (int) from;
            filled += words[place + 1];
            from += 2 + (words[place] == 0 ? words[place + 1] : 1);
        }
        return filled;
    }

    private static int[] halves(int[] words) {
        int[] halves = new int[2 * words.length];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = words[i >> 1] >> (8 * (i & 1)) & 0xFF;
        }
        return halves;
    }
}
