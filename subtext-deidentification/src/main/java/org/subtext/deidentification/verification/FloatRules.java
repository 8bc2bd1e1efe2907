package org.subtext.deidentification.verification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floating-point samples that are no number have bits in which anything may lie: one of them is lawful, 7FC0... */
final class FloatRules {
    private static final int DOUBLES = 0x7FE00009;

    private FloatRules() {}

    static boolean areCanonical(byte[] bytes, Span span) {
        ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean doubles = span.tag() == DOUBLES;
        int unit = doubles ? 8 : 4;
        for (int at = span.from(); at + unit <= span.to(); at += unit) {
            boolean same = doubles
                    ? samples.getLong(at) == Double.doubleToLongBits(samples.getDouble(at))
                    : samples.getInt(at) == Float.floatToIntBits(samples.getFloat(at));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** The samples as they are told apart: all that are no number are the same. */
    static byte[] told(ByteBuffer value, boolean doubles) {
        ByteBuffer from = value.slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer to = ByteBuffer.allocate(from.limit()).order(ByteOrder.LITTLE_ENDIAN);
        while (doubles ? from.remaining() >= 8 : from.remaining() >= 4) {
            if (doubles) {
                to.putLong(Double.doubleToLongBits(from.getDouble()));
            } else {
                to.putInt(Float.floatToIntBits(from.getFloat()));
            }
        }
        return to.array();
    }
}
