package org.subtext.dicom.pixels;

import java.util.Optional;
import java.util.OptionalInt;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.PixelDataException;

/**
 * The attributes of the Image Pixel module (PS3.3 C.7.6.3), checked against each other.
 *
 * @param bitsStored bits of a cell that hold the value, 1 to Bits Allocated
 * @param highBit position of the value's highest bit, so that the value is at bits highBit - bitsStored + 1 to highBit
 * @param signed two's complement values
 * @param byPlane native colour lies plane by plane (Planar Configuration 1)
 * @param frames number of frames, at least 1
 */
public record PixelAttributes(
        FrameShape shape,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean byPlane,
        Photometric photometric,
        int frames) {

    private static final int SAMPLES_PER_PIXEL = 0x00280002;
    private static final int PHOTOMETRIC = 0x00280004;
    private static final int PLANAR = 0x00280006;
    private static final int FRAMES = 0x00280008;
    private static final int ROWS = 0x00280010;
    private static final int COLUMNS = 0x00280011;
    private static final int BITS_ALLOCATED = 0x00280100;
    private static final int BITS_STORED = 0x00280101;
    private static final int HIGH_BIT = 0x00280102;
    private static final int SIGNED = 0x00280103;

    /** @param maxPixels a frame of more is refused */
    static PixelAttributes of(Attributes data, long maxPixels) throws PixelDataException {
        int rows = required(data, ROWS, "Rows (0028,0010)");
        int columns = required(data, COLUMNS, "Columns (0028,0011)");
        int allocated = required(data, BITS_ALLOCATED, "Bits Allocated (0028,0100)");
        int samples = data.integer(SAMPLES_PER_PIXEL).orElse(1);
        if (rows < 1 || columns < 1 || rows > 65535 || columns > 65535 || (long) rows * columns > maxPixels) {
            throw new PixelDataException(
                    "a frame of " + columns + " x " + rows + " pixels by Columns (0028,0011) and Rows"
                            + " (0028,0010); the limit is " + maxPixels + " pixels");
        }
        if (samples != 1 && samples != 3) {
            throw new PixelDataException("Samples per Pixel (0028,0002) is " + samples + "; 1 or 3 was expected");
        }
        if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32) {
            throw new PixelDataException(
                    "Bits Allocated (0028,0100) is " + allocated + "; 1, 8, 16 or 32 was expected");
        }
        int stored = data.integer(BITS_STORED).orElse(allocated);
        int high = data.integer(HIGH_BIT).orElse(stored - 1);
        if (stored < 1 || stored > allocated || high >= allocated || high < stored - 1) {
            throw new PixelDataException("Bits Stored (0028,0101) is " + stored + " and High Bit (0028,0102) " + high
                    + ", which do not fit Bits Allocated (0028,0100) " + allocated);
        }
        int frames = data.integer(FRAMES).orElse(1);
        Optional<String> photometric = data.string(PHOTOMETRIC);
        return new PixelAttributes(
                new FrameShape(columns, rows, samples, allocated),
                stored,
                high,
                data.integer(SIGNED).orElse(0) == 1,
                samples > 1 && data.integer(PLANAR).orElse(0) == 1,
                Photometric.of(photometric.orElse(samples == 1 ? "MONOCHROME2" : "RGB"), samples),
                Math.max(1, frames));
    }

    private static int required(Attributes data, int tag, String name) throws PixelDataException {
        OptionalInt value = data.integer(tag);
        if (value.isEmpty()) {
            throw new PixelDataException(name + " is missing or no number; the file holds no image, or is damaged");
        }
        return value.getAsInt();
    }

    /** The value in a cell: Bits Stored below High Bit, sign-extended where signed (PS3.5 section 8.1.1). */
    long value(int cell) {
        int top = cell << (31 - highBit);
        return signed ? top >> (32 - bitsStored) : (top & 0xFFFFFFFFL) >>> (32 - bitsStored);
    }

    /** Smallest value that can be stored. */
    long lowest() {
        return signed ? -1L << (bitsStored - 1) : 0;
    }

    /** Largest value that can be stored. */
    long highest() {
        return (1L << (signed ? bitsStored - 1 : bitsStored)) - 1;
    }
}
