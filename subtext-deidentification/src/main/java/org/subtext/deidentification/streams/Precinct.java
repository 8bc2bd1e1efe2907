package org.subtext.deidentification.streams;

import java.util.ArrayList;
import java.util.List;

/**
 * One precinct of a resolution of a tile's component: the code-blocks of one to three subbands, whose packets come one
 * a layer (ITU-T T.800 B.9 and B.10). Not thread-safe.
 */
final class Precinct {
    final int component;
    final int resolution;
    final int index;

    /** Where position progressions meet it, in the coordinates of the reference grid. */
    final long x;

    final long y;

    private final CodingStyle style;
    private final List<Band> bands = new ArrayList<>();
    private int layersRead;

    Precinct(int component, int resolution, int index, long x, long y, CodingStyle style) {
        this.component = component;
        this.resolution = resolution;
        this.index = index;
        this.x = x;
        this.y = y;
        this.style = style;
    }

    /** Code-blocks of one subband, raster order. */
    private static final class Band {
        private final int across;
        private final int down;
        private final TagTree inclusion;
        private final TagTree zeroPlanes;
        private final boolean[] included;
        private final byte[] lengthBits;

        /** Passes of the codeword that is not full, and how many it has room for. */
        private final byte[] passes;

        private final byte[] room;

        Band(int across, int down) {
            this.across = across;
            this.down = down;
            this.inclusion = new TagTree(across, down);
            this.zeroPlanes = new TagTree(across, down);
            this.included = new boolean[across * down];
            this.lengthBits = new byte[across * down];
            this.passes = new byte[across * down];
            this.room = new byte[across * down];
        }
    }

    void addBand(int across, int down) {
        if (across > 0 && down > 0) {
            bands.add(new Band(across, down));
        }
    }

    /** Whether this is the layer that comes next; one that was read by an earlier progression does not come again. */
    boolean isNext(int layer) {
        return layer == layersRead;
    }

    /** Whether all packets up to a layer were read. */
    boolean isRead(int layers) {
        return layersRead >= layers;
    }

    /** Passes one packet. */
    void packet(int layer, boolean endMarkers, PacketBits bits) throws NotCleanedException {
        layersRead++;
        bits.passMarker(0x91, 6);
        bits.begin();
        long body = 0;
        if (bits.bit()) {
            for (Band band : bands) {
                for (int i = 0; i < band.included.length; i++) {
                    body += block(band, i, layer, bits);
                }
            }
        }
        bits.end();
        if (endMarkers) {
            bits.passMarker(0x92, 2);
        }
        bits.skip(body);
    }

    /** Bytes that one code-block has in this packet. */
    private long block(Band band, int i, int layer, PacketBits bits) throws NotCleanedException {
        int x = i % band.across;
        int y = i / band.across;
        boolean first = !band.included[i];
        boolean now = first ? band.inclusion.isBelow(x, y, layer + 1, bits) : bits.bit();
        if (!now) {
            return 0;
        }
        if (first) {
            band.included[i] = true;
            band.lengthBits[i] = 3;
            int planes = 1;
            while (!band.zeroPlanes.isBelow(x, y, planes, bits)) {
                if (++planes > 80) {
                    throw new NotCleanedException("a damaged JPEG 2000 packet. Get the file anew.");
                }
            }
        }
        int passes = passes(bits);
        while (bits.bit()) {
            if (++band.lengthBits[i] > 32) {
                throw new NotCleanedException("a damaged JPEG 2000 packet. Get the file anew.");
            }
        }
        return style.highThroughput() ? twoCodewords(band, i, passes, bits) : codewords(band, i, passes, bits);
    }

    private long codewords(Band band, int i, int count, PacketBits bits) throws NotCleanedException {
        long bytes = 0;
        int left = count;
        while (left > 0) {
            if (band.room[i] == band.passes[i]) {
                band.room[i] = (byte) style.passesOfCodeword(band.room[i]);
                band.passes[i] = 0;
            }
            int here = Math.min(left, band.room[i] - band.passes[i]);
            bytes += length(band.lengthBits[i], here, bits);
            band.passes[i] += (byte) here;
            left -= here;
        }
        return bytes;
    }

    /** The cleanup pass, then all refinements (T.814 B.2). */
    private static long twoCodewords(Band band, int i, int count, PacketBits bits) throws NotCleanedException {
        int left = count;
        long bytes = 0;
        if (band.passes[i] == 0) {
            bytes = length(band.lengthBits[i], 1, bits);
            band.passes[i] = 1;
            left--;
        }
        return left > 0 ? bytes + length(band.lengthBits[i], left, bits) : bytes;
    }

    private static long length(int lengthBits, int passes, PacketBits bits) throws NotCleanedException {
        int count = lengthBits + 31 - Integer.numberOfLeadingZeros(passes);
        return count > 32 ? Long.MAX_VALUE / 1024 : bits.bits(count) & 0xFFFFFFFFL;
    }

    /** Number of new coding passes (T.800 table B.4). */
    private static int passes(PacketBits bits) throws NotCleanedException {
        if (!bits.bit()) {
            return 1;
        }
        if (!bits.bit()) {
            return 2;
        }
        int two = bits.bits(2);
        if (two < 3) {
            return 3 + two;
        }
        int five = bits.bits(5);
        return five < 31 ? 6 + five : 37 + bits.bits(7);
    }
}
