package org.subtext.silo.masking;

import java.util.Arrays;
import org.subtext.silo.primitives.ChaCha20;
import org.subtext.silo.primitives.ChaCha20Words;

/**
 * The words of a mask: zeros enciphered by ChaCha20 with nonce 0 from counter 0 on, read as little-endian 64-bit words,
 * added and taken away modulo 2^64. Any stretch can be made without what lies before it. Not thread-safe.
 */
public final class MaskStream {
    /** Stretches begin at a multiple of it. */
    public static final int WORDS_PER_BLOCK = ChaCha20.BLOCK_BYTES / Long.BYTES;

    /** The most words that the cipher's counter reaches. */
    public static final long MOST_WORDS = (1L << 31) * WORDS_PER_BLOCK;

    private final ChaCha20Words stream = new ChaCha20Words();
    private final long[] mask = new long[ChaCha20Words.BATCH_WORDS];

    /** Adds a stretch of the mask to the first words of a vector's stretch. */
    public void add(byte[] key, long from, long[] vector, int count) {
        apply(key, from, vector, count, true);
    }

    /** Takes a stretch of the mask away. */
    public void subtract(byte[] key, long from, long[] vector, int count) {
        apply(key, from, vector, count, false);
    }

    private void apply(byte[] key, long from, long[] vector, int count, boolean isAdded) {
        if (from % WORDS_PER_BLOCK != 0 || from < 0 || from + count > MOST_WORDS) {
            throw new IllegalArgumentException("a mask has no stretch of " + count + " words at " + from);
        }
        stream.use(key);
        for (int at = 0; at < count; at += mask.length) {
            stream.words((int) ((from + at) / WORDS_PER_BLOCK), mask);
            int length = Math.min(mask.length, count - at);
            if (isAdded) {
                for (int i = 0; i < length; i++) {
                    vector[at + i] += mask[i];
                }
            } else {
                for (int i = 0; i < length; i++) {
                    vector[at + i] -= mask[i];
                }
            }
        }
        stream.erase();
        Arrays.fill(mask, 0);
    }
}
