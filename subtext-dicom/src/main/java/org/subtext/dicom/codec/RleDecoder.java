package org.subtext.dicom.codec;

import java.util.Arrays;

/**
 * Run lengths, PS3.5 Annex G: a header of 16 little-endian words (number of segments, then their offsets), then one
 * PackBits segment a byte of each sample, most significant byte first, colour by plane.
 *
 * <p>A segment that ends early is damaged, and so is one whose last run goes on behind the last pixel: run lengths
 * carry no checksum, and this is how damage shows. More than zeros behind the last pixel is damage too, unless each row
 * ended with a run, as section G.3.1 asks and as wrong lengths would have undone, and what follows is no run: then
 * somebody put it there, and it is passed over. Cost: one pass.
 */
final class RleDecoder {
    private static final int HEADER = 64;
    private static final long MOST_EXPANSION = 64; // two bytes stand for 128 at most

    private final byte[] stream;
    private final FrameShape shape;
    private final int bytesPerSample;

    private RleDecoder(byte[] stream, FrameShape shape) {
        this.stream = stream;
        this.shape = shape;
        this.bytesPerSample = shape.bitsAllocated() / 8;
    }

    static Samples decode(byte[] stream, FrameShape shape) throws PixelDataException {
        if (shape.bitsAllocated() == 1) {
            return packedBits(stream, shape);
        }
        if (shape.bitsAllocated() % 8 != 0) {
            throw new PixelDataException(
                    "RLE of samples of " + shape.bitsAllocated() + " bits; whole bytes were expected");
        }
        return new RleDecoder(stream, shape).decode();
    }

    /** Bits stay packed, eight a byte, lowest first (PS3.5 section 8.1.1), and the bytes are one segment. */
    private static Samples packedBits(byte[] stream, FrameShape shape) throws PixelDataException {
        int bytes = (shape.samples() + 7) / 8;
        RleDecoder decoder = new RleDecoder(stream, new FrameShape(1, 1, 1, 8));
        decoder.checkHeader(1);
        byte[] packed = new byte[bytes];
        decoder.unpack(0, 1, packed, Integer.MAX_VALUE);
        return Samples.ofWords(shape, 1, PackedBits.unpack(packed, 0, shape.samples()));
    }

    private Samples decode() throws PixelDataException {
        int segments = bytesPerSample * shape.samplesPerPixel();
        checkHeader(segments);
        if ((long) shape.pixels() * segments > MOST_EXPANSION * stream.length) {
            throw new PixelDataException("an RLE frame of " + stream.length + " bytes, too few for " + shape.columns()
                    + " x " + shape.rows() + " pixels; truncated, or Rows and Columns are wrong");
        }
        byte[] plane = new byte[shape.pixels()];
        boolean wide = bytesPerSample > 2;
        short[] words = new short[wide ? 0 : shape.samples()];
        int[] ints = new int[wide ? shape.samples() : 0];
        for (int segment = 0; segment < segments; segment++) {
            unpack(segment, segments, plane, shape.columns());
            int first = segment / bytesPerSample;
            int shift = 8 * (bytesPerSample - 1 - segment % bytesPerSample);
            if (wide) {
                place(plane, ints, first, shift);
            } else {
                place(plane, words, first, shift);
            }
        }
        return wide
                ? Samples.ofInts(shape, shape.bitsAllocated(), ints)
                : Samples.ofWords(shape, shape.bitsAllocated(), words);
    }

    private void checkHeader(int segments) throws PixelDataException {
        if (stream.length < HEADER) {
            throw new PixelDataException("an RLE frame of " + stream.length + " bytes; its header alone has 64");
        }
        long found = word(0);
        if (found < segments || found > 15) {
            throw new PixelDataException("an RLE header that counts " + found + " segments; " + segments
                    + " were expected for " + shape.samplesPerPixel() + " samples of " + bytesPerSample + " bytes");
        }
        for (int i = 0; i < found; i++) {
            long offset = word(i + 1);
            if (offset < HEADER || offset > stream.length || (i > 0 && offset < word(i))) {
                throw new PixelDataException("RLE segment " + (i + 1) + " starts at byte " + offset + " of a frame of "
                        + stream.length + " bytes");
            }
        }
    }

    /** @param row pixels after which a run has to end; more than there are where this cannot be told */
    private void unpack(int segment, int segments, byte[] plane, int row) throws PixelDataException {
        byte[] in = stream;
        int at = (int) word(segment + 1);
        int end = segment + 1 < segments ? (int) word(segment + 2) : in.length;
        int to = 0;
        int rowEnd = row;
        boolean byRow = row < plane.length;
        while (to < plane.length) {
            if (at >= end) {
                throw new PixelDataException("RLE segment " + (segment + 1) + " ends at byte " + end + " with " + to
                        + " of " + plane.length + " pixels");
            }
            int control = in[at++];
            if (control >= 0) {
                int length = control + 1;
                checkRoom(segment, at - 1, length, plane.length - to);
                if (length > end - at) {
                    throw new PixelDataException(
                            "RLE segment " + (segment + 1) + " ends inside the literal run at byte " + (at - 1));
                }
                System.arraycopy(in, at, plane, to, length);
                at += length;
                to += length;
            } else if (control != -128) {
                if (at >= end) {
                    throw new PixelDataException(
                            "RLE segment " + (segment + 1) + " ends inside the run at byte " + (at - 1));
                }
                int length = 1 - control;
                checkRoom(segment, at - 1, length, plane.length - to);
                Arrays.fill(plane, to, to + length, in[at++]);
                to += length;
            }
            if (to >= rowEnd) {
                byRow &= to == rowEnd;
                rowEnd += row;
            }
        }
        if (hasMoreThanZeros(at, end) && (!byRow || areRuns(at, end))) {
            throw new PixelDataException("RLE segment " + (segment + 1) + " goes on at byte " + at
                    + " behind its last pixel; a damaged stream");
        }
    }

    /** The last byte may be anything: it makes the length even. */
    private boolean hasMoreThanZeros(int from, int end) {
        for (int at = from; at < end - 1; at++) {
            if (stream[at] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether runs fill a place to its end, or to the byte that makes it even: these may be pixels of the last row. */
    private boolean areRuns(int from, int end) {
        int at = from;
        while (at < end - 1) {
            int control = stream[at];
            at += control >= 0 ? control + 2 : control == -128 ? 1 : 2;
        }
        return at <= end;
    }

    private static void checkRoom(int segment, int at, int length, int room) throws PixelDataException {
        if (length > room) {
            throw new PixelDataException("the run at byte " + at + " of RLE segment " + (segment + 1) + " has " + length
                    + " pixels where " + room + " are left; a damaged stream");
        }
    }

    private void place(byte[] plane, short[] words, int first, int shift) {
        int step = shape.samplesPerPixel();
        if (step == 1) {
            for (int i = 0; i < plane.length; i++) {
                words[i] |= (short) ((plane[i] & 0xFF) << shift);
            }
            return;
        }
        for (int i = 0, to = first; i < plane.length; i++, to += step) {
            words[to] |= (short) ((plane[i] & 0xFF) << shift);
        }
    }

    private void place(byte[] plane, int[] ints, int first, int shift) {
        int step = shape.samplesPerPixel();
        for (int i = 0, to = first; i < plane.length; i++, to += step) {
            ints[to] |= (plane[i] & 0xFF) << shift;
        }
    }

    private long word(int index) {
        int at = 4 * index;
        return (stream[at] & 0xFFL)
                | (stream[at + 1] & 0xFFL) << 8
                | (stream[at + 2] & 0xFFL) << 16
                | (stream[at + 3] & 0xFFL) << 24;
    }
}
