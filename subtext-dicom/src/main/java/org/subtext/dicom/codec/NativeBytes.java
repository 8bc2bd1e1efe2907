package org.subtext.dicom.codec;

import java.nio.ByteBuffer;

/** Samples as they lie in native pixel data of 8, 16 or 32 bits, in the byte order of the buffer. */
public final class NativeBytes {
    private NativeBytes() {}

    /** One frame from the buffer's position on; colour by plane becomes colour by pixel. */
    public static Samples read(ByteBuffer bytes, FrameShape shape, boolean byPlane) throws PixelDataException {
        int bits = shape.bitsAllocated();
        int count = shape.samples();
        long needed = (long) count * bits / 8;
        if (bytes.remaining() < needed) {
            throw new PixelDataException("pixel data that ends after " + bytes.remaining() + " bytes of a frame of "
                    + needed + "; truncated, or Rows, Columns or Bits Allocated are wrong");
        }
        return switch (bits) {
            case 8 -> Samples.ofWords(shape, 8, byPlane ? byPixel(eight(bytes, count), shape) : eight(bytes, count));
            case 16 ->
                Samples.ofWords(shape, 16, byPlane ? byPixel(sixteen(bytes, count), shape) : sixteen(bytes, count));
            case 32 -> {
                int[] ints = new int[count];
                bytes.asIntBuffer().get(ints);
                yield Samples.ofInts(shape, 32, byPlane ? byPixel(ints, shape) : ints);
            }
            default ->
                throw new PixelDataException("Bits Allocated (0028,0100) is " + bits + "; 1, 8, 16 or 32 was expected");
        };
    }

    private static short[] eight(ByteBuffer bytes, int count) {
        byte[] raw;
        int from;
        if (bytes.hasArray()) {
            raw = bytes.array();
            from = bytes.arrayOffset() + bytes.position();
        } else {
            raw = new byte[count];
            from = 0;
            bytes.duplicate().get(raw);
        }
        short[] words = new short[count];
        for (int i = 0; i < count; i++) {
            words[i] = (short) (raw[from + i] & 0xFF);
        }
        return words;
    }

    private static short[] sixteen(ByteBuffer bytes, int count) {
        short[] words = new short[count];
        bytes.asShortBuffer().get(words);
        return words;
    }

    private static short[] byPixel(short[] planes, FrameShape shape) {
        short[] samples = new short[planes.length];
        int components = shape.samplesPerPixel();
        int from = 0;
        for (int c = 0; c < components; c++) {
            for (int to = c; to < samples.length; to += components) {
                samples[to] = planes[from++];
            }
        }
        return samples;
    }

    private static int[] byPixel(int[] planes, FrameShape shape) {
        int[] samples = new int[planes.length];
        int components = shape.samplesPerPixel();
        int from = 0;
        for (int c = 0; c < components; c++) {
            for (int to = c; to < samples.length; to += components) {
                samples[to] = planes[from++];
            }
        }
        return samples;
    }
}
