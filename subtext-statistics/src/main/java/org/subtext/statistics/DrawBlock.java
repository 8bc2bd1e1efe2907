package org.subtext.statistics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.subtext.statistics.draws.Streams;

/**
 * Up to 64 draws of clusters side by side.
 *
 * <p>A walk over rows in order of their scores jumps about the clusters, and what it costs is the jump, which all draws
 * of a block share: the weights of one cluster lie together. Not thread-safe; filled anew for each block.
 */
public final class DrawBlock {
    private static final int MOST_DRAWS = 64;
    private static final int TOGETHER = Long.BYTES;

    /** Of more clusters fewer draws lie side by side, and of more threads, which have a block each. */
    private static final long MOST_BYTES = 1L << 28;

    /** Of the heap, for the blocks of all threads. */
    private static final int SHARE = 8;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int clusters;
    private final int stride;

    /** {@code [cluster * stride + draw]}. */
    private final byte[] weights;

    private final byte[][] eight;
    private int count;
    private int largest;

    /** @param stride how many draws it holds at most, as {@link #stride(int, int)} says */
    DrawBlock(int clusters, int stride) {
        this.clusters = clusters;
        this.stride = stride;
        this.weights = new byte[clusters * stride];
        this.eight = new byte[TOGETHER][clusters];
    }

    /** How many draws a block of so many clusters holds where each of so many threads has one. */
    static int stride(int clusters, int threads) {
        return within(clusters, Runtime.getRuntime().maxMemory() / SHARE / threads);
    }

    /** The same of one block that may take so many bytes, of which no number depends on. */
    static int within(int clusters, long bytes) {
        long most = Math.min(MOST_BYTES, bytes);
        int stride = MOST_DRAWS;
        while (stride > TOGETHER && (long) clusters * stride > most) {
            stride /= 2;
        }
        return stride;
    }

    /** Draws replicates from a first one on; fewer than the block holds where no more are wanted. */
    void fill(long seed, int first, int wanted) {
        count = wanted;
        largest = 0;
        for (int draw = 0; draw < count; draw += TOGETHER) {
            for (int i = 0; i < TOGETHER; i++) {
                if (draw + i < count) {
                    ClusterBootstrap.drawWeights(Streams.of(seed, first + draw + i), eight[i]);
                } else {
                    Arrays.fill(eight[i], (byte) 0);
                }
            }
            for (int cluster = 0; cluster < clusters; cluster++) {
                long all = 0;
                for (int i = 0; i < TOGETHER; i++) {
                    int weight = eight[i][cluster];
                    largest = Math.max(largest, weight);
                    all |= (long) weight << Byte.SIZE * i;
                }
                EIGHT.set(weights, cluster * stride + draw, all);
            }
        }
    }

    /** {@code [cluster * stride + draw]}; not to be changed. */
    byte[] weights() {
        return weights;
    }

    int stride() {
        return stride;
    }

    /** No weight is larger. */
    int largest() {
        return largest;
    }

    /** How often a draw takes each cluster. */
    public byte[] of(int draw) {
        byte[] own = new byte[clusters];
        for (int cluster = 0; cluster < clusters; cluster++) {
            own[cluster] = weights[cluster * stride + draw];
        }
        return own;
    }

    /** Draws of the block. */
    public int draws() {
        return count;
    }
}
