package org.subtext.dicom.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JPEG-LS (ITU-T T.87), lossless and near-lossless, 2 to 16 bits, components scan by scan, line by line or sample by
 * sample, with preset coding parameters. Mapping tables, restart intervals and colour transforms of vendors are
 * refused.
 */
final class JpegLsDecoder {
    private static final int LSE = 0xF8;

    /** A few bytes may stand for any number of samples, so what a damaged header claims is not believed at once. */
    private static final int FIRST_ALLOCATION = 1 << 22;

    private final byte[] stream;
    private final FrameShape shape;
    private int[] preset = new int[5];
    private @Nullable JpegFrame frame;
    private short[] samples = new short[0];
    private int scannedComponents;
    private final List<JpegLsScanEnd> ends = new ArrayList<>();

    private JpegLsDecoder(byte[] stream, FrameShape shape) {
        this.stream = stream;
        this.shape = shape;
    }

    static Samples decode(byte[] stream, FrameShape shape) throws PixelDataException {
        return new JpegLsDecoder(stream, shape).decode();
    }

    static List<JpegLsScanEnd> ends(byte[] stream, FrameShape shape) throws PixelDataException {
        JpegLsDecoder decoder = new JpegLsDecoder(stream, shape);
        decoder.decode();
        return List.copyOf(decoder.ends);
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
            switch (marker) {
                case 0xF7 -> begin(segment);
                case LSE -> preset(segment);
                case 0xDA -> at = scan(segment);
                case 0xE8 -> colourTransform(segment);
                case 0xDD -> {
                    if (segment.u16() != 0) {
                        throw segment.damaged("JPEG-LS with restart intervals, which is not read");
                    }
                }
                default -> {}
            }
        }
        if (frame == null || scannedComponents != (1 << frame.components()) - 1) {
            throw new PixelDataException("a truncated JPEG-LS stream of " + stream.length + " bytes: "
                    + Integer.bitCount(scannedComponents) + " components have a scan");
        }
        return Samples.of(shape, frame.bits(), Samples.Colour.UNSAID, samples);
    }

    private void begin(JpegSegment segment) throws PixelDataException {
        if (frame != null) {
            throw segment.damaged("a second frame header");
        }
        JpegFrame found = JpegFrame.of(segment);
        shape.check("JPEG-LS", found.width(), found.height(), found.components(), found.bits());
        frame = found;
        samples = new short[Math.min(shape.samples(), FIRST_ALLOCATION)];
    }

    private void preset(JpegSegment segment) throws PixelDataException {
        int kind = segment.u8();
        if (kind != 1) {
            throw segment.damaged("JPEG-LS preset parameters of type " + kind + "; type 1 was expected");
        }
        int[] values = new int[5];
        for (int i = 0; i < 5; i++) {
            values[i] = segment.u16();
        }
        preset = values;
    }

    private static void colourTransform(JpegSegment segment) throws PixelDataException {
        if (segment.remaining() >= 5 && segment.u16() == 0x6D72 && segment.u16() == 0x6678 && segment.u8() != 0) {
            throw segment.damaged("JPEG-LS with a vendor's colour transform, which DICOM does not have");
        }
    }

    private int scan(JpegSegment segment) throws PixelDataException {
        if (frame == null) {
            throw segment.damaged("a scan before its frame header");
        }
        int count = segment.u8();
        if (count < 1 || count > frame.components()) {
            throw segment.damaged("a scan of " + count + " components");
        }
        int[] components = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = frame.indexOf(segment.u8(), segment);
            segment.u8();
            if ((scannedComponents & 1 << components[i]) != 0) {
                throw segment.damaged("a second scan of one component");
            }
            scannedComponents |= 1 << components[i];
        }
        int near = segment.u8();
        int interleave = segment.u8();
        int shift = segment.u8() & 15;
        if (interleave > 2 || (interleave == 0 && count > 1) || shift != 0) {
            throw segment.damaged(
                    "interleave mode " + interleave + " of " + count + " components, point transform " + shift);
        }
        JpegLsParameters parameters = JpegLsParameters.of(frame.bits(), near, preset, segment);
        JpegLsBits bits = new JpegLsBits(stream, segment.end());
        JpegLsLines lines = new JpegLsLines(bits, parameters, frame.width(), count);
        for (int y = 0; y < frame.height(); y++) {
            boolean whole = interleave == 2 && count > 1 ? lines.bySample() : lines.byLine();
            if (!whole || bits.overrun()) {
                throw new PixelDataException("a damaged or truncated JPEG-LS stream: no bits left, or no code, in row "
                        + y + " of " + frame.height());
            }
            for (int i = 0; i < count; i++) {
                copy(lines.line(i), y, components[i]);
            }
        }
        ends.add(new JpegLsScanEnd(segment.end(), bits.end(), bits.unreadBits()));
        return bits.position();
    }

    private void copy(int[] line, int y, int component) {
        int step = shape.samplesPerPixel();
        int end = (y + 1) * shape.columns() * step;
        if (end > samples.length) {
            samples = Arrays.copyOf(samples, (int) Math.min(shape.samples(), Math.max(end, 2L * samples.length)));
        }
        int to = y * shape.columns() * step + component;
        if (step == 1) {
            for (int x = 0; x < shape.columns(); x++) {
                samples[to + x] = (short) line[x + 1];
            }
            return;
        }
        for (int x = 0; x < shape.columns(); x++, to += step) {
            samples[to] = (short) line[x + 1];
        }
    }
}
