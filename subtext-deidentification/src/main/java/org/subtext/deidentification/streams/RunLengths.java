package org.subtext.deidentification.streams;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.subtext.dicom.codec.CodeStream;
import org.subtext.dicom.codec.FrameShape;
import org.subtext.dicom.codec.PixelDataException;
import org.subtext.dicom.codec.Samples;

/**
 * Run-length coded frames (PS3.5 annex G), decoded and coded anew, row by row: a header without unused offsets,
 * segments that adjoin, and runs that say nothing but their samples.
 */
final class RunLengths {
    private static final int HEADER = 64;
    private static final int LONGEST = 128;

    private RunLengths() {}

    static byte[] clean(byte[] stream, PixelShape shape, CutTally tally) throws NotCleanedException {
        byte[] cells = cells(stream, shape);
        tally.add(PixelCut.UNUSED_BITS, UnusedBits.clear(cells, shape));
        byte[] clean = encode(cells, shape);
        tally.add(PixelCut.RUN_LENGTHS, stream.length - clean.length);
        return clean;
    }

    /** Samples by pixel, little-endian; of one bit eight a byte. */
    private static byte[] cells(byte[] stream, PixelShape shape) throws NotCleanedException {
        Samples samples;
        try {
            samples = CodeStream.decode(
                    stream,
                    new FrameShape(shape.columns(), shape.rows(), shape.samples(), shape.bitsAllocated()),
                    CodeStream.Kind.RLE);
        } catch (PixelDataException | IllegalArgumentException e) {
            throw new NotCleanedException(e.getMessage() + ". Get the file anew.");
        }
        byte[] cells = new byte[(int) shape.frameBytes()];
        ByteBuffer little = ByteBuffer.wrap(cells).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.count(); i++) {
            int sample = samples.get(i);
            switch (shape.bitsAllocated()) {
                case 1 -> cells[i >> 3] |= (byte) (sample << (i & 7));
                case 8 -> cells[i] = (byte) sample;
                case 16 -> little.putShort((short) sample);
                case 32 -> little.putInt(sample);
                default -> {
                    cells[3 * i] = (byte) sample;
                    cells[3 * i + 1] = (byte) (sample >> 8);
                    cells[3 * i + 2] = (byte) (sample >> 16);
                }
            }
        }
        return cells;
    }

    private static byte[] encode(byte[] cells, PixelShape shape) {
        boolean packed = shape.bitsAllocated() == 1;
        int cellBytes = packed ? 1 : shape.bitsAllocated() / 8;
        int step = packed ? 1 : cellBytes * shape.samples();
        int segments = step;
        StreamWriter out = new StreamWriter(cells.length / 2);
        long[] offsets = new long[segments];
        byte[] plane = new byte[packed ? cells.length : (int) shape.pixels()];
        int row = packed ? plane.length : shape.columns();
        for (int segment = 0; segment < segments; segment++) {
            offsets[segment] = HEADER + out.size();
            // Most significant byte first, colour by plane.
            int from = segment / cellBytes * cellBytes + cellBytes - 1 - segment % cellBytes;
            for (int i = 0, at = from; i < plane.length; i++, at += step) {
                plane[i] = cells[at];
            }
            for (int start = 0; start < plane.length; start += row) {
                pack(plane, start, Math.min(plane.length, start + row), out);
            }
            if (out.size() % 2 != 0) {
                out.u8(0);
            }
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(segments);
        for (long offset : offsets) {
            header.putInt((int) offset);
        }
        return new StreamWriter(HEADER + out.size())
                .put(header.array())
                .put(out.toBytes())
                .toBytes();
    }

    /** One row; runs of two are left in literal ones (PS3.5 section G.3.1). */
    private static void pack(byte[] plane, int from, int to, StreamWriter out) {
        int literal = from;
        int at = from;
        while (at < to) {
            int run = at + 1;
            while (run < to && run - at < LONGEST && plane[run] == plane[at]) {
                run++;
            }
            if (run - at >= 3) {
                literal(plane, literal, at, out);
                out.u8(1 - (run - at)).u8(plane[at]);
                literal = run;
            }
            at = run;
        }
        literal(plane, literal, to, out);
    }

    private static void literal(byte[] plane, int from, int to, StreamWriter out) {
        for (int at = from; at < to; at += LONGEST) {
            int count = Math.min(LONGEST, to - at);
            out.u8(count - 1).put(plane, at, count);
        }
    }
}
