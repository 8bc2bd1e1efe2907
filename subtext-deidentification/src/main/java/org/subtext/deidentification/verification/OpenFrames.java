package org.subtext.deidentification.verification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.pixels.PixelAttributes;

/**
 * Frames whose samples lie open in a file, or are no more than deflated (PS3.5 section A.4.12): their digest is made
 * piece by piece, so that it takes no memory however large a frame is.
 */
final class OpenFrames {
    private static final String DEFLATED = "1.2.840.10008.1.2.8.1";
    private static final Set<Integer> CELLS = Set.of(8, 16, 32);
    private static final int PIECE = 1 << 16;

    private final PixelAttributes attributes;
    private final PixelData pixels;

    private OpenFrames(PixelAttributes attributes, PixelData pixels) {
        this.attributes = attributes;
        this.pixels = pixels;
    }

    /** Whether samples of this file can be told so, in the order in which a decoder gives them. */
    static boolean areIn(DicomFile file, PixelAttributes attributes) {
        PixelData pixels = file.pixelData().orElse(null);
        if (pixels == null
                || file.bigEndian()
                || !CELLS.contains(attributes.shape().bitsAllocated())) {
            return false;
        }
        boolean deflated = pixels.encapsulated()
                && file.transferSyntax().uid().equals(DEFLATED)
                && pixels.fragments().size() == attributes.frames();
        boolean open = !pixels.encapsulated()
                && !attributes.byPlane()
                && !attributes.photometric().name().endsWith("422")
                && pixels.bytes().remaining() >= bytesOfFrame(attributes) * attributes.frames();
        return deflated || open;
    }

    static OpenFrames of(DicomFile file, PixelAttributes attributes) {
        return new OpenFrames(attributes, file.pixelData().orElseThrow());
    }

    private static long bytesOfFrame(PixelAttributes attributes) {
        return (long) attributes.shape().samples() * attributes.shape().bitsAllocated() / 8;
    }

    /** Whether all frames were there. */
    boolean addTo(MessageDigest digest) {
        for (int frame = 0; frame < attributes.frames(); frame++) {
            SampleDigest.Cells cells = new SampleDigest.Cells(attributes, digest);
            cells.begin(
                    attributes.shape().columns(),
                    attributes.shape().rows(),
                    attributes.shape().samplesPerPixel());
            if (pixels.encapsulated()) {
                if (!inflated(pixels.fragments().get(frame), cells)) {
                    return false;
                }
            } else {
                int size = (int) bytesOfFrame(attributes);
                add(pixels.bytes().slice(frame * size, size), cells);
            }
            cells.end();
        }
        return true;
    }

    private boolean inflated(byte[] stream, SampleDigest.Cells cells) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stream);
            byte[] piece = new byte[PIECE];
            for (long left = bytesOfFrame(attributes); left > 0; ) {
                int filled = 0;
                int wanted = (int) Math.min(left, PIECE);
                while (filled < wanted) {
                    int more = inflater.inflate(piece, filled, wanted - filled);
                    if (more == 0) {
                        return false;
                    }
                    filled += more;
                }
                add(ByteBuffer.wrap(piece, 0, filled), cells);
                left -= filled;
            }
            return true;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private void add(ByteBuffer piece, SampleDigest.Cells cells) {
        ByteBuffer bytes = piece.order(ByteOrder.LITTLE_ENDIAN);
        switch (attributes.shape().bitsAllocated()) {
            case 8 -> {
                while (bytes.hasRemaining()) {
                    cells.add(bytes.get() & 0xFF);
                }
            }
            case 16 -> {
                while (bytes.hasRemaining()) {
                    cells.add(bytes.getShort() & 0xFFFF);
                }
            }
            default -> {
                while (bytes.hasRemaining()) {
                    cells.add(bytes.getInt());
                }
            }
        }
    }
}
