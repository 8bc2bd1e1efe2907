package org.subtext.deidentification.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many patterns of bytes at once, letters of ASCII in either case.
 *
 * <p>Patterns are kept by their first four bytes; a table of bits says of most places at once that none begins there.
 * Memory is for the patterns and 2 MiB; a byte that is searched costs about a nanosecond. Not thread-safe while
 * patterns are added.
 */
final class PatternSearch<T> {
    static final int SHORTEST = 4;

    private static final int BITS = 24;

    private final long[] begins = new long[1 << BITS - 6];
    private final Map<Integer, List<Pattern<T>>> patterns = new HashMap<>();
    private long size;

    private record Pattern<T>(byte[] bytes, T meaning) {}

    /** Receives what was found and where it begins. */
    @FunctionalInterface
    interface Hits<T> {
        void hit(T meaning, int from, int length);
    }

    /**
     * Adds a pattern of at least {@value #SHORTEST} bytes; shorter ones cannot be told from chance, and are not kept.
     */
    void add(byte[] pattern, T meaning) {
        if (pattern.length < SHORTEST) {
            return;
        }
        byte[] folded = new byte[pattern.length];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (byte) folded(pattern[i]);
        }
        int key = key(folded, 0);
        int bit = bit(key);
        begins[bit >>> 6] |= 1L << bit;
        List<Pattern<T>> alike = patterns.computeIfAbsent(key, k -> new ArrayList<>(1));
        for (Pattern<T> other : alike) {
            if (java.util.Arrays.equals(other.bytes, folded) && other.meaning.equals(meaning)) {
                return;
            }
        }
        alike.add(new Pattern<>(folded, meaning));
        size++;
    }

    long size() {
        return size;
    }

    void in(byte[] bytes, Hits<T> hits) {
        if (bytes.length < SHORTEST) {
            return;
        }
        int key = folded(bytes[0]) << 16 | folded(bytes[1]) << 8 | folded(bytes[2]);
        for (int i = 3; i < bytes.length; i++) {
            key = key << 8 | folded(bytes[i]);
            int bit = bit(key);
            if ((begins[bit >>> 6] & 1L << bit) != 0) {
                compare(bytes, i - 3, key, hits);
            }
        }
    }

    private void compare(byte[] bytes, int from, int key, Hits<T> hits) {
        for (Pattern<T> pattern : patterns.getOrDefault(key, List.of())) {
            int length = pattern.bytes.length;
            int same = SHORTEST;
            while (same < length
                    && from + same < bytes.length
                    && pattern.bytes[same] == (byte) folded(bytes[from + same])) {
                same++;
            }
            if (same == length) {
                hits.hit(pattern.meaning, from, length);
            }
        }
    }

    private static int key(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }

    private static int bit(int key) {
        return key * 0x9E3779B1 >>> 32 - BITS;
    }

    private static int folded(byte value) {
        return value >= 'A' && value <= 'Z' ? value + 32 : value & 0xFF;
    }
}
