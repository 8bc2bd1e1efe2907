package org.subtext.deidentification.streams;

import java.util.ArrayList;
import java.util.List;

/**
 * Size, tiles and components of a JPEG 2000 image (ITU-T T.800 A.5.1 and annex B), and the precincts into which a tile
 * is cut.
 */
@SuppressWarnings("ArrayRecordComponent") // private to the rewriting of one stream, never compared
record TileGrid(
        long width,
        long height,
        long left,
        long top,
        long tileWidth,
        long tileHeight,
        long tileLeft,
        long tileTop,
        int[] depths,
        int[] across,
        int[] down) {
    private static final int FIXED = 36;

    static TileGrid of(Marker siz, PixelShape shape) throws NotCleanedException {
        int count = siz.u16(FIXED - 2);
        if (count < 1 || count > 4) {
            throw siz.damaged("an image of " + count + " components");
        }
        TileGrid grid = new TileGrid(
                u32(siz, 2),
                u32(siz, 6),
                u32(siz, 10),
                u32(siz, 14),
                u32(siz, 18),
                u32(siz, 22),
                u32(siz, 26),
                u32(siz, 30),
                new int[count],
                new int[count],
                new int[count]);
        for (int c = 0; c < count; c++) {
            grid.depths[c] = siz.u8(FIXED + 3 * c);
            grid.across[c] = siz.u8(FIXED + 1 + 3 * c);
            grid.down[c] = siz.u8(FIXED + 2 + 3 * c);
            if (grid.across[c] == 0 || grid.down[c] == 0) {
                throw siz.damaged("a component without size");
            }
        }
        boolean fits = grid.width - grid.left == shape.columns()
                && grid.height - grid.top == shape.rows()
                && count == shape.samples();
        boolean tiles = grid.tileWidth > 0
                && grid.tileHeight > 0
                && grid.tileLeft <= grid.left
                && grid.tileTop <= grid.top
                && grid.tileLeft + grid.tileWidth > grid.left
                && grid.tileTop + grid.tileHeight > grid.top;
        if (!fits || !tiles || grid.tiles() > 65535) {
            throw siz.damaged("a size, or tiles, that the data set's attributes do not call for");
        }
        return grid;
    }

    private static long u32(Marker siz, int at) throws NotCleanedException {
        return (long) siz.u16(at) << 16 | siz.u16(at + 2);
    }

    /** Bytes of the segment's content that count. */
    int contentLength() {
        return FIXED + 3 * depths.length;
    }

    int components() {
        return depths.length;
    }

    long tilesAcross() {
        return ceil(width - tileLeft, tileWidth);
    }

    long tiles() {
        return tilesAcross() * ceil(height - tileTop, tileHeight);
    }

    /** Largest precision of a component in bits. */
    int precision() {
        int most = 0;
        for (int depth : depths) {
            most = Math.max(most, (depth & 0x7F) + 1);
        }
        return most;
    }

    /**
     * The precincts of one tile.
     *
     * @param styles one a component
     * @param most more are refused: a packet takes a byte at least
     */
    List<Precinct> precincts(int tile, CodingStyle[] styles, long most) throws NotCleanedException {
        long column = tile % tilesAcross();
        long row = tile / tilesAcross();
        long x0 = Math.max(tileLeft + column * tileWidth, left);
        long y0 = Math.max(tileTop + row * tileHeight, top);
        long x1 = Math.min(tileLeft + (column + 1) * tileWidth, width);
        long y1 = Math.min(tileTop + (row + 1) * tileHeight, height);
        List<Precinct> all = new ArrayList<>();
        long[] blocks = {64 * most + (1 << 16)};
        for (int c = 0; c < styles.length; c++) {
            Area area = new Area(ceil(x0, across[c]), ceil(y0, down[c]), ceil(x1, across[c]), ceil(y1, down[c]));
            for (int r = 0; r <= styles[c].levels(); r++) {
                resolution(new Corner(x0, y0, across[c], down[c]), area, c, r, styles[c], all, most, blocks);
            }
        }
        return all;
    }

    private record Area(long x0, long y0, long x1, long y1) {
        /** A subband, or with offsets of 0 a resolution (T.800 equations B-14 and B-15). */
        Area band(int level, int right, int below) {
            long half = level == 0 ? 0 : 1L << (level - 1);
            return new Area(
                    up(x0 - half * right, level),
                    up(y0 - half * below, level),
                    up(x1 - half * right, level),
                    up(y1 - half * below, level));
        }

        private static long up(long value, int level) {
            return value + (1L << level) - 1 >> level;
        }

        boolean empty() {
            return x1 <= x0 || y1 <= y0;
        }
    }

    private record Corner(long x, long y, int across, int down) {}

    private static void resolution(
            Corner corner,
            Area component,
            int c,
            int r,
            CodingStyle style,
            List<Precinct> all,
            long most,
            long[] blocksLeft)
            throws NotCleanedException {
        int level = style.levels() - r;
        Area area = component.band(level, 0, 0);
        if (area.empty()) {
            return;
        }
        int wide = style.precinctAcross(r);
        int high = style.precinctDown(r);
        long firstX = area.x0 >> wide;
        long firstY = area.y0 >> high;
        long across = (area.x1 + (1L << wide) - 1 >> wide) - firstX;
        long down = (area.y1 + (1L << high) - 1 >> high) - firstY;
        if (across * down > most - all.size() || r > 0 && (wide == 0 || high == 0)) {
            throw new NotCleanedException(
                    "a JPEG 2000 tile of more precincts than its bytes can tell of; damaged. Get the file anew.");
        }
        int halving = r == 0 ? 0 : 1;
        int blockAcross = Math.min(style.blockAcross(), wide - halving);
        int blockDown = Math.min(style.blockDown(), high - halving);
        for (long i = 0; i < across * down; i++) {
            long px = firstX + i % across;
            long py = firstY + i / across;
            Precinct precinct = new Precinct(
                    c,
                    r,
                    (int) i,
                    Math.max(corner.x, (px << wide + level) * corner.across),
                    Math.max(corner.y, (py << high + level) * corner.down),
                    style);
            for (int b = r == 0 ? 0 : 1; b <= (r == 0 ? 0 : 3); b++) {
                Area band = component.band(level + halving, b & 1, b >> 1);
                int bandWide = wide - halving;
                int bandHigh = high - halving;
                Area part = new Area(
                        Math.max(band.x0, px << bandWide),
                        Math.max(band.y0, py << bandHigh),
                        Math.min(band.x1, px + 1 << bandWide),
                        Math.min(band.y1, py + 1 << bandHigh));
                if (!part.empty()) {
                    int w = (int) ((part.x1 + (1L << blockAcross) - 1 >> blockAcross) - (part.x0 >> blockAcross));
                    int h = (int) ((part.y1 + (1L << blockDown) - 1 >> blockDown) - (part.y0 >> blockDown));
                    blocksLeft[0] -= (long) w * h;
                    if (blocksLeft[0] < 0) {
                        throw new NotCleanedException("a JPEG 2000 tile of more code-blocks than its bytes can tell"
                                + " of; damaged. Get the file anew.");
                    }
                    precinct.addBand(w, h);
                }
            }
            all.add(precinct);
        }
    }

    private static long ceil(long value, long by) {
        return (value + by - 1) / by;
    }
}
