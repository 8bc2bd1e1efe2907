package org.subtext.deidentification.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.PixelData;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.dicom.codec.Samples;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.dicom.pixels.PixelAttributes;
import org.subtext.provenance.ContentHash;

/** A digest of all samples of a file, decoded, with bits outside Bits Stored left aside. */
final class SampleDigest {
    private static final String UNCOMPRESSED = "1.2.840.10008.1.2.1.98";
    private static final int CHUNK = 1 << 16;

    private SampleDigest() {}

    /**
     * Of all frames; of pixels that no decoder takes but that lie open, of their bytes; empty where nobody can tell.
     */
    static Optional<String> of(DicomFile file) {
        MessageDigest digest = ContentHash.sha256();
        try {
            DicomPixels pixels = DicomPixels.of(file);
            if (OpenFrames.areIn(file, pixels.attributes())) {
                boolean all = OpenFrames.of(file, pixels.attributes()).addTo(digest);
                return all ? Optional.of(ContentHash.of(digest).hex()) : Optional.empty();
            }
            for (int frame = 0; frame < pixels.attributes().frames(); frame++) {
                add(pixels.stored(frame), pixels.attributes(), digest);
            }
            return Optional.of(ContentHash.of(digest).hex());
        } catch (IOException e) {
            return floats(file);
        }
    }

    /**
     * What to do where a frame can be decoded, but not here: the memory that it takes, and the heap that has it. Empty
     * where memory is not what is missing.
     */
    static String lackOfMemory(DicomFile file) {
        try {
            long needed = DicomPixels.of(file).memory();
            return needed <= Runtime.getRuntime().maxMemory() / 2
                    ? ""
                    : "a frame takes %d MiB of memory; give Java a larger heap (-Xmx%dm)"
                            .formatted((needed >> 20) + 1, ((needed >> 20) + 1) * 5 / 2);
        } catch (IOException e) {
            return "";
        }
    }

    /** Frames in fragments of their own (PS3.5 section A.4.11), decoded as the native pixels that they are. */
    private static Optional<String> uncompressed(DicomFile file, PixelData pixels) {
        try {
            List<byte[]> fragments = pixels.fragments();
            int allocated = number(file, 0x00280100);
            long bits =
                    (long) number(file, 0x00280010) * number(file, 0x00280011) * number(file, 0x00280002) * allocated;
            int bytes = Math.toIntExact(bits / 8);
            if (bits % 8 != 0 || fragments.size() != number(file, 0x00280008)) {
                return Optional.empty();
            }
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (byte[] fragment : fragments) {
                frames.write(fragment, 0, bytes);
            }
            if (frames.size() % 2 != 0) {
                frames.write(0);
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            DicomWriter.write(
                    file.dataSet()
                            .with(Element.of(
                                    pixels.tag(),
                                    allocated > 8 ? Vr.OW : Vr.OB,
                                    ByteBuffer.wrap(frames.toByteArray()).order(ByteOrder.LITTLE_ENDIAN))),
                    TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                    written);
            return of(DicomFile.read(written.toByteArray(), ReadLimits.defaults()));
        } catch (IOException | ArithmeticException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Of a top element; 1 where it is missing, as Number of Frames may be. */
    private static int number(DicomFile file, int tag) {
        return file.dataSet().integer(Tag.of(tag)).orElse(1);
    }

    static void add(Samples samples, PixelAttributes attributes, MessageDigest digest) {
        Cells cells = new Cells(attributes, digest);
        cells.begin(samples.width(), samples.height(), samples.components());
        for (int i = 0; i < samples.count(); i++) {
            cells.add(samples.get(i));
        }
        cells.end();
    }

    /** The samples of one frame on their way into the digest, each as the bits that are in use. */
    static final class Cells {
        private final MessageDigest digest;
        private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        private final long used;
        private final int low;

        Cells(PixelAttributes attributes, MessageDigest digest) {
            this.digest = digest;
            this.used = (1L << attributes.bitsStored()) - 1;
            this.low = attributes.highBit() + 1 - attributes.bitsStored();
        }

        void begin(int width, int height, int components) {
            bytes.putInt(width).putInt(height).putInt(components);
        }

        void add(int cell) {
            if (bytes.remaining() < Integer.BYTES) {
                end();
            }
            bytes.putInt((int) ((cell & 0xFFFFFFFFL) >>> low & used));
        }

        void end() {
            digest.update(bytes.flip());
            bytes.clear();
        }
    }

    private static Optional<String> floats(DicomFile file) {
        PixelData pixels = file.pixelData().orElse(null);
        if (pixels != null && file.transferSyntax().uid().equals(UNCOMPRESSED)) {
            return uncompressed(file, pixels);
        }
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
