package org.subtext.deidentification.streams;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Frames deflated one by one (PS3.5 section A.4.12, RFC 1951): inflated as far as the attributes call for and deflated
 * again, so that neither blocks without content nor bytes behind them are left.
 */
final class DeflatedFrames {
    private DeflatedFrames() {}

    static byte[] clean(byte[] stream, PixelShape shape, CutTally tally) throws NotCleanedException {
        if (shape.frameBytes() > Integer.MAX_VALUE - 16) {
            throw new NotCleanedException("a deflated frame of " + shape.frameBytes() + " bytes, which are too many");
        }
        byte[] frame = NativePixels.cleanFrame(inflated(stream, (int) shape.frameBytes(), tally), shape, tally);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(frame);
            deflater.finish();
            StreamWriter out = new StreamWriter(stream.length);
            byte[] part = new byte[1 << 16];
            while (!deflater.finished()) {
                out.put(part, 0, deflater.deflate(part));
            }
            return out.toBytes();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] stream, int size, CutTally tally) throws NotCleanedException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stream);
            byte[] bytes = new byte[size];
            int filled = 0;
            while (filled < size) {
                int more = inflater.inflate(bytes, filled, size - filled);
                if (more == 0) {
                    throw new NotCleanedException("a deflated frame that ends after " + filled + " of " + size
                            + " bytes; truncated. Get the file anew.");
                }
                filled += more;
            }
            byte[] rest = new byte[1 << 12];
            long behind = 0;
            for (int more = inflater.inflate(rest); more > 0 && behind < 1 << 20; more = inflater.inflate(rest)) {
                behind += more;
            }
            long padding = inflater.getRemaining() == 1 && stream[stream.length - 1] == 0 ? 1 : 0;
            tally.add(PixelCut.DEFLATED, behind + inflater.getRemaining() - padding);
            return bytes;
        } catch (DataFormatException e) {
            throw new NotCleanedException("a damaged deflated frame. Get the file anew.");
        } finally {
            inflater.end();
        }
    }
}
