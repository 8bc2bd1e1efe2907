package org.subtext.dicom.pixels;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.codec.CodeStream;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.NativeBytes;
import org.subtext.dicom.codec.PackedBits;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;

/** Frames of one pixel data element, each decoded when asked for. Thread-safe. */
final class StoredFrames {
    private final PixelAttributes pixels;
    private final PixelElement element;
    private @Nullable List<List<byte[]>> frames;

    StoredFrames(PixelAttributes pixels, PixelElement element) {
        this.pixels = pixels;
        this.element = element;
    }

    /** @param index counted from 0 */
    Samples frame(int index) throws PixelDataException {
        ByteBuffer bytes = element.nativeBytes();
        FrameMemory.require(pixels, bytes == null);
        if (bytes != null) {
            return nativeFrame(bytes, index);
        }
        byte[] stream = FrameFragments.joined(frames().get(index));
        return CodeStream.decode(stream, pixels.shape(), element.kind());
    }

    /** Bytes of memory that decoding and showing one frame takes at most. */
    long memory() {
        return FrameMemory.of(pixels, element.nativeBytes() == null);
    }

    private synchronized List<List<byte[]>> frames() throws PixelDataException {
        List<List<byte[]>> known = frames;
        if (known == null) {
            known = FrameFragments.frames(
                    element.fragments(), pixels.frames(), element.basicOffsets(), element.extendedOffsets());
            frames = known;
        }
        return known;
    }

    private Samples nativeFrame(ByteBuffer bytes, int index) throws PixelDataException {
        FrameShape shape = pixels.shape();
        if (pixels.photometric() == Photometric.YBR_FULL_422 && isHalved(bytes)) {
            return halvedChrominance(part(bytes, index, 2L * shape.pixels()), shape);
        }
        if (shape.bitsAllocated() == 1) {
            long first = (long) index * shape.samples();
            if (bytes.remaining() < (first + shape.samples() + 7) / 8) {
                throw truncated(bytes, index);
            }
            byte[] packed = new byte[(int) ((first + shape.samples() + 7) / 8 - first / 8)];
            bytes.duplicate().position(bytes.position() + (int) (first / 8)).get(packed);
            return Samples.ofWords(shape, 1, PackedBits.unpack(packed, first % 8, shape.samples()));
        }
        long size = (long) shape.samples() * (shape.bitsAllocated() / 8);
        return NativeBytes.read(part(bytes, index, size), shape, pixels.byPlane());
    }

    private ByteBuffer part(ByteBuffer bytes, int index, long size) throws PixelDataException {
        long from = index * size;
        if (from + size > bytes.remaining()) {
            throw truncated(bytes, index);
        }
        return bytes.duplicate()
                .position(bytes.position() + (int) from)
                .limit(bytes.position() + (int) (from + size))
                .slice()
                .order(bytes.order());
    }

    private PixelDataException truncated(ByteBuffer bytes, int index) {
        return new PixelDataException(
                "pixel data (7FE0,0010) of " + bytes.remaining() + " bytes, which end before frame " + (index + 1)
                        + " of " + pixels.frames() + " does; truncated, or Rows, Columns or Bits Allocated are wrong");
    }

    /** Whole files exist that say 422 and hold all three samples of every pixel. */
    private boolean isHalved(ByteBuffer bytes) {
        long whole = 3L * pixels.shape().pixels() * pixels.frames();
        return pixels.shape().bitsAllocated() == 8 && bytes.remaining() < whole;
    }

    /** Two pixels in four bytes: both luminances, then the chrominances that they share (PS3.3 C.7.6.3.1.2). */
    private static Samples halvedChrominance(ByteBuffer bytes, FrameShape shape) throws PixelDataException {
        if (shape.pixels() % 2 != 0) {
            throw new PixelDataException("YBR_FULL_422 of an odd number of pixels");
        }
        short[] samples = new short[shape.samples()];
        int to = 0;
        for (int at = 0; to < samples.length; at += 4) {
            short cb = (short) (bytes.get(at + 2) & 0xFF);
            short cr = (short) (bytes.get(at + 3) & 0xFF);
            for (int i = 0; i < 2; i++) {
                samples[to++] = (short) (bytes.get(at + i) & 0xFF);
                samples[to++] = cb;
                samples[to++] = cr;
            }
        }
        return Samples.ofWords(shape, 8, samples);
    }
}
