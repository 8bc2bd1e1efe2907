package org.subtext.dicom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One frame of native little-endian bytes, deflated without a wrapper (PS3.5 section A.4.12, RFC 1951). */
final class DeflatedFrame {
    /** Deflate cannot shrink by more than this (two bits for 258 bytes, RFC 1951). */
    private static final int LARGEST_RATIO = 1032;

    private DeflatedFrame() {}

    static Samples decode(byte[] stream, FrameShape shape) throws PixelDataException {
        long bits = (long) shape.samples() * shape.bitsAllocated();
        if (bits / 8 > (long) LARGEST_RATIO * stream.length) {
            throw new PixelDataException("a deflated frame of " + stream.length + " bytes, too few for "
                    + shape.columns() + " x " + shape.rows() + " pixels; truncated, or Rows and Columns are wrong");
        }
        byte[] bytes = inflate(stream, (int) ((bits + 7) / 8));
        if (shape.bitsAllocated() == 1) {
            return Samples.ofWords(shape, 1, PackedBits.unpack(bytes, 0, shape.samples()));
        }
        return NativeBytes.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), shape, false);
    }

    private static byte[] inflate(byte[] stream, int size) throws PixelDataException {
        byte[] bytes = new byte[size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stream);
            int filled = 0;
            while (filled < size) {
                int more = inflater.inflate(bytes, filled, size - filled);
                if (more == 0) {
                    throw new PixelDataException(
                            "a deflated frame that ends after " + filled + " of " + size + " bytes; truncated");
                }
                filled += more;
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new PixelDataException("a damaged deflated frame: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
