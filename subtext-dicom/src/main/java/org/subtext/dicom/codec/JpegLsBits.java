package org.subtext.dicom.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a JPEG-LS scan: after a byte FF the next byte has seven, its highest being a stuffed zero (ITU-T T.87
 * A.1).
 *
 * <p>Zeros are delivered behind the scan's end, and {@link #overrun} counts them.
 */
final class JpegLsBits {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] stream;
    private final int from;
    private int at;
    private long buffer;
    private int held;
    private boolean afterFf;
    private int invented;

    JpegLsBits(byte[] stream, int from) {
        this.stream = stream;
        this.from = from;
        this.at = from;
    }

    /** True where more bits were asked for than the scan has. */
    boolean overrun() {
        return invented > held;
    }

    /** Position at or before the marker behind the scan. */
    int position() {
        return at;
    }

    /** Unread bits, lowest ones, of the last byte that was read from. */
    int unreadBits() {
        return unreadBefore(end());
    }

    /** Position behind the last byte of which a bit was read. */
    int end() {
        int end = at;
        int unread = Math.max(0, held - invented);
        while (end > from && unread >= bitsOf(end - 1)) {
            unread -= bitsOf(end - 1);
            end--;
        }
        return end;
    }

    private int unreadBefore(int end) {
        int unread = Math.max(0, held - invented);
        for (int i = at; i > end; i--) {
            unread -= bitsOf(i - 1);
        }
        return unread;
    }

    private int bitsOf(int position) {
        return position > from && stream[position - 1] == -1 ? 7 : 8;
    }

    private void fill() {
        while (held <= 32 && !afterFf && at + 4 <= stream.length) {
            int four = (int) INTS.get(stream, at);
            // A byte FF among the four: its complement is a zero byte.
            int inverse = ~four;
            if (((inverse - 0x01010101) & ~inverse & 0x80808080) != 0) {
                break;
            }
            buffer = buffer << 32 | (four & 0xFFFFFFFFL);
            held += 32;
            at += 4;
        }
        while (held <= 48) {
            int next = at < stream.length ? stream[at] & 0xFF : -1;
            boolean marker = next < 0
                    || (afterFf && next >= 0x80)
                    || (next == 0xFF && (at + 1 >= stream.length || (stream[at + 1] & 0x80) != 0));
            int bits = afterFf ? 7 : 8;
            if (marker) {
                buffer <<= 8;
                held += 8;
                invented += 8;
                continue;
            }
            buffer = buffer << bits | next;
            held += bits;
            afterFf = next == 0xFF;
            at++;
        }
    }

    /** Up to 32 bits. */
    int bits(int count) {
        if (held < count) {
            fill();
        }
        held -= count;
        return (int) (buffer >>> held & ((1L << count) - 1));
    }

    boolean bit() {
        if (held == 0) {
            fill();
        }
        held--;
        return (buffer >>> held & 1) != 0;
    }

    /** Number of zeros before the next one, which is passed too; at most {@code most}. */
    int zeros(int most) {
        int count = 0;
        while (true) {
            if (held < 32) {
                fill();
            }
            long aligned = buffer << (64 - held);
            int zeros = Long.numberOfLeadingZeros(aligned);
            if (zeros < held) {
                held -= zeros + 1;
                return count + zeros;
            }
            count += held;
            held = 0;
            if (count > most) {
                return count;
            }
        }
    }
}
