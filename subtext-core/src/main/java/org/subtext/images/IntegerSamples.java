package org.subtext.images;

import java.awt.image.Raster;
import org.subtext.wording.Digits;

/**
 * Signed integers, and unsigned ones of 32 bits: taken only where their values show what is white.
 *
 * <p>Such files are written by programs that compute. An image of 12 bits saved as 32 is still one of 12 bits, whose
 * upper half is empty, and one of Hounsfield units has no black at all; nothing in the file says so. Values that fill
 * 16 bits (the largest from 32,768 to 65,535) are taken as a 16-bit file would hold them, unsigned ones that fill 32
 * keep their upper half, and all others are refused, as stretching each image by its own values would give every image
 * another scale.
 */
final class IntegerSamples {
    private static final long WHITE_OF_16_BITS = 65_535;
    private static final long HALF_OF_16_BITS = 1L << 15;
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
        boolean fills32 = !signed && range[1] >= HALF_OF_32_BITS;
        boolean fills16 = range[1] >= HALF_OF_16_BITS && range[1] <= WHITE_OF_16_BITS;
        if (range[0] < 0) {
            throw refused(range, "what is black");
        }
        if (!fills16 && !fills32) {
            throw refused(range, "how many bits are in use, and so what is white,");
        }
        short[] samples = new short[raster.getWidth() * raster.getHeight() * colours];
        int shift = fills32 ? 16 : 0;
        each((index, value) -> samples[index] = (short) (value >>> shift));
        return DecodedImage.of16Bit(raster.getWidth(), raster.getHeight(), colours, samples);
    }

    private UnreadableImageException refused(long[] range, String unknown) {
        return new UnreadableImageException("a TIFF of " + (signed ? "signed " : "unsigned ") + bits
                + "-bit integers from " + Digits.count(range[0]) + " to " + Digits.count(range[1]) + ": " + unknown
                + " is not known" + MEND);
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
