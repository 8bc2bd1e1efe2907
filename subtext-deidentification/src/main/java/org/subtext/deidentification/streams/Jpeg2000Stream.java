package org.subtext.deidentification.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.subtext.dicom.codec.Jpeg2000Decoder;

/**
 * A JPEG 2000 or HTJ2K code stream (ITU-T T.800, T.814) written anew: the segments of main and tile-part headers that a
 * decoder needs, and packets up to the last. Lengths of tile-parts are computed anew. A stream that lacks tiles is
 * refused. Not thread-safe.
 */
final class Jpeg2000Stream {
    private static final int START_OF_TILE = 0x90;
    private static final int START_OF_DATA = 0x93;
    private static final int END = 0xD9;
    private static final int TILE_HEADER = 12;
    private static final int MOST_LENGTHS = 10_000;

    /** Part of a tile, with the bytes of its packets. */
    private static final class TilePart {
        private final int tile;
        private final int number;
        private final int of;
        private final int from;
        private final int to;
        private final Jpeg2000Header header;
        private final boolean first;
        private int kept;

        TilePart(int tile, int number, int of, int from, int to, Jpeg2000Header header, boolean first) {
            this.tile = tile;
            this.number = number;
            this.of = of;
            this.from = from;
            this.to = to;
            this.header = header;
            this.first = first;
        }
    }

    private final byte[] stream;
    private final PixelShape shape;
    private final CutTally tally;
    private final List<TilePart> parts = new ArrayList<>();
    private final TreeMap<Integer, Jpeg2000Header> tiles = new TreeMap<>();

    private Jpeg2000Stream(byte[] stream, PixelShape shape, CutTally tally) {
        this.stream = stream;
        this.shape = shape;
        this.tally = tally;
    }

    static CleanStream clean(byte[] frame, PixelShape shape, CutTally tally) throws NotCleanedException {
        return new Jpeg2000Stream(Jp2Boxes.codeStream(frame, tally), shape, tally).clean();
    }

    private CleanStream clean() throws NotCleanedException {
        Marker size = segment(2);
        if (size.code() != Jpeg2000Header.SIZE) {
            throw size.damaged("a JPEG 2000 stream that does not begin with its size");
        }
        TileGrid grid = TileGrid.of(size, shape);
        if (!Jpeg2000Decoder.canHold(shape.frameBytes(), stream.length)) {
            throw size.damaged("more pixels than " + stream.length + " bytes can hold an image of");
        }
        tally.add(PixelCut.UNKNOWN_SEGMENT, size.length() - grid.contentLength());
        Jpeg2000Header main = new Jpeg2000Header(grid.components());
        int at = headers(size.to(), START_OF_TILE, main);
        while (at + 2 <= stream.length && (stream[at + 1] & 0xFF) == START_OF_TILE && stream[at] == -1) {
            at = tilePart(at, grid, main);
        }
        boolean ends = at + 2 <= stream.length && stream[at] == -1 && (stream[at + 1] & 0xFF) == END;
        tally.add(PixelCut.BEHIND_STREAM, JpegStream.behind(stream, ends ? at + 2 : at));
        if (tiles.size() < grid.tiles()) {
            throw new NotCleanedException("a JPEG 2000 stream with " + tiles.size() + " of " + grid.tiles()
                    + " tiles; truncated. Get the file anew.");
        }
        for (int tile : tiles.keySet()) {
            cut(tile, grid);
        }
        return new CleanStream(write(size, grid, main), grid.precision());
    }

    private Marker segment(int at) throws NotCleanedException {
        if (at + 4 > stream.length || stream[at] != -1) {
            throw new NotCleanedException(
                    "a JPEG 2000 stream without a marker at byte " + at + "; damaged. Get the file anew.");
        }
        int code = stream[at + 1] & 0xFF;
        if (code >= 0x30 && code <= 0x3F) {
            return new Marker(stream, code, at, at + 2, at + 2);
        }
        int length = (stream[at + 2] & 0xFF) << 8 | stream[at + 3] & 0xFF;
        if (length < 2 || at + 2 + length > stream.length) {
            throw new NotCleanedException(String.format(
                    Locale.ROOT,
                    "a code stream that ends within the segment of marker FF%02X at byte %d. Get the file anew.",
                    code,
                    at));
        }
        return new Marker(stream, code, at, at + 4, at + 2 + length);
    }

    /** Takes in segments up to a marker; its position. */
    private int headers(int from, int last, Jpeg2000Header header) throws NotCleanedException {
        int at = from;
        while (at + 2 <= stream.length && !(stream[at] == -1 && (stream[at + 1] & 0xFF) == last)) {
            Marker segment = segment(at);
            header.take(segment, tally);
            at = segment.to();
        }
        return at;
    }

    private int tilePart(int at, TileGrid grid, Jpeg2000Header main) throws NotCleanedException {
        Marker start = segment(at);
        int tile = start.u16(0);
        long length = (long) start.u16(2) << 16 | start.u16(4);
        if (tile >= grid.tiles()) {
            throw start.damaged("tile " + tile + " of " + grid.tiles());
        }
        Jpeg2000Header known = tiles.get(tile);
        Jpeg2000Header header = known == null ? main.tile() : known;
        tiles.put(tile, header);
        int data = headers(start.to(), START_OF_DATA, header) + 2;
        long end = length == 0 ? end(data) : at + length;
        if (end > stream.length || end < data) {
            throw new NotCleanedException("a JPEG 2000 tile-part of " + length + " bytes at byte " + at + " of "
                    + stream.length + "; truncated. Get the file anew.");
        }
        tally.add(PixelCut.UNKNOWN_SEGMENT, start.length() - 8);
        parts.add(new TilePart(tile, start.u8(6), start.u8(7), data, (int) end, header, known == null));
        return (int) end;
    }

    /** Of a last tile-part that does not tell its length; its data hold no FF followed by more than 8F. */
    private int end(int from) {
        int at = from;
        while (at < stream.length && !(stream[at] == -1 && at + 1 < stream.length && (stream[at + 1] & 0xFF) == END)) {
            at++;
        }
        return at;
    }

    /** Finds where the packets of a tile end, and so what each of its parts keeps. */
    private void cut(int tile, TileGrid grid) throws NotCleanedException {
        StreamWriter data = new StreamWriter(1024);
        for (TilePart part : parts) {
            if (part.tile == tile) {
                data.put(stream, part.from, part.to - part.from);
            }
        }
        PacketBits bits = new PacketBits(data.toBytes());
        Jpeg2000Header header = tiles.get(tile);
        if (header != null) {
            header.readPackets(grid.precincts(tile, header.styles(), Math.max(1 << 16, data.size())), bits);
        }
        int left = bits.position();
        for (TilePart part : parts) {
            if (part.tile == tile) {
                part.kept = Math.min(left, part.to - part.from);
                left -= part.kept;
                tally.add(PixelCut.BEHIND_SCAN, part.to - part.from - part.kept);
            }
        }
    }

    private byte[] write(Marker size, TileGrid grid, Jpeg2000Header main) throws NotCleanedException {
        StreamWriter out = new StreamWriter(stream.length).u8(0xFF).u8(0x4F);
        out.u8(0xFF).u8(size.code()).u16(2 + grid.contentLength()).put(stream, size.from(), grid.contentLength());
        main.write(out, tally);
        List<byte[]> headers = new ArrayList<>();
        for (TilePart part : parts) {
            StreamWriter header = new StreamWriter(64);
            if (part.first) {
                part.header.write(header, tally);
            }
            headers.add(header.toBytes());
        }
        if (main.tileLengths() > 0) {
            int before = out.size();
            lengths(headers, out);
            tally.add(PixelCut.UNKNOWN_SEGMENT, main.tileLengths() - (out.size() - before));
        }
        for (int i = 0; i < parts.size(); i++) {
            TilePart part = parts.get(i);
            byte[] header = headers.get(i);
            out.u8(0xFF).u8(START_OF_TILE).u16(10).u16(part.tile);
            out.u32(length(part, header)).u8(part.number).u8(part.of);
            out.put(header).u8(0xFF).u8(START_OF_DATA).put(stream, part.from, part.kept);
        }
        return out.u8(0xFF).u8(END).toBytes();
    }

    private static long length(TilePart part, byte[] header) {
        return TILE_HEADER + header.length + 2L + part.kept;
    }

    /** The lengths of all tile-parts (T.800 A.7.1), which a transfer syntax asks for. */
    private void lengths(List<byte[]> headers, StreamWriter out) {
        for (int from = 0, number = 0; from < parts.size(); from += MOST_LENGTHS, number++) {
            int to = Math.min(parts.size(), from + MOST_LENGTHS);
            StreamWriter content =
                    new StreamWriter(2 + 6 * (to - from)).u8(number).u8(0x60);
            for (int i = from; i < to; i++) {
                content.u16(parts.get(i).tile).u32(length(parts.get(i), headers.get(i)));
            }
            out.segment(Jpeg2000Header.TILE_LENGTHS, content.toBytes());
        }
    }
}
