package org.subtext.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Run lengths as PS3.5 Annex G writes them, and what damage does to them. */
class RleDecoderTest {
    private static final FrameShape SIX_BYTES = new FrameShape(3, 2, 1, 8);

    @Test
    void literalAndReplicateRunsBecomePixels() throws Exception {
        Samples samples = RleDecoder.decode(stream(2, 7, 8, 9, -2, 5), SIX_BYTES);

        assertThat(new int[] {samples.get(0), samples.get(1), samples.get(2)}).containsExactly(7, 8, 9);
        assertThat(new int[] {samples.get(3), samples.get(4), samples.get(5)}).containsExactly(5, 5, 5);
    }

    @Test
    void zerosAndOneOddByteBehindTheLastPixelArePadding() throws Exception {
        assertThat(RleDecoder.decode(stream(-5, 5, 0, 0, 0), SIX_BYTES).get(5)).isEqualTo(5);
        assertThat(RleDecoder.decode(stream(-5, 5, -128), SIX_BYTES).get(5)).isEqualTo(5);
    }

    @Test
    void runsThatGoOnBehindTheLastPixelAreDamage() {
        assertRefused("has 7 pixels where 6 are left", -6, 5);
        assertRefused("has 4 pixels where 3 are left", -2, 5, 3, 1, 2, 3, 4);
        assertRefused("goes on at byte 66 behind its last pixel", -5, 5, 1, 2, 3);
    }

    @Test
    void whatIsNoRunBehindRowsThatEachEndWithOneIsPassedOver() throws Exception {
        Samples samples = RleDecoder.decode(stream(2, 7, 8, 9, -2, 5, 'N', 'A', 'M', 'E', '^', 'X'), SIX_BYTES);

        assertThat(new int[] {samples.get(2), samples.get(3), samples.get(5)}).containsExactly(9, 5, 5);
    }

    @Test
    void whatMayBePixelsBehindTheLastOneIsDamage() {
        assertRefused("goes on at byte 70 behind its last pixel", 2, 7, 8, 9, -2, 5, 2, 1, 2, 3);
        // The same text, where a run does not end with its row.
        assertRefused("goes on at byte 68 behind", -3, 5, -1, 6, 'N', 'A', 'M', 'E', '^', 'X');
    }

    @Test
    void aSegmentThatEndsEarlyIsDamage() {
        assertRefused("with 3 of 6 pixels", -2, 5);
        assertRefused("ends inside the literal run", 5, 1, 2);
    }

    private static void assertRefused(String message, int... bytes) {
        assertThatExceptionOfType(PixelDataException.class)
                .isThrownBy(() -> RleDecoder.decode(stream(bytes), SIX_BYTES))
                .withMessageContaining(message);
    }

    /** A frame of one segment. */
    private static byte[] stream(int... bytes) {
        ByteBuffer stream = ByteBuffer.allocate(64 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        stream.putInt(1).putInt(64).position(64);
        for (int one : bytes) {
            stream.put((byte) one);
        }
        return stream.array();
    }
}
