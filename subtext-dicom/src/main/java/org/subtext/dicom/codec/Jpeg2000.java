package org.subtext.dicom.codec;

import java.util.Optional;
import java.util.ServiceLoader;

/** JPEG 2000 by whatever decoder this installation has, after the stream's header was compared with the data set. */
final class Jpeg2000 {
    private static final Optional<Jpeg2000Decoder> DECODER = ServiceLoader.load(
                    Jpeg2000Decoder.class, Jpeg2000.class.getClassLoader())
            .findFirst();

    private Jpeg2000() {}

    static Samples decode(byte[] stream, FrameShape shape) throws PixelDataException {
        checkSize(stream, shape);
        if (DECODER.isEmpty()) {
            throw new PixelDataException(
                    "JPEG 2000, for which this installation has no decoder (module subtext-jpeg2000);"
                            + " convert it to raw pixels, with gdcmconv of GDCM say");
        }
        Samples samples = DECODER.get().decode(stream, shape);
        if (shape.samplesPerPixel() != 3 || !transforms(stream)) {
            return samples;
        }
        return new Samples(
                samples.width(),
                samples.height(),
                3,
                samples.bits(),
                Samples.Colour.RGB,
                samples.words(),
                samples.ints());
    }

    /** Reads the SIZ segment (T.800 A.5.1), which follows the first marker. */
    private static void checkSize(byte[] stream, FrameShape shape) throws PixelDataException {
        int at = codeStream(stream) + 4;
        if (at + 39 > stream.length) {
            throw new PixelDataException("a truncated JPEG 2000 stream of " + stream.length + " bytes");
        }
        long width = word(stream, at + 4) - word(stream, at + 12);
        long height = word(stream, at + 8) - word(stream, at + 16);
        int components = (stream[at + 36] & 0xFF) << 8 | (stream[at + 37] & 0xFF);
        int bits = (stream[at + 38] & 0x7F) + 1;
        if (width < 1 || width > 65535 || height < 1 || height > 65535) {
            throw new PixelDataException("a JPEG 2000 stream of " + width + " x " + height + " pixels");
        }
        shape.check("JPEG 2000", (int) width, (int) height, components, bits);
        long bytes = (long) shape.samples() * (bits > 8 ? 2 : 1);
        if (!Jpeg2000Decoder.canHold(bytes, stream.length)) {
            throw new PixelDataException("a JPEG 2000 stream of " + stream.length + " bytes that claims " + width
                    + " x " + height + " pixels, more than it can hold an image of; damaged or hostile");
        }
        Jpeg2000Tiles.check(stream, at);
    }

    /** Whether the COD segment (T.800 A.6.1) asks for a component transform, which decoding undoes. */
    private static boolean transforms(byte[] stream) throws PixelDataException {
        int at = codeStream(stream) + 2;
        while (at + 8 < stream.length && stream[at] == -1) {
            int marker = stream[at + 1] & 0xFF;
            if (marker == 0x52) {
                return stream[at + 8] == 1;
            }
            if (marker == 0x90 || marker == 0x93) {
                return false;
            }
            at += 2 + ((stream[at + 2] & 0xFF) << 8 | (stream[at + 3] & 0xFF));
        }
        return false;
    }

    /** Where FF 4F FF 51 starts: at once, or inside a JP2 file's boxes. */
    private static int codeStream(byte[] stream) throws PixelDataException {
        for (int i = 0; i + 4 <= stream.length; i++) {
            if (stream[i] == -1 && stream[i + 1] == 0x4F && stream[i + 2] == -1 && stream[i + 3] == 0x51) {
                return i;
            }
        }
        throw new PixelDataException("a JPEG 2000 file of " + stream.length + " bytes without a code stream");
    }

    private static long word(byte[] stream, int at) {
        return (stream[at] & 0xFFL) << 24
                | (stream[at + 1] & 0xFFL) << 16
                | (stream[at + 2] & 0xFFL) << 8
                | (stream[at + 3] & 0xFFL);
    }
}
