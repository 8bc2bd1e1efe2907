package org.subtext.statistics.draws;

import java.util.SplittableRandom;

/** One random stream for each number, whatever thread asks for it. */
public final class Streams {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Streams() {}

    /** The generator of replicate {@code index}; seed and index are mixed by the finaliser of SplitMix64. */
    public static SplittableRandom of(long seed, int index) {
        return new SplittableRandom(mix(mix(seed) + GOLDEN_GAMMA * (index + 1L)));
    }

    /** A uniform ordinal below {@code bound}; the bias of the multiplication is below bound/2⁶³. */
    public static int below(SplittableRandom random, int bound) {
        return (int) Math.multiplyHigh(random.nextLong() >>> 1, (long) bound << 1);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
