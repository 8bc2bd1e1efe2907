package org.subtext.silo.primitives;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import javax.crypto.ShortBufferException;

/**
 * The key stream of {@link ChaCha20} under a nonce of zeros as little-endian words of 64 bits, many blocks side by
 * side, each step of the cipher on all of them at once.
 *
 * <p>The JDK's cipher of Java 17 works byte by byte, at 0.4 GB/s; a mask is needed for every pair of sites. So this one
 * does the same in loops that become vector instructions. It is never trusted alone: for each key its first block is
 * compared with the JDK's. No branch and no index depends on the key. Not thread-safe.
 *
 * <p>Source: RFC 8439, section 2.3. Checked against the JDK's at every offset in {@code ChaCha20WordsTest}.
 */
public final class ChaCha20Words {
    /** Words that are made at once. */
    public static final int BATCH_WORDS = 512;

    private static final int WORDS_PER_BLOCK = ChaCha20.BLOCK_BYTES / Long.BYTES;
    private static final int LANES = BATCH_WORDS / WORDS_PER_BLOCK;
    private static final int ROWS = 16;
    private static final int COUNTER = 12;
    private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private final int[][] state = new int[ROWS][LANES];
    private final int[] start = new int[ROWS];

    /** Begins with a key of 32 bytes. */
    public void use(byte[] key) {
        IntBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        System.arraycopy(CONSTANTS, 0, start, 0, CONSTANTS.length);
        words.get(start, CONSTANTS.length, ChaCha20.KEY_BYTES / Integer.BYTES);
        checkAgainstThePlatform(key);
    }

    /** Forgets the key. */
    public void erase() {
        Arrays.fill(start, 0);
        for (int[] row : state) {
            Arrays.fill(row, 0);
        }
    }

    /**
     * Makes the words of as many blocks as there are lanes.
     *
     * @param block the counter of the first one
     * @param words {@link #BATCH_WORDS} of them are written
     */
    public void words(int block, long[] words) {
        for (int row = 0; row < ROWS; row++) {
            Arrays.fill(state[row], start[row]);
        }
        int[] counters = state[COUNTER];
        for (int i = 0; i < LANES; i++) {
            counters[i] = block + i;
        }
        for (int round = 0; round < 10; round++) {
            quarter(state[0], state[4], state[8], state[12]);
            quarter(state[1], state[5], state[9], state[13]);
            quarter(state[2], state[6], state[10], state[14]);
            quarter(state[3], state[7], state[11], state[15]);
            quarter(state[0], state[5], state[10], state[15]);
            quarter(state[1], state[6], state[11], state[12]);
            quarter(state[2], state[7], state[8], state[13]);
            quarter(state[3], state[4], state[9], state[14]);
        }
        for (int i = 0; i < LANES; i++) {
            counters[i] += block + i;
        }
        for (int row = 0; row < ROWS; row++) {
            if (row != COUNTER) {
                add(state[row], start[row]);
            }
        }
        for (int pair = 0; pair < WORDS_PER_BLOCK; pair++) {
            interleave(state[2 * pair], state[2 * pair + 1], words, pair);
        }
    }

    private static void quarter(int[] a, int[] b, int[] c, int[] d) {
        for (int i = 0; i < LANES; i++) {
            int a0 = a[i] + b[i];
            int d0 = Integer.rotateLeft(d[i] ^ a0, 16);
            int c0 = c[i] + d0;
            int b0 = Integer.rotateLeft(b[i] ^ c0, 12);
            a0 += b0;
            d0 = Integer.rotateLeft(d0 ^ a0, 8);
            c0 += d0;
            b0 = Integer.rotateLeft(b0 ^ c0, 7);
            a[i] = a0;
            b[i] = b0;
            c[i] = c0;
            d[i] = d0;
        }
    }

    private static void add(int[] row, int value) {
        for (int i = 0; i < LANES; i++) {
            row[i] += value;
        }
    }

    private static void interleave(int[] low, int[] high, long[] words, int at) {
        for (int i = 0; i < LANES; i++) {
            words[WORDS_PER_BLOCK * i + at] = (low[i] & 0xffffffffL) | (long) high[i] << Integer.SIZE;
        }
    }

    private void checkAgainstThePlatform(byte[] key) {
        byte[] expected = new byte[ChaCha20.BLOCK_BYTES];
        try {
            ChaCha20.stream(key, new byte[ChaCha20.NONCE_BYTES], 0)
                    .update(new byte[ChaCha20.BLOCK_BYTES], 0, ChaCha20.BLOCK_BYTES, expected);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a stream cipher gives as many bytes as it takes", e);
        }
        long[] words = new long[BATCH_WORDS];
        words(0, words);
        ByteBuffer bytes = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < WORDS_PER_BLOCK; i++) {
            if (bytes.getLong(i * Long.BYTES) != words[i]) {
                throw new IllegalStateException("this key stream is not that of the platform's ChaCha20");
            }
        }
        Arrays.fill(words, 0);
        Arrays.fill(expected, (byte) 0);
    }
}
