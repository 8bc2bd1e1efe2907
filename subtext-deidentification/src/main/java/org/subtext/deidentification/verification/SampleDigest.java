package org.subtext.deidentification.verification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.codec.Samples;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.PixelAttributes;
import org.subtext.provenance.ContentHash;

/** A digest of all samples of a file, decoded, with bits outside Bits Stored left aside. */
final class SampleDigest {
    private static final int CHUNK = 1 << 16;

    private SampleDigest() {}

    /**
     * Of all frames; of pixels that no decoder takes but that lie open, of their bytes; empty where nobody can tell.
     */
    static Optional<String> of(DicomFile file) {
        MessageDigest digest = ContentHash.sha256();
        try {
            DicomPixels pixels = DicomPixels.of(file);
            for (int frame = 0; frame < pixels.attributes().frames(); frame++) {
                add(pixels.stored(frame), pixels.attributes(), digest);
            }
            return Optional.of(ContentHash.of(digest).hex());
        } catch (IOException e) {
            return floats(file);
        }
    }

    private static void add(Samples samples, PixelAttributes attributes, MessageDigest digest) {
        long used = (1L << attributes.bitsStored()) - 1;
        int low = attributes.highBit() + 1 - attributes.bitsStored();
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        bytes.putInt(samples.width()).putInt(samples.height()).putInt(samples.components());
        for (int i = 0; i < samples.count(); i++) {
            if (bytes.remaining() < Integer.BYTES) {
                digest.update(bytes.flip());
                bytes.clear();
            }
            bytes.putInt((int) ((samples.get(i) & 0xFFFFFFFFL) >>> low & used));
        }
        digest.update(bytes.flip());
    }

    private static Optional<String> floats(DicomFile file) {
        PixelData pixels = file.pixelData().orElse(null);
        if (pixels == null || pixels.encapsulated() || file.bigEndian()) {
            return Optional.empty();
        }
        MessageDigest digest = ContentHash.sha256();
        ByteBuffer value = file.dataSet().find(pixels.tag()).orElseThrow().value();
        if (pixels.tag().packed() == FileWalk.PIXEL_DATA) {
            digest.update(value);
        } else {
            digest.update(FloatRules.told(value, pixels.tag().packed() == 0x7FE00009));
        }
        return Optional.of(ContentHash.of(digest).hex());
    }
}
