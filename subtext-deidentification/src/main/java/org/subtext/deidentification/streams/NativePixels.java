package org.subtext.deidentification.streams;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.Vr;

/**
 * Native pixels (PS3.5 section 8.1): exactly the samples that the attributes call for, little-endian, one byte of zero
 * more where their number is odd. What ends too early stays as far as it goes, in whole samples.
 */
final class NativePixels {
    private NativePixels() {}

    /** The stored bytes themselves where they are what is called for, as they mostly are. */
    static ByteBuffer clean(PixelData pixels, PixelShape shape, CutTally tally) throws NotCleanedException {
        ByteBuffer stored = pixels.bytes();
        int found = stored.remaining();
        int kept = (int) Math.min(found, bytes(shape, found));
        if (shape.bitsAllocated() % 8 == 0) {
            kept -= kept % (shape.bitsAllocated() / 8);
        }
        boolean padding = found - kept == 1 && stored.get(stored.limit() - 1) == 0;
        tally.add(PixelCut.BEHIND_PIXELS, padding ? 0 : found - kept);
        ByteBuffer called = stored.slice(stored.position(), kept);
        long bits = shape.frameBits() * shape.frames();
        boolean little = stored.order() == ByteOrder.LITTLE_ENDIAN;
        boolean bytes = shape.bitsAllocated() % 8 == 0;
        if (little && bytes && UnusedBits.isClear(called, shape)) {
            return called.order(ByteOrder.LITTLE_ENDIAN);
        }
        byte[] copy = new byte[little ? kept : found];
        stored.get(copy);
        if (!little) {
            // OW is words of 16 bits, whatever cells lie in them; all else is cells (PS3.5 section 8.1.1).
            swap(copy, pixels.vr() == Vr.OW ? 2 : Math.max(1, shape.bitsAllocated() / 8));
            copy = Arrays.copyOf(copy, kept);
        }
        clear(copy, shape, bits, tally);
        return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One frame by itself, little-endian, as fragments of uncompressed frames and deflated ones hold it. */
    static byte[] cleanFrame(byte[] stored, PixelShape shape, CutTally tally) throws NotCleanedException {
        if (stored.length < shape.frameBytes()) {
            throw new NotCleanedException("a frame of " + stored.length + " bytes where the attributes call for "
                    + shape.frameBytes() + "; truncated. Get the file anew.");
        }
        byte[] bytes = Arrays.copyOf(stored, (int) shape.frameBytes());
        tally.add(PixelCut.BEHIND_PIXELS, JpegStream.behind(stored, bytes.length));
        clear(bytes, shape, shape.frameBits(), tally);
        return bytes;
    }

    private static void clear(byte[] bytes, PixelShape shape, long bits, CutTally tally) throws NotCleanedException {
        if (shape.bitsAllocated() % 8 != 0 && shape.bitsStored() < shape.bitsAllocated()) {
            throw new NotCleanedException("samples of " + shape.bitsStored() + " bits in cells of "
                    + shape.bitsAllocated() + ", which are no whole bytes. Convert the file to whole bytes.");
        }
        tally.add(PixelCut.UNUSED_BITS, UnusedBits.clear(bytes, shape));
        if (bits % 8 != 0 && bytes.length == (bits + 7) / 8) {
            int last = bytes.length - 1;
            byte cleared = (byte) (bytes[last] & ((1 << bits % 8) - 1));
            tally.add(PixelCut.UNUSED_BITS, cleared == bytes[last] ? 0 : 1);
            bytes[last] = cleared;
        }
    }

    /** Two pixels of YBR_FULL_422 take four bytes (PS3.3 section C.7.6.3.1.2). */
    private static long bytes(PixelShape shape, int found) throws NotCleanedException {
        long whole = (shape.frameBits() * shape.frames() + 7) / 8;
        if (!shape.halved() || shape.bitsAllocated() != 8) {
            return whole;
        }
        if (found >= whole) {
            throw new NotCleanedException(
                    "Photometric Interpretation (0028,0004) is YBR_FULL_422, whose pixels take two"
                            + " bytes, and there are three for each: nobody can tell whether the third are samples or something"
                            + " behind them. Correct the file, to YBR_FULL if they are samples.");
        }
        return 2 * shape.pixels() * shape.frames();
    }

    private static void swap(byte[] bytes, int unit) {
        for (int start = 0; start + unit <= bytes.length; start += unit) {
            for (int i = 0; i < unit / 2; i++) {
                byte one = bytes[start + i];
                bytes[start + i] = bytes[start + unit - 1 - i];
                bytes[start + unit - 1 - i] = one;
            }
        }
    }
}
