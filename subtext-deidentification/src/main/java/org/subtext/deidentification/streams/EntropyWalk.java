package org.subtext.deidentification.streams;

import org.subtext.dicom.codec.EntropyBits;

/**
 * Goes through the entropy-coded bits of one JPEG scan without computing a sample, to find where each restart interval
 * ends. Not thread-safe.
 */
final class EntropyWalk {
    /** Decoders forgive a last byte that is missing. */
    private static final int TOLERATED_BITS = 8;

    private final EntropyBits bits;
    private final Marker scan;
    private final long[] ends;
    private int interval = -1;
    private long position;
    private long limit;

    EntropyWalk(EntropyBits bits, Marker scan, int intervals) throws NotCleanedException {
        if (intervals > bits.intervals()) {
            throw scan.damaged("a scan of " + bits.intervals() + " restart intervals where " + intervals
                    + " were expected; truncated");
        }
        this.bits = bits;
        this.scan = scan;
        this.ends = new long[intervals];
    }

    void nextInterval() {
        close();
        interval++;
        position = bits.start(interval);
        limit = bits.limit(interval) + TOLERATED_BITS;
    }

    void close() {
        if (interval >= 0) {
            ends[interval] = position;
        }
    }

    /** The symbol of the next code. */
    int symbol(HuffmanCode code) throws NotCleanedException {
        int entry = code.entry(bits.peek(position));
        if (entry == 0 || position > limit) {
            throw scan.damaged("no code, or no bits left, in a scan");
        }
        position += entry & 0xFF;
        return entry >>> 8;
    }

    void skip(int count) {
        position += count;
    }

    /** Up to 16 bits. */
    int take(int count) throws NotCleanedException {
        if (position > limit) {
            throw scan.damaged("no bits left in a scan");
        }
        int value = count == 0 ? 0 : (int) (bits.peek(position) >>> (64 - count));
        position += count;
        return value;
    }

    void checkEnd() throws NotCleanedException {
        if (position > limit) {
            throw scan.damaged("no bits left in a scan");
        }
    }

    /** The scan's bytes up to its last sample, with restart markers; returns how many were cut. */
    long write(StreamWriter out) {
        long cut = 0;
        for (int i = 0; i < bits.intervals(); i++) {
            long bytes = (bits.limit(i) - bits.start(i)) / 8;
            if (i >= ends.length) {
                cut += bytes + 2;
                continue;
            }
            if (i > 0) {
                out.u8(0xFF).u8(0xD0 + (i - 1) % 8);
            }
            long used = Math.min(ends[i], bits.limit(i)) - bits.start(i);
            byte[] interval = bits.copy(i, (int) ((used + 7) / 8));
            if (used % 8 != 0) {
                // The rest of the last byte is filled with ones (ITU-T T.81 F.1.2.3).
                interval[interval.length - 1] |= (byte) ((1 << (8 - used % 8)) - 1);
            }
            cut += bytes - interval.length;
            stuffed(interval, out);
        }
        return cut;
    }

    private static void stuffed(byte[] interval, StreamWriter out) {
        int from = 0;
        for (int at = 0; at < interval.length; at++) {
            if (interval[at] == -1) {
                out.put(interval, from, at + 1 - from).u8(0);
                from = at + 1;
            }
        }
        out.put(interval, from, interval.length - from);
    }
}
