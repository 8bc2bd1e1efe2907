package org.subtext.dicom.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded bytes of one JPEG scan without their stuffed zeros and restart markers (ITU-T T.81 B.1.1.5), read
 * by bit position.
 *
 * <p>Taking the zeros out first leaves an inner loop without a look for markers: the next 57 bits and more are one
 * load.
 */
public final class EntropyBits {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A reader may go past a limit by one block of 64 coefficients, each of at most 32 bits, before it checks. */
    private static final int PADDING = 64 * 4 + 16;

    private final byte[] bytes;
    private final int[] starts;
    private final int intervals;
    private final int cleanLength;
    private final int end;

    private EntropyBits(byte[] bytes, int[] starts, int intervals, int cleanLength, int end) {
        this.bytes = bytes;
        this.starts = starts;
        this.intervals = intervals;
        this.cleanLength = cleanLength;
        this.end = end;
    }

    /** Reads from {@code from} to the next marker that is no restart marker, or to the end of the stream. */
    public static EntropyBits of(byte[] stream, int from) {
        byte[] clean = new byte[stream.length - from + PADDING];
        int[] starts = new int[16];
        int intervals = 1;
        int to = 0;
        int at = from;
        while (at < stream.length) {
            int run = at;
            while (run < stream.length && stream[run] != -1) {
                run++;
            }
            System.arraycopy(stream, at, clean, to, run - at);
            to += run - at;
            at = run;
            if (at + 1 >= stream.length) {
                at = stream.length;
                break;
            }
            int next = stream[at + 1] & 0xFF;
            if (next == 0) {
                clean[to++] = -1;
                at += 2;
            } else if (next == 0xFF) {
                at++;
            } else if (next >= 0xD0 && next <= 0xD7) {
                if (intervals == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * intervals);
                }
                starts[intervals++] = to;
                at += 2;
            } else {
                break;
            }
        }
        return new EntropyBits(clean, starts, intervals, to, at);
    }

    /** Where in the stream the scan's bytes end. */
    public int end() {
        return end;
    }

    /** Number of restart intervals that markers divide the scan into. */
    public int intervals() {
        return intervals;
    }

    /** Bit position at which interval {@code i} starts. */
    public long start(int i) {
        return 8L * starts[i];
    }

    /** Bit position behind interval {@code i}. */
    public long limit(int i) {
        return 8L * (i + 1 < intervals ? starts[i + 1] : cleanLength);
    }

    /** The first bytes of interval {@code i}, without stuffed zeros. */
    public byte[] copy(int i, int length) {
        return Arrays.copyOfRange(bytes, starts[i], starts[i] + length);
    }

    /** The bits from a position on, left-aligned; at least 57 of them count. Zeros behind the end. */
    public long peek(long position) {
        return (long) LONGS.get(bytes, (int) (position >>> 3)) << (position & 7);
    }
}
