package org.subtext.learn.weights;

import java.nio.ByteBuffer;

/** The element types of stored tensors, by safetensors' names; bytes are little-endian. */
public enum ElementType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private static final int HALF_EXPONENT = 0x1f;
    private static final int HALF_FRACTION = 0x3ff;

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** The element at {@code index} of a little-endian buffer, rounded to the nearest float. */
    public float floatAt(ByteBuffer data, int index) {
        int at = index * bytes;
        return switch (this) {
            case F64 -> (float) data.getDouble(at);
            case F32 -> data.getFloat(at);
            case F16 -> halfToFloat(data.getShort(at));
            case BF16 -> Float.intBitsToFloat(data.getShort(at) << Short.SIZE);
            case I64 -> data.getLong(at);
            case I32 -> data.getInt(at);
            case I16 -> data.getShort(at);
            case I8 -> data.get(at);
            case U8 -> Byte.toUnsignedInt(data.get(at));
            case BOOL -> data.get(at) == 0 ? 0 : 1;
        };
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent (bias 15), 10 fraction bits. */
    private static float halfToFloat(short half) {
        int exponent = half >> 10 & HALF_EXPONENT;
        int fraction = half & HALF_FRACTION;
        float sign = half < 0 ? -1f : 1f;
        if (exponent == HALF_EXPONENT) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        if (exponent == 0) {
            return sign * fraction * 0x1p-24f; // subnormal: no leading one
        }
        return sign * Math.scalb((float) (HALF_FRACTION + 1 + fraction), exponent - 25);
    }
}
