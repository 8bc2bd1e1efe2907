package org.subtext.deidentification.streams;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.Tag;
import org.subtext.dicom.codec.CodeStream;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;
import org.subtext.dicom.pixels.FrameFragments;
import org.subtext.dicom.pixels.SyntaxKind;

/**
 * Encapsulated pixels (PS3.5 section A.4): as many frames as the attributes call for, each written anew as one
 * fragment, under an offset table that says where they are.
 */
final class EncapsulatedPixels {
    private static final Tag EXTENDED_OFFSETS = Tag.of(0x7FE00001);
    private static final String UNCOMPRESSED = "1.2.840.10008.1.2.1.98";
    private static final String JPEG_XL = "1.2.840.10008.1.2.4.11";
    private static final int ITEM_HEADER = 8;

    private EncapsulatedPixels() {}

    /** The offset table, then one fragment a frame. */
    static List<byte[]> clean(DicomFile file, PixelData pixels, PixelShape shape, CutTally tally)
            throws NotCleanedException {
        if (file.transferSyntax().uid().startsWith(JPEG_XL)) {
            throw new NotCleanedException("JPEG XL, whose streams cannot be taken apart here. Decompress the file.");
        }
        List<List<byte[]>> frames = frames(pixels, file.dataSet(), shape.frames());
        for (List<byte[]> beyond : frames.subList(shape.frames(), frames.size())) {
            beyond.forEach(fragment -> tally.add(PixelCut.FRAGMENTS, fragment.length));
        }
        boolean uncompressed = file.transferSyntax().uid().equals(UNCOMPRESSED);
        CodeStream.Kind kind = SyntaxKind.of(file.transferSyntax());
        List<byte[]> clean = new ArrayList<>();
        clean.add(new byte[0]);
        for (List<byte[]> fragments : frames.subList(0, shape.frames())) {
            byte[] stream = FrameFragments.joined(fragments);
            clean.add(uncompressed ? NativePixels.cleanFrame(stream, shape, tally) : clean(stream, shape, kind, tally));
        }
        clean.set(0, offsets(clean.subList(1, clean.size())));
        tally.add(PixelCut.OFFSET_TABLE, needless(pixels.offsets(), shape.frames()));
        return clean;
    }

    private static byte[] clean(byte[] stream, PixelShape shape, CodeStream.Kind otherwise, CutTally tally)
            throws NotCleanedException {
        byte[] from = CodeStream.withoutLeadingZeros(stream, otherwise);
        tally.add(PixelCut.BEFORE_STREAM, stream.length - from.length);
        CodeStream.Kind kind;
        try {
            kind = CodeStream.kind(from, otherwise);
        } catch (PixelDataException e) {
            throw new NotCleanedException(e.reason() + ". Decompress the file with the program that wrote it.");
        }
        return switch (kind) {
            case JPEG -> checked(JpegStream.clean(from, shape, tally), shape, kind);
            case JPEG_LS -> checked(JpegLsStream.clean(from, shape, tally), shape, kind);
            case JPEG_2000 -> checked(Jpeg2000Stream.clean(from, shape, tally), shape, kind);
            case RLE -> RunLengths.clean(from, shape, tally);
            case DEFLATED -> DeflatedFrames.clean(from, shape, tally);
        };
    }

    /** A stream with room for bits outside Bits Stored is looked at: they cannot be cleared in it. */
    private static byte[] checked(CleanStream stream, PixelShape shape, CodeStream.Kind kind)
            throws NotCleanedException {
        if (stream.precision() <= shape.bitsStored()) {
            return stream.bytes();
        }
        try {
            FrameShape frame = new FrameShape(shape.columns(), shape.rows(), shape.samples(), shape.bitsAllocated());
            Samples samples = CodeStream.decode(stream.bytes(), frame, kind);
            for (int i = 0; i < samples.count(); i++) {
                if (UnusedBits.outside(samples.get(i), shape)) {
                    throw new NotCleanedException("a stream of samples of " + stream.precision()
                            + " bits, some of which"
                            + " lie outside Bits Stored (0028,0101), " + shape.bitsStored() + ". Decompress the file"
                            + " first: such bits of native pixels are cleared.");
                }
            }
            return stream.bytes();
        } catch (PixelDataException | IllegalArgumentException e) {
            throw new NotCleanedException(e.getMessage() + ". Get the file anew.");
        }
    }

    private static List<List<byte[]>> frames(PixelData pixels, DataSet data, int frames) throws NotCleanedException {
        try {
            return FrameFragments.frames(
                    pixels.fragments(),
                    frames,
                    pixels.offsets().stream().mapToLong(Long::longValue).toArray(),
                    extendedOffsets(data));
        } catch (PixelDataException e) {
            throw new NotCleanedException(e.reason() + ". Correct the file.");
        }
    }

    private static long[] extendedOffsets(DataSet data) {
        ByteBuffer bytes = data.find(EXTENDED_OFFSETS)
                .map(element -> element.value().order(ByteOrder.LITTLE_ENDIAN))
                .orElseGet(() -> ByteBuffer.allocate(0));
        long[] offsets = new long[bytes.remaining() / 8];
        bytes.asLongBuffer().get(offsets);
        return offsets;
    }

    /** Of several frames, from the first fragment's item tag; left empty where 32 bits do not hold them. */
    private static byte[] offsets(List<byte[]> frames) {
        ByteBuffer table =
                ByteBuffer.allocate(frames.size() == 1 ? 0 : 4 * frames.size()).order(ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        for (int i = 0; i < frames.size() && table.hasRemaining(); i++) {
            if (at > 0xFFFFFFFFL) {
                return new byte[0];
            }
            table.putInt((int) at);
            at += ITEM_HEADER + frames.get(i).length + (frames.get(i).length & 1);
        }
        return table.array();
    }

    /** Bytes of offsets beyond the frames, and of a first that is not where the first frame is. */
    private static long needless(List<Long> offsets, int frames) {
        long beyond = Math.max(0, offsets.size() - frames);
        return 4 * (beyond + (!offsets.isEmpty() && offsets.get(0) != 0 ? 1 : 0));
    }
}
