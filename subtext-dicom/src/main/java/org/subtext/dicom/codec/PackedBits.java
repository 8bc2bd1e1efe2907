package org.subtext.dicom.codec;

/** Samples of one bit, eight a byte, the lowest bit first (PS3.5 section 8.1.1). */
public final class PackedBits {
    private PackedBits() {}

    /** @param firstBit index of the first sample among all bits, since frames need not start at a byte */
    public static short[] unpack(byte[] packed, long firstBit, int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            long bit = firstBit + i;
            samples[i] = (short) (packed[(int) (bit >> 3)] >> (bit & 7) & 1);
        }
        return samples;
    }
}
