package org.subtext.provenance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /** The values in a random order (Durstenfeld 1964, doi:10.1145/364520.364540), on a fresh generator. */
    public int[] shuffled(int[] values) {
        int[] order = values.clone();
        SplittableRandom random = random();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** The same of a list: equal lengths are put in one order. */
    public <T> List<T> shuffled(List<T> values) {
        List<T> order = new ArrayList<>(values);
        SplittableRandom random = random();
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
