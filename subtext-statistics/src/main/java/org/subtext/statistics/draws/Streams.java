package org.subtext.statistics.draws;

import java.util.SplittableRandom;

/** One random stream for each number, whatever thread asks for it. */
public final class Streams {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Streams() {}

    /** The generator of replicate {@code index}; seed and index are mixed by the finaliser of SplitMix64. */
    public static SplittableRandom of(long seed, int index) {
        return new SplittableRandom(stateOf(seed, index));
    }

    /** A uniform ordinal below {@code bound}; the bias of the multiplication is below bound/2⁶³. */
    public static int below(SplittableRandom random, int bound) {
        return (int) Math.multiplyHigh(random.nextLong() >>> 1, (long) bound << 1);
    }

    /**
     * Ordinals below bounds that rise by a step from draw to draw: what {@link #below} gives of the generator of
     * replicate {@code index} after {@code skipped} draws. The generator is SplitMix64 as in {@link SplittableRandom},
     * whose n-th number is a function of n: a loop without a state that each draw has to wait for.
     *
     * @param into receives one ordinal a draw, from its first entry on
     */
    public static void below(long seed, int index, int skipped, int bound, int step, int count, int[] into) {
        long state = stateOf(seed, index) + GOLDEN_GAMMA * skipped;
        long twice = (long) bound << 1;
        long more = (long) step << 1;
        for (int draw = 0; draw < count; draw++) {
            state += GOLDEN_GAMMA;
            into[draw] = (int) Math.multiplyHigh(mix(state) >>> 1, twice);
            twice += more;
        }
    }

    private static long stateOf(long seed, int index) {
        return mix(mix(seed) + GOLDEN_GAMMA * (index + 1L));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
