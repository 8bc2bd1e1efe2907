package org.subtext.deidentification.streams;

import java.util.Locale;

/**
 * A kind of bytes that pixel data held and a decoder does not need, as the import log says it; what each means is a
 * line of the resource {@code meanings.csv}.
 */
public enum PixelCut {
    OTHER_PIXEL_ELEMENTS,
    BEHIND_PIXELS,
    UNUSED_BITS,
    OFFSET_TABLE,
    FRAGMENTS,
    BEFORE_STREAM,
    BEHIND_STREAM,
    COMMENT,
    APPLICATION_DATA,
    UNKNOWN_SEGMENT,
    UNUSED_TABLE,
    FILLING,
    BEHIND_SCAN,
    BOXES,
    RUN_LENGTHS,
    DEFLATED,
    TABLE_ENTRIES;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
