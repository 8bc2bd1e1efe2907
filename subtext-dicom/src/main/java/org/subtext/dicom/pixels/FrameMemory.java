package org.subtext.dicom.pixels;

import java.util.Locale;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.PixelDataException;

/** What decoding and showing one frame takes of the heap, counted from the attributes before anything is allocated. */
final class FrameMemory {
    /** One frame may take a half: its file and what is made of it need the rest. */
    private static final int SHARE = 2;

    private static final int MEBIBYTE_BITS = 20;

    private FrameMemory() {}

    /** Bytes, at most; of a coded frame also what its decoder holds beside the samples. */
    static long of(PixelAttributes pixels, boolean coded) {
        FrameShape shape = pixels.shape();
        long stored = (long) shape.samples() * (shape.bitsAllocated() > 16 ? Integer.BYTES : Short.BYTES);
        long shown = (long) shape.pixels() * (pixels.photometric().grey() ? Short.BYTES : 3);
        return stored + (coded || pixels.byPlane() ? stored : 0) + shown;
    }

    /** Refuses a frame that takes more than there is for one. */
    static void require(PixelAttributes pixels, boolean coded) throws PixelDataException {
        long heap = Runtime.getRuntime().maxMemory();
        long needed = of(pixels, coded);
        if (needed > heap / SHARE) {
            throw new PixelDataException(String.format(
                    Locale.ROOT,
                    "a frame of %d x %d pixels by Columns (0028,0011) and Rows (0028,0010), which takes %,d MiB of"
                            + " memory; the limit is %,d MiB at a heap of %,d MiB: give Java a larger heap (-Xmx%dm),"
                            + " or leave it out",
                    pixels.shape().columns(),
                    pixels.shape().rows(),
                    (needed >> MEBIBYTE_BITS) + 1,
                    heap / SHARE >> MEBIBYTE_BITS,
                    heap >> MEBIBYTE_BITS,
                    ((needed >> MEBIBYTE_BITS) + 1) * SHARE * 5 / 4));
        }
    }
}
