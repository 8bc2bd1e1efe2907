package org.subtext.deidentification.streams;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Floating-point samples that are no number (IEEE 754 section 6.2.1): 22 or 51 bits of each may hold anything. They
 * become the one that Java and most programs write.
 */
final class NotANumber {
    private static final int FLOAT = 0x7FC00000;
    private static final long DOUBLE = 0x7FF8000000000000L;

    private NotANumber() {}

    /** The same little-endian samples, copied where one is to be changed; the tally gets their number. */
    static ByteBuffer canonical(ByteBuffer samples, boolean doubles, CutTally tally) {
        int unit = doubles ? Double.BYTES : Float.BYTES;
        ByteBuffer from = samples.slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer to = null;
        long changed = 0;
        for (int at = 0; at + unit <= from.limit(); at += unit) {
            boolean odd = doubles
                    ? Double.isNaN(from.getDouble(at)) && from.getLong(at) != DOUBLE
                    : Float.isNaN(from.getFloat(at)) && from.getInt(at) != FLOAT;
            if (odd) {
                if (to == null) {
                    to = ByteBuffer.allocate(from.limit()).order(ByteOrder.LITTLE_ENDIAN);
                    to.put(from.duplicate()).flip();
                }
                if (doubles) {
                    to.putLong(at, DOUBLE);
                } else {
                    to.putInt(at, FLOAT);
                }
                changed++;
            }
        }
        tally.add(PixelCut.UNUSED_BITS, changed);
        return to == null ? samples : to;
    }
}
