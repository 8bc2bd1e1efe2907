package org.subtext.provenance;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A seed from which named child seeds are derived, so that a random step depends on its name and index and never on
 * the order or the threads in which steps run.
 *
 * <p>Derivation: FNV-1a (64 bit) over the UTF-8 name, mixed with the parent and the index by the finaliser of
 * SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
 */
public record Seed(long value) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** The child for a step that occurs once. */
    public Seed child(String name) {
        return child(name, 0);
    }

    /** The child for occurrence {@code index} of a step. */
    public Seed child(String name, long index) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new Seed(mix(mix(value + GOLDEN_GAMMA * (index + 1)) ^ hash));
    }

    /** A fresh generator; two calls give equal streams. */
    public SplittableRandom random() {
        return new SplittableRandom(value);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
