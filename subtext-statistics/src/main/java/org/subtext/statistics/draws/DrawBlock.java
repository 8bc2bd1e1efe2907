package org.subtext.statistics.draws;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Up to 1,024 draws of clusters side by side.
 *
 * <p>A walk over rows in order of their scores jumps about the clusters, and what it costs is the jump, which all draws
 * of a block share: the weights of one cluster lie together, four in a word. What a walk found on the block is kept for
 * whoever asks next. Not thread-safe; filled anew for each block.
 */
public final class DrawBlock {
    /** Weights in a word, and so the planes in which loops over words treat them one after the other. */
    static final int PLANES = Integer.BYTES;

    private static final int MOST_DRAWS = 1024;
    private static final int FEWEST_DRAWS = 32;

    /** Words of a cluster that are written together, so that few passes are made over the block. */
    private static final int WORDS = 8;

    /** Clusters that are written together, so that they stay near until all their words are there. */
    private static final int CHUNK = 2048;

    /** Clusters that are drawn before any is counted: neither has to wait for the other. */
    private static final int AT_ONCE = 1024;

    /** Of the heap, for the blocks of all threads. */
    private static final int SHARE = 4;

    private static final long MOST_BYTES = 1L << 30;

    private final int clusters;
    private final int width;

    /** {@code [cluster * width + word]}; byte b of a word is the weight in draw {@code b * width + word}. */
    private final int[] words;

    private final byte[][] drawn;
    private final Map<Ranking, Ranking.Found> walked = new IdentityHashMap<>();
    private final Map<ClusterCounts, long[][]> totals = new IdentityHashMap<>();
    private int count;
    private int largest = 1;

    /** @param stride how many draws it holds at most, as {@link #stride(int, int, int)} says */
    public DrawBlock(int clusters, int stride) {
        this.clusters = clusters;
        this.width = (stride + PLANES - 1) / PLANES;
        this.words = new int[Math.multiplyExact(clusters, width)];
        this.drawn = new byte[PLANES * Math.min(WORDS, width)][clusters];
    }

    /**
     * How many draws a block holds where each of so many threads has one. No number depends on it; all threads have as
     * many blocks, as nearly as can be.
     */
    public static int stride(int clusters, int threads, int replicates) {
        return within(clusters, threads, replicates, Runtime.getRuntime().maxMemory() / SHARE / threads);
    }

    /** The same where a block may take so many bytes. */
    static int within(int clusters, int threads, int replicates, long bytes) {
        long fitting = Math.min(MOST_BYTES, bytes) / Math.max(1, clusters);
        long most = Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, fitting));
        long rounds = ceiling(replicates, threads * most);
        return (int) ceiling(replicates, threads * rounds);
    }

    private static long ceiling(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /**
     * Draws clusters with replacement, as many as there are.
     *
     * @param weights receives how often each was drawn
     */
    public static void draw(SplittableRandom random, byte[] weights) {
        Arrays.fill(weights, (byte) 0);
        int seen = 0;
        for (int draw = 0; draw < weights.length; draw++) {
            seen |= ++weights[Streams.below(random, weights.length)];
        }
        refuseWrapped(seen);
    }

    /** The same of the random stream of one replicate, faster: {@link Streams#of}. */
    public static void draw(long seed, int replicate, byte[] weights) {
        Arrays.fill(weights, (byte) 0);
        int[] drawn = new int[Math.min(AT_ONCE, weights.length)];
        int seen = 0;
        for (int first = 0; first < weights.length; first += AT_ONCE) {
            int count = Math.min(AT_ONCE, weights.length - first);
            Streams.below(seed, replicate, first, weights.length, 0, count, drawn);
            for (int draw = 0; draw < count; draw++) {
                seen |= ++weights[drawn[draw]];
            }
        }
        refuseWrapped(seen);
    }

    /** @param seen all bits of all weights that there were: a weight above 127 is a negative byte */
    private static void refuseWrapped(int seen) {
        if (seen < 0) {
            // One in 10^213 for a fair generator; wrapping round would be a silent error.
            throw new IllegalStateException("a patient was drawn more than 127 times in one replicate");
        }
    }

    /** Draws replicates from a first one on; fewer than the block holds where no more are wanted. */
    public void fill(long seed, int first, int wanted) {
        count = wanted;
        walked.clear();
        totals.clear();
        int seen = 1;
        for (int word = 0; word < width; word += WORDS) {
            int together = Math.min(WORDS, width - word);
            for (int i = 0; i < PLANES * together; i++) {
                int draw = i / together * width + word + i % together;
                if (draw < count) {
                    draw(seed, first + draw, drawn[i]);
                } else {
                    Arrays.fill(drawn[i], (byte) 0);
                }
            }
            seen |= write(word, together);
        }
        seen |= seen >>> 16;
        seen |= seen >>> 8;
        largest = 2 * Integer.highestOneBit(seen & 0xFF) - 1;
    }

    /** @return every bit that some weight has */
    private int write(int word, int together) {
        int seen = 0;
        for (int start = 0; start < clusters; start += CHUNK) {
            int end = Math.min(clusters, start + CHUNK);
            for (int i = 0; i < together; i++) {
                byte[] first = drawn[i];
                byte[] second = drawn[together + i];
                byte[] third = drawn[2 * together + i];
                byte[] fourth = drawn[3 * together + i];
                for (int cluster = start; cluster < end; cluster++) {
                    int all = first[cluster] | second[cluster] << 8 | third[cluster] << 16 | fourth[cluster] << 24;
                    words[cluster * width + word + i] = all;
                    seen |= all;
                }
            }
        }
        return seen;
    }

    /** Copies the words of a cluster, for loops that are fast over arrays from their first entry on. */
    void copy(int cluster, int[] into) {
        System.arraycopy(words, cluster * width, into, 0, width);
    }

    int weight(int cluster, int plane, int word) {
        return words[cluster * width + word] >>> Byte.SIZE * plane & 0xFF;
    }

    /** Words of a cluster. */
    int width() {
        return width;
    }

    /** No weight is larger. */
    int largest() {
        return largest;
    }

    Ranking.Found walked(Ranking ranking) {
        return walked.computeIfAbsent(ranking, first -> new RankedWalk(first, this).found());
    }

    long[][] totals(ClusterCounts counts) {
        return totals.computeIfAbsent(counts, first -> first.sum(this));
    }

    /** How often a draw takes each cluster. */
    public byte[] of(int draw) {
        byte[] own = new byte[clusters];
        for (int cluster = 0; cluster < clusters; cluster++) {
            own[cluster] = (byte) weight(cluster, draw / width, draw % width);
        }
        return own;
    }

    /** Draws of the block. */
    public int draws() {
        return count;
    }
}
