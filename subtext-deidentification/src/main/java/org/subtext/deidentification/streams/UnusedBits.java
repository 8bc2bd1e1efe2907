package org.subtext.deidentification.streams;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bits of samples outside Bits Stored (PS3.5 section 8.1.1), in which overlays lay until 2004 and anything can lie.
 *
 * <p>They become 0. Bits above a signed value are left where all of them repeat its sign, as many writers have it and
 * many readers expect it, and made to repeat it where some were neither that nor 0.
 */
final class UnusedBits {
    private final int cellBytes;
    private final int stored;
    private final int high;
    private final boolean signed;
    private final long used;
    private final long unused;

    private UnusedBits(PixelShape shape) {
        this.cellBytes = shape.bitsAllocated() / 8;
        this.stored = shape.bitsStored();
        this.high = shape.highBit();
        this.signed = shape.signed();
        this.used = (-1L >>> (64 - stored)) << (high - stored + 1);
        this.unused = ~used & -1L >>> (64 - shape.bitsAllocated());
    }

    /**
     * Clears bits in place.
     *
     * @param bytes cells in little-endian order
     * @return bytes that had a bit where none belongs
     */
    static long clear(byte[] bytes, PixelShape shape) {
        return isClear(ByteBuffer.wrap(bytes), shape) ? 0 : new UnusedBits(shape).clear(bytes);
    }

    /** Whether no bit is to be cleared in these little-endian cells. */
    static boolean isClear(ByteBuffer cells, PixelShape shape) {
        return shape.bitsStored() == shape.bitsAllocated() || new UnusedBits(shape).isClear(cells);
    }

    private long clear(byte[] bytes) {
        long changed = 0;
        ByteBuffer cells = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + cellBytes <= bytes.length; at += cellBytes) {
            long cell = cell(cells, at);
            long clean = signed ? extended(cell) : cell & used;
            for (int i = 0; i < cellBytes; i++) {
                byte one = (byte) (clean >>> 8 * i);
                changed += bytes[at + i] == one ? 0 : 1;
                bytes[at + i] = one;
            }
        }
        return changed;
    }

    /** Whether no cell has a bit set, or all repeat the sign. */
    private boolean isClear(ByteBuffer stored) {
        ByteBuffer cells = stored.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (isZero(cells)) {
            return true;
        }
        for (int at = 0; signed && at + cellBytes <= cells.limit(); at += cellBytes) {
            long cell = cell(cells, at);
            if (cell != extended(cell)) {
                return false;
            }
        }
        return signed;
    }

    /** By eight bytes at once where cells fill them, as nearly all do. */
    private boolean isZero(ByteBuffer cells) {
        long found = 0;
        int at = 0;
        if (8 % cellBytes == 0) {
            for (; at + 8 <= cells.limit(); at += 8) {
                found |= cells.getLong(at);
            }
        }
        long folded = 0;
        for (int shift = 0; shift < 64 && 8 % cellBytes == 0; shift += 8 * cellBytes) {
            folded |= found >>> shift;
        }
        for (; at + cellBytes <= cells.limit(); at += cellBytes) {
            folded |= cell(cells, at);
        }
        return (folded & unused) == 0;
    }

    private long cell(ByteBuffer cells, int at) {
        if (cellBytes == 2) {
            return cells.getShort(at) & 0xFFFF;
        }
        long cell = 0;
        for (int i = 0; i < cellBytes; i++) {
            cell |= (cells.get(at + i) & 0xFFL) << 8 * i;
        }
        return cell;
    }

    private long extended(long cell) {
        long value = (cell & used) << (63 - high) >> (63 - high);
        return value & (used | unused) & -1L << (high - stored + 1);
    }

    /** Whether a sample that a code stream holds has bits outside Bits Stored that are neither 0 nor its sign. */
    static boolean outside(int sample, PixelShape shape) {
        UnusedBits bits = new UnusedBits(shape);
        long cell = sample & -1L >>> (64 - shape.bitsAllocated());
        return (cell & bits.unused) != 0 && cell != bits.extended(cell);
    }
}
