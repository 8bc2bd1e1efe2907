package org.subtext.dicom.pixels;

import java.util.Optional;

/**
 * Stored values that stand for no pixel: Pixel Padding Value (0028,0120) to Pixel Padding Range Limit (0028,0121), both
 * included (PS3.3 C.7.5.1.1.2). They take no part in a range and are shown black.
 */
record Padding(int low, int high) {
    private static final int VALUE = 0x00280120;
    private static final int LIMIT = 0x00280121;

    static Optional<Padding> of(Attributes data, PixelAttributes pixels) {
        int[] value = data.words(VALUE);
        if (value.length == 0) {
            return Optional.empty();
        }
        int[] limit = data.words(LIMIT);
        int one = signed(value[0], pixels);
        int other = limit.length == 0 ? one : signed(limit[0], pixels);
        return Optional.of(new Padding(Math.min(one, other), Math.max(one, other)));
    }

    private static int signed(int word, PixelAttributes pixels) {
        return pixels.signed() ? (short) word : word;
    }

    boolean holds(long stored) {
        return stored >= low && stored <= high;
    }
}
