package org.subtext.dicom.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.Vr;
import org.subtext.dicom.codec.CodeStream;
import org.subtext.dicom.codec.PixelDataException;

/** Finds the pixel data element of a file. */
final class DicomPixelElement {
    private static final int PIXEL_DATA = 0x7FE00010;
    private static final int EXTENDED_OFFSETS = 0x7FE00001;
    private static final int BITS_ALLOCATED = 0x00280100;

    private DicomPixelElement() {}

    static PixelElement of(DicomFile file, Attributes data) throws PixelDataException {
        Optional<PixelData> found = file.pixelData();
        if (found.isEmpty()) {
            throw new PixelDataException("no Pixel Data (7FE0,0010); an object that holds an image was expected");
        }
        PixelData pixels = found.get();
        if (pixels.tag().packed() != PIXEL_DATA) {
            throw new PixelDataException("floating-point pixels " + pixels.tag()
                    + ", which are maps rather than images; Pixel Data (7FE0,0010) was expected");
        }
        CodeStream.Kind kind = SyntaxKind.of(file.transferSyntax());
        if (pixels.encapsulated()) {
            long[] basic = pixels.offsets().stream().mapToLong(Long::longValue).toArray();
            return new PixelElement(null, pixels.fragments(), basic, extendedOffsets(data), kind);
        }
        boolean words = pixels.vr() == Vr.OW;
        int bits = data.integer(BITS_ALLOCATED).orElse(16);
        ByteBuffer bytes = pixels.bytes();
        ByteBuffer inOrder = words && bits != 16 && bytes.order() == ByteOrder.BIG_ENDIAN ? swapped(bytes) : bytes;
        return new PixelElement(inOrder, List.of(), new long[0], new long[0], kind);
    }

    /**
     * OW is a sequence of 16-bit words, whatever cells lie in them, the lowest bits in the first word (PS3.5 section
     * 8.1.1): two samples of 8 bits, or half a sample of 32, change places in a big-endian file.
     */
    private static ByteBuffer swapped(ByteBuffer words) {
        ByteBuffer little = ByteBuffer.allocate(words.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        while (words.remaining() >= 2) {
            little.putShort(words.getShort());
        }
        return little.flip();
    }

    private static long[] extendedOffsets(Attributes data) {
        ByteBuffer bytes = ByteBuffer.wrap(data.bytes(EXTENDED_OFFSETS)).order(ByteOrder.LITTLE_ENDIAN);
        long[] offsets = new long[bytes.remaining() / 8];
        bytes.asLongBuffer().get(offsets);
        return offsets;
    }
}
