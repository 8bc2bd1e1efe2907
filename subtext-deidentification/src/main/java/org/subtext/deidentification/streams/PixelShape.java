package org.subtext.deidentification.streams;

import java.util.OptionalInt;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Tag;

/**
 * What the attributes of a data set call for (PS3.3 section C.7.6.3), read as those who decode it read them.
 *
 * @param rows 1 to 65,535
 * @param columns 1 to 65,535
 * @param samples per pixel, 1 to 4
 * @param bitsAllocated bits of a sample's cell, 1 to 64
 * @param bitsStored bits of a cell that hold the value, 1 to {@code bitsAllocated}
 * @param highBit position of the value's highest bit
 * @param signed two's complement
 * @param halved whether the photometric interpretation says that two pixels share chrominance (YBR_FULL_422)
 * @param frames at least 1
 */
record PixelShape(
        int rows,
        int columns,
        int samples,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean halved,
        int frames) {
    static final int FLOAT = 0x7FE00008;
    static final int DOUBLE = 0x7FE00009;

    /** @param pixels tag of the pixel data, whose kind says how wide floating-point samples are */
    static PixelShape of(DataSet data, Tag pixels) throws NotCleanedException {
        int rows = required(data, 0x00280010, "Rows (0028,0010)", 65535);
        int columns = required(data, 0x00280011, "Columns (0028,0011)", 65535);
        int samples = data.has(Tag.of(0x00280002)) ? required(data, 0x00280002, "Samples per Pixel (0028,0002)", 4) : 1;
        boolean floating = pixels.packed() == FLOAT || pixels.packed() == DOUBLE;
        int allocated = floating
                ? pixels.packed() == FLOAT ? 32 : 64
                : required(data, 0x00280100, "Bits Allocated (0028,0100)", 64);
        int stored = floating ? allocated : integer(data, 0x00280101).orElse(allocated);
        int high = floating ? allocated - 1 : integer(data, 0x00280102).orElse(stored - 1);
        if (stored < 1 || stored > allocated || high >= allocated || high < stored - 1) {
            throw new NotCleanedException("Bits Stored (0028,0101) is " + stored + " and High Bit (0028,0102) " + high
                    + ", which do not fit Bits Allocated (0028,0100) " + allocated + ". Correct the file.");
        }
        return new PixelShape(
                rows,
                columns,
                samples,
                allocated,
                stored,
                high,
                integer(data, 0x00280103).orElse(0) == 1,
                samples == 3
                        && data.string(Tag.of(0x00280004))
                                .orElse("")
                                .toUpperCase(java.util.Locale.ROOT)
                                .equals("YBR_FULL_422"),
                Math.max(1, integer(data, 0x00280008).orElse(1)));
    }

    private static OptionalInt integer(DataSet data, int tag) {
        return data.integer(Tag.of(tag));
    }

    private static int required(DataSet data, int tag, String name, int most) throws NotCleanedException {
        int value = integer(data, tag).orElse(0);
        if (value < 1 || value > most) {
            throw new NotCleanedException(name + " is missing or not a number from 1 to " + most
                    + ", so that nobody can tell what belongs to the pixels. Correct the file.");
        }
        return value;
    }

    long pixels() {
        return (long) rows * columns;
    }

    /** Bits of one frame of native pixels with all samples of every pixel. */
    long frameBits() {
        return pixels() * samples * bitsAllocated;
    }

    /** Bytes of one frame by itself; a last byte that is not full counts. */
    long frameBytes() {
        return (frameBits() + 7) / 8;
    }

    PixelShape oneFrame() {
        return new PixelShape(rows, columns, samples, bitsAllocated, bitsStored, highBit, signed, halved, 1);
    }
}
