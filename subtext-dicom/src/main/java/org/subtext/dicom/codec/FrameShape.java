package org.subtext.dicom.codec;

/**
 * What a data set promises of one frame; a stream of another shape is refused before anything is allocated.
 *
 * @param columns width in pixels, 1 to 65,535 (PS3.3 C.7.6.3.1)
 * @param rows height in pixels, 1 to 65,535
 * @param samplesPerPixel 1 or 3
 * @param bitsAllocated bits of a stored sample's cell: 1, or a multiple of 8 up to 32
 */
public record FrameShape(int columns, int rows, int samplesPerPixel, int bitsAllocated) {
    public FrameShape {
        if (columns < 1 || columns > 65535 || rows < 1 || rows > 65535) {
            throw new IllegalArgumentException("a frame of " + columns + " x " + rows);
        }
        if (samplesPerPixel < 1 || samplesPerPixel > 4 || (long) columns * rows * samplesPerPixel > 1 << 29) {
            throw new IllegalArgumentException(
                    "a frame of " + columns + " x " + rows + " pixels of " + samplesPerPixel + " samples");
        }
        if (bitsAllocated < 1 || bitsAllocated > 32) {
            throw new IllegalArgumentException("samples of " + bitsAllocated + " bits");
        }
    }

    public int pixels() {
        return columns * rows;
    }

    public int samples() {
        return pixels() * samplesPerPixel;
    }

    /** Refuses a stream whose own header says otherwise. */
    void check(String kind, int width, int height, int components, int bits) throws PixelDataException {
        if (width != columns || height != rows || components != samplesPerPixel) {
            throw new PixelDataException("the " + kind + " stream holds " + size(width, height, components)
                    + ", but the data set says "
                    + size(columns, rows, samplesPerPixel) + " in Rows (0028,0010), Columns (0028,0011) and Samples"
                    + " per Pixel (0028,0002)");
        }
        if (bits > bitsAllocated) {
            throw new PixelDataException("the " + kind + " stream holds samples of " + bits
                    + " bits, but Bits Allocated (0028,0100) is " + bitsAllocated);
        }
    }

    private static String size(int width, int height, int components) {
        return width + " x " + height + " pixels of " + components + (components == 1 ? " sample" : " samples");
    }
}
