package org.subtext.dicom.codec;

/**
 * The samples of a lossless JPEG (ITU-T T.81 Annex H), predictors 1 to 7, interleaved or a scan a component.
 *
 * <p>Differences count modulo 65,536. After a restart, and in the first row, the sample to the left predicts; the very
 * first has half the range. The point transform is undone by shifting up.
 */
final class LosslessPlanes {
    private final JpegFrame frame;
    private final int stride;
    private final short[] samples;

    /** @param length bytes of the whole stream, of which every sample takes a bit at least */
    LosslessPlanes(JpegFrame frame, JpegSegment header, int length) throws PixelDataException {
        this.frame = frame;
        if ((long) frame.width() * frame.height() * frame.components() > 8L * length) {
            throw header.damaged("a stream of " + length + " bytes, too few for " + frame.width() + " x "
                    + frame.height() + " pixels; truncated");
        }
        if (frame.components() > 1 && (frame.maxHorizontal() > 1 || frame.maxVertical() > 1)) {
            throw header.damaged("a lossless JPEG with subsampled components, which DICOM does not have");
        }
        this.stride = frame.width() * frame.components();
        this.samples = new short[stride * frame.height()];
    }

    short[] samples() {
        return samples;
    }

    void scan(EntropyBits bits, JpegTables tables, int[] components, int[] selectors, JpegSegment segment)
            throws PixelDataException {
        int predictor = segment.u8();
        segment.u8();
        int shift = segment.u8() & 15;
        if (predictor < 1 || predictor > 7 || shift >= frame.bits()) {
            throw segment.damaged("predictor " + predictor + " and point transform " + shift);
        }
        int rowsPerInterval = rowsPerInterval(tables.restartInterval(), segment);
        HuffmanTable[] codes = new HuffmanTable[components.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = tables.dc(selectors[i] >> 4, segment);
        }
        LosslessRows rows = new LosslessRows(bits, codes, components, samples, stride, frame.components());
        int half = 1 << (frame.bits() - shift - 1);
        int interval = 0;
        for (int y = 0; y < frame.height(); y++) {
            boolean first = y % rowsPerInterval == 0;
            if (first) {
                if (interval >= bits.intervals()) {
                    throw truncated(y);
                }
                rows.startInterval(interval++);
            }
            if (!rows.row(y, first ? 1 : predictor, first, half)) {
                throw truncated(y);
            }
        }
        if (shift > 0) {
            shiftUp(components, shift);
        }
    }

    private void shiftUp(int[] components, int shift) {
        for (int component : components) {
            for (int i = component; i < samples.length; i += frame.components()) {
                samples[i] = (short) (samples[i] << shift);
            }
        }
    }

    private int rowsPerInterval(int interval, JpegSegment segment) throws PixelDataException {
        if (interval == 0) {
            return Integer.MAX_VALUE;
        }
        if (interval % frame.width() != 0) {
            throw segment.damaged(
                    "a restart interval of " + interval + ", which is no whole number of rows of " + frame.width());
        }
        return interval / frame.width();
    }

    private PixelDataException truncated(int row) {
        return new PixelDataException("a damaged or truncated lossless JPEG: no code, or no bits left, in row " + row
                + " of " + frame.height());
    }
}
