package org.subtext.dicom.codec;

import java.util.Arrays;

/** The components of a sequential DCT JPEG (ITU-T T.81 Annex F): one plane each, as wide as its blocks. */
final class DctPlanes {
    private final JpegFrame frame;
    private final int unitsAcross;
    private final int unitsDown;
    private final int[] stride;
    private final short[][] planes;
    private final InverseDct inverse;
    private final int[] block = new int[64];

    /** @param length bytes of the whole stream, of which every block of 64 samples takes two bits at least */
    DctPlanes(JpegFrame frame, JpegSegment header, int length) throws PixelDataException {
        this.frame = frame;
        if ((long) frame.width() * frame.height() > 8L * 32 * length) {
            throw header.damaged("a stream of " + length + " bytes, too few for " + frame.width() + " x "
                    + frame.height() + " pixels; truncated");
        }
        if (frame.bits() != 8 && frame.bits() != 12) {
            throw header.damaged(frame.kind() + " of " + frame.bits() + " bits; 8 or 12 were expected");
        }
        int components = frame.components();
        int across = 8 * frame.maxHorizontal();
        int down = 8 * frame.maxVertical();
        for (int c = 0; c < components; c++) {
            if (frame.maxHorizontal() % frame.horizontal()[c] != 0 || frame.maxVertical() % frame.vertical()[c] != 0) {
                throw header.damaged("components whose sizes are no whole parts of each other");
            }
        }
        this.unitsAcross = (frame.width() + across - 1) / across;
        this.unitsDown = (frame.height() + down - 1) / down;
        this.stride = new int[components];
        this.planes = new short[components][];
        for (int c = 0; c < components; c++) {
            stride[c] = unitsAcross * frame.horizontal()[c] * 8;
            planes[c] = new short[Math.multiplyExact(stride[c], unitsDown * frame.vertical()[c] * 8)];
        }
        this.inverse = new InverseDct(frame.bits());
    }

    void scan(EntropyBits bits, JpegTables tables, int[] components, int[] selectors, JpegSegment segment)
            throws PixelDataException {
        int count = components.length;
        HuffmanTable[] dc = new HuffmanTable[count];
        HuffmanTable[] ac = new HuffmanTable[count];
        int[][] quantisation = new int[count][];
        for (int i = 0; i < count; i++) {
            dc[i] = tables.dc(selectors[i] >> 4, segment);
            ac[i] = tables.ac(selectors[i] & 15, segment);
            quantisation[i] = tables.quantisation(frame.quantisation()[components[i]], segment);
        }
        DctBlocks blocks = new DctBlocks(bits);
        int[] predictions = new int[count];
        // A scan of one component has no padding to whole units (T.81 A.2.2).
        boolean alone = count == 1;
        int across = alone ? (width(components[0]) + 7) / 8 : unitsAcross;
        int down = alone ? (height(components[0]) + 7) / 8 : unitsDown;
        int interval = tables.restartInterval();
        int units = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++, units++) {
                if (interval > 0 && units % interval == 0) {
                    if (!blocks.startInterval(units / interval)) {
                        throw truncated(y, down);
                    }
                    Arrays.fill(predictions, 0);
                }
                for (int i = 0; i < count; i++) {
                    int c = components[i];
                    int wide = alone ? 1 : frame.horizontal()[c];
                    int high = alone ? 1 : frame.vertical()[c];
                    for (int b = 0; b < wide * high; b++) {
                        Arrays.fill(block, 0);
                        if (!blocks.read(dc[i], ac[i], quantisation[i], predictions[i], block)) {
                            throw truncated(y, down);
                        }
                        predictions[i] = blocks.prediction();
                        int at = (y * high + b / wide) * 8 * stride[c] + (x * wide + b % wide) * 8;
                        inverse.transform(block, planes[c], at, stride[c]);
                    }
                }
            }
        }
    }

    /** All components at full size, interleaved. */
    short[] samples() {
        int count = frame.components();
        short[] samples = new short[frame.width() * frame.height() * count];
        ChromaRows rows = new ChromaRows(frame.width(), frame.height());
        for (int c = 0; c < count; c++) {
            int across = frame.maxHorizontal() / frame.horizontal()[c];
            int down = frame.maxVertical() / frame.vertical()[c];
            rows.spread(planes[c], stride[c], width(c), height(c), across, down, samples, c, count);
        }
        return samples;
    }

    private int width(int c) {
        return (frame.width() * frame.horizontal()[c] + frame.maxHorizontal() - 1) / frame.maxHorizontal();
    }

    private int height(int c) {
        return (frame.height() * frame.vertical()[c] + frame.maxVertical() - 1) / frame.maxVertical();
    }

    private static PixelDataException truncated(int row, int rows) {
        return new PixelDataException("a damaged or truncated JPEG: no code, or no bits left, in row " + row + " of "
                + rows + " rows of blocks");
    }
}
