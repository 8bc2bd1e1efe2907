package org.subtext.silo.masking;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.subtext.silo.primitives.ChaCha20;

/**
 * The words of a mask: zeros enciphered by ChaCha20 with nonce 0 from counter 0 on, read as little-endian 64-bit words,
 * added and taken away modulo 2^64. Any stretch can be made without what lies before it. Not thread-safe.
 */
public final class MaskStream {
    /** Stretches begin at a multiple of it. */
    public static final int WORDS_PER_BLOCK = ChaCha20.BLOCK_BYTES / Long.BYTES;

    /** The most words that the cipher's counter reaches. */
    public static final long MOST_WORDS = (1L << 31) * WORDS_PER_BLOCK;

    private static final int PIECE_WORDS = 1 << 12;
    private static final byte[] NONCE = new byte[ChaCha20.NONCE_BYTES];
    private static final byte[] ZEROS = new byte[PIECE_WORDS * Long.BYTES];

    private final byte[] piece = new byte[PIECE_WORDS * Long.BYTES];
    private final LongBuffer words =
            ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    private final long[] mask = new long[PIECE_WORDS];

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
        Cipher cipher = ChaCha20.stream(key, NONCE, (int) (from / WORDS_PER_BLOCK));
        for (int at = 0; at < count; at += PIECE_WORDS) {
            int length = Math.min(PIECE_WORDS, count - at);
            next(cipher, length);
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
    }

    private void next(Cipher cipher, int length) {
        try {
            cipher.update(ZEROS, 0, length * Long.BYTES, piece);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a stream cipher gives as many bytes as it takes", e);
        }
        words.get(0, mask, 0, length);
    }
}
