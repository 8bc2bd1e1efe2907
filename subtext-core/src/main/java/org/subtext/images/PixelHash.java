package org.subtext.images;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 128-bit fingerprint of an image's decoded, full-size pixels, its shape and its depth.
 *
 * <p>Two files with equal pixels have equal hashes however they were compressed. The hash finds duplicates; it does not
 * resist somebody who builds collisions on purpose. Two independent multiply-rotate lanes with the 64-bit finaliser of
 * Steele, Lea and Flood (2014), doi:10.1145/2660193.2660195.
 *
 * @param high first lane
 * @param low second lane
 */
public record PixelHash(long high, long low) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

    /** Parses what {@link #hex} wrote. */
    public static PixelHash parse(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException("not a pixel hash of 32 hexadecimal digits: " + hex);
        }
        return new PixelHash(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
    }

    static PixelHash of(DecodedImage image) {
        long shape = ((long) image.width() << 34) ^ ((long) image.height() << 4) ^ image.channels() ^ image.bits();
        long a = absorb(FIRST, shape, FIRST);
        long b = absorb(SECOND, shape, SECOND);
        byte[] bytes = image.bytes();
        int whole = bytes.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            long block = (long) LONGS.get(bytes, i);
            a = absorb(a, block, FIRST);
            b = absorb(b, block, SECOND);
        }
        for (int i = whole; i < bytes.length; i++) {
            a = absorb(a, bytes[i] & 0xFFL, FIRST);
            b = absorb(b, bytes[i] & 0xFFL, SECOND);
        }
        for (short word : image.words()) {
            a = absorb(a, word & 0xFFFFL, FIRST);
            b = absorb(b, word & 0xFFFFL, SECOND);
        }
        return new PixelHash(finish(a), finish(b + a));
    }

    /** 32 lower-case hexadecimal digits. */
    public String hex() {
        return "%016x%016x".formatted(high, low);
    }

    private static long absorb(long state, long block, long odd) {
        long mixed = (state ^ block) * odd;
        return mixed ^ (mixed >>> 29);
    }

    private static long finish(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
