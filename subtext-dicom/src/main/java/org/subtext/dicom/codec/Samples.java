package org.subtext.dicom.codec;

/**
 * The samples of one decoded frame, interleaved by pixel, rows from top to bottom.
 *
 * <p>Samples of up to 16 bits are in {@link #words}, wider ones in {@link #ints}; the other array is empty. Each holds
 * the bits as the stream or the cell holds them: neither masked to Bits Stored nor sign-extended from it. Arrays are
 * handed over, not copied. Immutable by that agreement.
 *
 * @param bits bits of a sample that may be in use: the stream's precision, or the cell's size where nothing is coded
 * @param colour what the stream itself says of its colours
 */
public record Samples(int width, int height, int components, int bits, Colour colour, short[] words, int[] ints) {
    /** What a stream says of its own three components. */
    public enum Colour {
        /** Nothing: the data set's Photometric Interpretation decides. */
        UNSAID,
        /** Red, green and blue, also where a component transform was undone while decoding. */
        RGB,
        /** Luminance and two chrominances of full range (ITU-T T.871). */
        YCBCR
    }

    public Samples {
        if (words.length + ints.length != width * height * components) {
            throw new IllegalArgumentException(
                    words.length + ints.length + " samples for " + width + " x " + height + " x " + components);
        }
    }

    static Samples of(FrameShape shape, int bits, Colour colour, short[] words) {
        return new Samples(shape.columns(), shape.rows(), shape.samplesPerPixel(), bits, colour, words, new int[0]);
    }

    public static Samples ofWords(FrameShape shape, int bits, short[] words) {
        return of(shape, bits, Colour.UNSAID, words);
    }

    public static Samples ofInts(FrameShape shape, int bits, int[] ints) {
        return new Samples(
                shape.columns(), shape.rows(), shape.samplesPerPixel(), bits, Colour.UNSAID, new short[0], ints);
    }

    public boolean wide() {
        return ints.length > 0;
    }

    public int count() {
        return words.length + ints.length;
    }

    /** Sample {@code i} as unsigned bits; of 32 bits the sign bit is the highest. */
    public int get(int i) {
        return wide() ? ints[i] : words[i] & 0xFFFF;
    }
}
