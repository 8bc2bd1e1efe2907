package org.subtext.dicom.codec;

import org.jspecify.annotations.Nullable;

/**
 * Huffman-coded JPEG (ITU-T T.81): baseline and extended sequential of 8 and 12 bits, and lossless of 2 to 16 bits.
 *
 * <p>Samples come out as coded: no colour transform, chrominance brought to full size. A progressive stream goes to the
 * platform's reader; arithmetic and hierarchical ones, which no DICOM transfer syntax has, are refused.
 */
final class JpegDecoder {
    private final byte[] stream;
    private final FrameShape shape;
    private final JpegTables tables = new JpegTables();
    private @Nullable JpegFrame frame;
    private @Nullable LosslessPlanes lossless;
    private @Nullable DctPlanes dct;
    private int scannedComponents;

    private JpegDecoder(byte[] stream, FrameShape shape) {
        this.stream = stream;
        this.shape = shape;
    }

    static Samples decode(byte[] stream, FrameShape shape) throws PixelDataException {
        return new JpegDecoder(stream, shape).decode();
    }

    private Samples decode() throws PixelDataException {
        int at = 0;
        for (JpegSegment segment = JpegSegment.next(stream, at);
                segment != null;
                segment = JpegSegment.next(stream, at)) {
            at = segment.end();
            int marker = segment.marker();
            if (marker == 0xD9) {
                break;
            }
            if (marker == 0xDA) {
                at = scan(segment);
            } else if (isFrame(marker)) {
                begin(JpegFrame.of(segment), segment);
                if (frame != null && frame.process() == 2) {
                    return ProgressiveJpeg.decode(stream, shape, frame, tables);
                }
            } else {
                tables.read(segment);
            }
        }
        return finish();
    }

    private void begin(JpegFrame found, JpegSegment segment) throws PixelDataException {
        if (frame != null) {
            throw segment.damaged("a second frame header");
        }
        if (found.process() > 3) {
            throw new PixelDataException(
                    found.kind() + " is in no DICOM transfer syntax and is not read; baseline, extended,"
                            + " progressive or lossless JPEG was expected");
        }
        shape.check(found.kind(), found.width(), found.height(), found.components(), found.bits());
        if (found.process() == 3) {
            lossless = new LosslessPlanes(found, segment, stream.length);
        } else if (found.process() != 2) {
            dct = new DctPlanes(found, segment, stream.length);
        }
        frame = found;
    }

    private int scan(JpegSegment segment) throws PixelDataException {
        if (frame == null) {
            throw segment.damaged("a scan before its frame header");
        }
        EntropyBits bits = EntropyBits.of(stream, segment.end());
        int count = segment.u8();
        if (count < 1 || count > frame.components()) {
            throw segment.damaged("a scan of " + count + " components");
        }
        int[] components = new int[count];
        int[] selectors = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = frame.indexOf(segment.u8(), segment);
            selectors[i] = segment.u8();
            if ((scannedComponents & 1 << components[i]) != 0) {
                throw segment.damaged("a second scan of one component");
            }
            scannedComponents |= 1 << components[i];
        }
        if (lossless != null) {
            lossless.scan(bits, tables, components, selectors, segment);
        } else if (dct != null) {
            dct.scan(bits, tables, components, selectors, segment);
        }
        return bits.end();
    }

    private Samples finish() throws PixelDataException {
        if (frame == null) {
            throw new PixelDataException("a JPEG stream of " + stream.length + " bytes without a frame header");
        }
        if (scannedComponents != (1 << frame.components()) - 1) {
            throw new PixelDataException("a truncated JPEG: " + Integer.bitCount(scannedComponents) + " of "
                    + frame.components() + " components have a scan");
        }
        short[] samples = lossless != null ? lossless.samples() : dct != null ? dct.samples() : new short[0];
        return Samples.of(shape, frame.bits(), tables.colour(frame), samples);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
