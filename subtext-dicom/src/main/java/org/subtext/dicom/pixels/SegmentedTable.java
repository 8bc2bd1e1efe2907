package org.subtext.dicom.pixels;

import java.util.Arrays;
import org.subtext.dicom.codec.PixelDataException;

/** Segmented palette data (PS3.3 C.7.9.2): runs of values, straight lines, and repeats of earlier segments. */
final class SegmentedTable {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;
    private static final String NAME = "a segmented palette (0028,1221 to 1223)";

    private final int[] words;
    private final int[] entries;
    private int filled;

    private SegmentedTable(int[] words, int count) {
        this.words = words;
        this.entries = new int[count];
    }

    /** @param bytes segments of bytes, two a word, the lower first, instead of words */
    static int[] expand(int[] segments, int count, boolean bytes) throws PixelDataException {
        int[] words = segments;
        if (bytes) {
            words = new int[2 * segments.length];
            for (int i = 0; i < words.length; i++) {
                words[i] = segments[i >> 1] >> (8 * (i & 1)) & 0xFF;
            }
        }
        SegmentedTable table = new SegmentedTable(words, count);
        table.expand(bytes);
        return Arrays.copyOf(table.entries, table.filled);
    }

    private void expand(boolean bytes) throws PixelDataException {
        int at = 0;
        while (filled < entries.length && at + 1 < words.length) {
            if (words[at] == INDIRECT) {
                int offsetWords = bytes ? 4 : 2;
                int wordBits = bytes ? 8 : 16;
                long offset = 0;
                for (int i = 0; i < offsetWords && at + 2 + i < words.length; i++) {
                    offset |= (long) words[at + 2 + i] << (wordBits * i);
                }
                repeat(words[at + 1], (int) Math.min(Integer.MAX_VALUE, offset / (wordBits / 8)));
                at += 2 + offsetWords;
            } else {
                at = segment(at);
            }
        }
    }

    private void repeat(int segments, int from) throws PixelDataException {
        int at = from;
        for (int i = 0; i < segments && filled < entries.length; i++) {
            if (at < 0 || at + 1 >= words.length || words[at] == INDIRECT) {
                throw new PixelDataException(NAME + " repeats what is no segment");
            }
            at = segment(at);
        }
    }

    /** Position behind a discrete or linear segment. */
    private int segment(int at) throws PixelDataException {
        int length = words[at + 1];
        int room = Math.min(length, entries.length - filled);
        int values = words[at] == DISCRETE ? length : 1;
        if (words[at] > LINEAR || at + 2 + values > words.length) {
            throw new PixelDataException(NAME + " with a segment of type " + words[at] + " and length " + length
                    + "; truncated, or no palette");
        }
        if (words[at] == DISCRETE) {
            System.arraycopy(words, at + 2, entries, filled, room);
        } else {
            int from = filled == 0 ? 0 : entries[filled - 1];
            int to = words[at + 2];
            for (int i = 1; i <= room; i++) {
                entries[filled + i - 1] = (int) Math.round(from + (double) (to - from) * i / length);
            }
        }
        filled += room;
        return at + 2 + values;
    }
}
