package org.subtext.deidentification.streams;

/** A tag tree of JPEG 2000 packet headers (ITU-T T.800 B.10.2). Not thread-safe. */
final class TagTree {
    private final int[] widths = new int[33];
    private final int[] starts = new int[33];
    private final int levels;
    private final int[] low;
    private final boolean[] known;

    TagTree(int across, int down) {
        int width = across;
        int height = down;
        int level = 0;
        int nodes = 0;
        while (true) {
            widths[level] = width;
            starts[level] = nodes;
            nodes += width * height;
            level++;
            if (width * height <= 1) {
                break;
            }
            width = (width + 1) / 2;
            height = (height + 1) / 2;
        }
        levels = level;
        low = new int[nodes];
        known = new boolean[nodes];
    }

    /** Whether the value at a leaf is below {@code threshold}, as far as bits have to be read to tell. */
    boolean isBelow(int x, int y, int threshold, PacketBits bits) throws NotCleanedException {
        int least = 0;
        int node = 0;
        for (int level = levels - 1; level >= 0; level--) {
            node = starts[level] + (y >> level) * widths[level] + (x >> level);
            low[node] = Math.max(low[node], least);
            while (low[node] < threshold && !known[node]) {
                if (bits.bit()) {
                    known[node] = true;
                } else {
                    low[node]++;
                }
            }
            least = low[node];
        }
        return known[node] && low[node] < threshold;
    }
}
