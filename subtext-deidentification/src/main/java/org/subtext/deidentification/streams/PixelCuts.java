package org.subtext.deidentification.streams;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was cut from the pixel data of one file: kinds and bytes, never a value.
 *
 * @param bytes bytes by kind, only kinds of which there were any; in the order of the kinds
 * @param lookedInto false for video that was kept as it is, so that nobody knows what its streams hold
 */
public record PixelCuts(Map<PixelCut, Long> bytes, boolean lookedInto) {
    /** Nothing was cut, as of a file without pixels. */
    public static final PixelCuts NONE = new PixelCuts(Map.of(), true);

    /** Video that was kept as it is. */
    public static final PixelCuts NOT_LOOKED_INTO = new PixelCuts(Map.of(), false);

    public PixelCuts {
        EnumMap<PixelCut, Long> ordered = new EnumMap<>(PixelCut.class);
        ordered.putAll(bytes);
        bytes = Collections.unmodifiableMap(ordered);
    }

    /** All bytes that were cut. */
    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
