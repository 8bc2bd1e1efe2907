package org.subtext.images;

import java.awt.image.Raster;
import org.subtext.wording.Digits;

/**
 * Signed integers, and unsigned ones of 32 bits, read by the values that they hold rather than by what their container
 * could hold.
 *
 * <p>Such files are written by programs that compute: an image of 12 bits saved as 32 is still one of 12 bits, and the
 * upper half of its samples is empty. Values of 256 to 65,535 at most are taken as a 16-bit file would hold them,
 * values that fill 32 bits keep their upper half, and non-negative bytes stay bytes. Anything else is refused: values
 * below zero, since the grey of zero is not known; values that reach 255 at most in a wide container, since 255 and
 * 65,535 may both be white; and values in between.
 */
final class IntegerSamples {
    private static final long WHITE_8 = 255;
    private static final long WHITE_16 = 65_535;
    private static final long HALF_OF_32_BITS = 1L << 31;
    private static final String MEND = "; export unsigned grey of 8 or 16 bits, all images on one scale";

    private final Raster raster;
    private final int colours;
    private final boolean signed;
    private final int bits;

    private IntegerSamples(Raster raster, int colours, boolean signed, int bits) {
        this.raster = raster;
        this.colours = colours;
        this.signed = signed;
        this.bits = bits;
    }

    /**
     * The image of a raster whose first bands are colours.
     *
     * @param bits 8, 16 or 32
     */
    static DecodedImage read(Raster raster, int colours, boolean signed, int bits) throws UnreadableImageException {
        return new IntegerSamples(raster, colours, signed, bits).image();
    }

    private interface Taker {
        void take(int index, long value);
    }

    private DecodedImage image() throws UnreadableImageException {
        long[] range = {Long.MAX_VALUE, Long.MIN_VALUE};
        each((index, value) -> {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        });
        int count = raster.getWidth() * raster.getHeight() * colours;
        if (range[0] < 0) {
            throw refused(range, "the grey of 0 is not known");
        }
        if (bits == 8) {
            byte[] samples = new byte[count];
            each((index, value) -> samples[index] = (byte) value);
            return DecodedImage.of8Bit(raster.getWidth(), raster.getHeight(), colours, samples);
        }
        boolean full = !signed && range[1] >= HALF_OF_32_BITS;
        if (range[1] > WHITE_16 && !full) {
            throw refused(range, "they fill neither 16 nor 32 bits, and which of them is white is not known");
        }
        if (range[1] > 0 && range[1] <= WHITE_8) {
            throw refused(range, "whether 255 or 65,535 is white is not known");
        }
        short[] samples = new short[count];
        int shift = full ? 16 : 0;
        each((index, value) -> samples[index] = (short) (value >>> shift));
        return DecodedImage.of16Bit(raster.getWidth(), raster.getHeight(), colours, samples);
    }

    private UnreadableImageException refused(long[] range, String why) {
        return new UnreadableImageException("a TIFF of " + (signed ? "signed " : "unsigned ") + bits
                + "-bit integers from " + Digits.count(range[0]) + " to " + Digits.count(range[1]) + ": " + why
                + MEND);
    }

    private void each(Taker taker) {
        int bands = raster.getNumBands();
        int[] line = new int[raster.getWidth() * bands];
        int index = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, line);
            for (int x = 0; x < raster.getWidth(); x++) {
                for (int c = 0; c < colours; c++) {
                    taker.take(index++, value(line[x * bands + c]));
                }
            }
        }
    }

    /** Readers hand over the bits; whether the highest is a sign is the file's to say. */
    private long value(int cell) {
        if (!signed) {
            return cell & 0xFFFFFFFFL;
        }
        return switch (bits) {
            case 8 -> (byte) cell;
            case 16 -> (short) cell;
            default -> cell;
        };
    }
}
