package org.subtext.silo.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import javax.crypto.ShortBufferException;
import org.subtext.testing.Seeds;

class ChaCha20WordsTest {
    /** The JDK's cipher is the reference, at counters near every border of the 32 bits too. */
    @Seeds(50)
    void wordsAreThoseOfThePlatformsCipher(SplittableRandom random) throws ShortBufferException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        int[] blocks = {0, 1, 63, 64, random.nextInt(1 << 20), Integer.MAX_VALUE - 64, random.nextInt() >>> 1};
        ChaCha20Words stream = new ChaCha20Words();
        stream.use(key);
        long[] words = new long[ChaCha20Words.BATCH_WORDS];
        for (int block : blocks) {
            stream.words(block, words);

            byte[] expected = new byte[ChaCha20Words.BATCH_WORDS * Long.BYTES];
            ChaCha20.stream(key, new byte[12], block).update(new byte[expected.length], 0, expected.length, expected);
            long[] expectedWords = new long[words.length];
            ByteBuffer.wrap(expected)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(expectedWords);
            assertThat(words).as("from block %d", block).isEqualTo(expectedWords);
        }
    }
}
