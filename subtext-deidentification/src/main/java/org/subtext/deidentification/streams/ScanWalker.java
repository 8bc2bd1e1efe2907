package org.subtext.deidentification.streams;

import org.jspecify.annotations.Nullable;
import org.subtext.dicom.codec.EntropyBits;

/**
 * Finds the last bit of each scan of one JPEG frame: sequential and lossless (ITU-T T.81 annexes F and H) by their
 * codes alone, progressive (annex G) also by which coefficients earlier scans set. Not thread-safe.
 */
final class ScanWalker {
    private final JpegHeader frame;

    /** A bit for each coefficient that is not zero, a word a block; only of progressive frames. */
    private final long[][] set;

    private final int[] stride;

    ScanWalker(JpegHeader frame) {
        this.frame = frame;
        this.set = new long[frame.components()][];
        this.stride = new int[frame.components()];
        for (int c = 0; c < set.length; c++) {
            stride[c] = frame.jointAcross() * frame.across()[c];
            set[c] = new long[frame.progressive() ? stride[c] * frame.jointDown() * frame.down()[c] : 0];
        }
    }

    /**
     * What a scan's header says (T.81 B.2.3).
     *
     * @param components indices in the frame
     * @param dc table of each component's differences
     * @param ac table of each component's coefficients
     * @param from first coefficient, or predictor of a lossless scan
     * @param to last coefficient
     * @param high bit position of the scan before, 0 for the first
     */
    @SuppressWarnings("ArrayRecordComponent") // private to the rewriting of one stream, never compared
    record Scan(
            int[] components,
            @Nullable HuffmanCode[] dc,
            @Nullable HuffmanCode[] ac,
            int from,
            int to,
            int high) {}

    /** Goes through one scan. */
    EntropyWalk walk(Scan scan, EntropyBits bits, int restart, Marker marker) throws NotCleanedException {
        boolean alone = scan.components.length == 1;
        int only = scan.components[0];
        int across = alone ? frame.unitsAcross(only) : frame.jointAcross();
        int down = alone ? frame.unitsDown(only) : frame.jointDown();
        long units = (long) across * down;
        int every = restart == 0 ? Integer.MAX_VALUE : restart;
        EntropyWalk walk = new EntropyWalk(bits, marker, (int) ((units + every - 1) / every));
        Bands bands = new Bands(scan, walk, marker);
        int left = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (left == 0) {
                    walk.nextInterval();
                    bands.run = 0;
                    left = every;
                }
                left--;
                for (int i = 0; i < scan.components.length; i++) {
                    int c = scan.components[i];
                    int wide = alone ? 1 : frame.across()[c];
                    int high = alone ? 1 : frame.down()[c];
                    for (int b = 0; b < wide * high; b++) {
                        int block = (y * high + b / wide) * stride[c] + x * wide + b % wide;
                        bands.unit(i, c, block);
                    }
                }
                walk.checkEnd();
            }
        }
        walk.close();
        return walk;
    }

    /** The units of one scan. */
    private final class Bands {
        private final Scan scan;
        private final EntropyWalk walk;
        private final Marker marker;
        private int run;

        Bands(Scan scan, EntropyWalk walk, Marker marker) {
            this.scan = scan;
            this.walk = walk;
            this.marker = marker;
        }

        void unit(int index, int component, int block) throws NotCleanedException {
            if (frame.lossless()) {
                int category = walk.symbol(table(scan.dc[index]));
                walk.skip(category == 16 ? 0 : category);
            } else if (!frame.progressive()) {
                walk.skip(walk.symbol(table(scan.dc[index])));
                coefficients(table(scan.ac[index]));
            } else if (scan.from == 0) {
                walk.skip(scan.high > 0 ? 1 : walk.symbol(table(scan.dc[index])));
            } else if (scan.high == 0) {
                first(table(scan.ac[index]), set[component], block);
            } else {
                refined(table(scan.ac[index]), set[component], block);
            }
        }

        private HuffmanCode table(@Nullable HuffmanCode code) throws NotCleanedException {
            if (code == null) {
                throw marker.damaged("a scan that uses a Huffman table that is not defined");
            }
            return code;
        }

        private void coefficients(HuffmanCode ac) throws NotCleanedException {
            for (int k = 1; k < 64; k++) {
                int symbol = walk.symbol(ac);
                int category = symbol & 15;
                if (category == 0) {
                    if (symbol >> 4 < 15) {
                        return;
                    }
                    k += 15;
                    continue;
                }
                k += symbol >> 4;
                if (k > 63) {
                    throw marker.damaged("a run of zeros that leaves its block");
                }
                walk.skip(category);
            }
        }

        /** First scan of a band (T.81 G.1.2.2). */
        private void first(HuffmanCode ac, long[] set, int block) throws NotCleanedException {
            if (run > 0) {
                run--;
                return;
            }
            for (int k = scan.from; k <= scan.to; k++) {
                int symbol = walk.symbol(ac);
                int zeros = symbol >> 4;
                if ((symbol & 15) == 0) {
                    if (zeros < 15) {
                        run = (1 << zeros) + walk.take(zeros) - 1;
                        return;
                    }
                    k += 15;
                    continue;
                }
                k += zeros;
                if (k > 63) {
                    throw marker.damaged("a run of zeros that leaves its block");
                }
                walk.skip(symbol & 15);
                set[block] |= 1L << k;
            }
        }

        /** Later scan of a band: a bit for each coefficient that is set, and new ones among them (T.81 G.1.2.3). */
        private void refined(HuffmanCode ac, long[] set, int block) throws NotCleanedException {
            int k = scan.from;
            while (run == 0 && k <= scan.to) {
                int symbol = walk.symbol(ac);
                int zeros = symbol >> 4;
                boolean fresh = (symbol & 15) != 0;
                if (fresh) {
                    walk.skip(1);
                } else if (zeros < 15) {
                    run = (1 << zeros) + walk.take(zeros);
                    break;
                }
                while (k <= scan.to) {
                    if ((set[block] >>> k & 1) != 0) {
                        walk.skip(1);
                    } else if (--zeros < 0) {
                        break;
                    }
                    k++;
                }
                if (fresh && k <= 63) {
                    set[block] |= 1L << k;
                }
                k++;
            }
            if (run > 0) {
                long rest = k > scan.to ? 0 : set[block] >>> k & -1L >>> (63 - (scan.to - k));
                walk.skip(Long.bitCount(rest));
                run--;
            }
        }
    }
}
