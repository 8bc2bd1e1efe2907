package org.subtext.deidentification.streams;

import java.util.EnumMap;
import java.util.Map;

/** Adds up what is cut from the pixels of one file. Not thread-safe. */
final class CutTally {
    private final Map<PixelCut, Long> bytes = new EnumMap<>(PixelCut.class);

    void add(PixelCut kind, long count) {
        if (count > 0) {
            bytes.merge(kind, count, Long::sum);
        }
    }

    PixelCuts cuts() {
        return new PixelCuts(bytes, true);
    }
}
