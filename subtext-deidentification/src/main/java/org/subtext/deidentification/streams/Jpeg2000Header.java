package org.subtext.deidentification.streams;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the main header of a JPEG 2000 stream, or the header of a tile's first part, says of coding (ITU-T T.800 annex
 * A), and its segments with their exact lengths. A tile inherits what it does not say. Not thread-safe.
 */
final class Jpeg2000Header {
    static final int SIZE = 0x51;
    static final int STYLE = 0x52;
    static final int COMPONENT_STYLE = 0x53;
    static final int QUANTISATION = 0x5C;
    static final int COMPONENT_QUANTISATION = 0x5D;
    static final int REGION = 0x5E;
    static final int PROGRESSIONS = 0x5F;
    static final int CAPABILITIES = 0x50;
    static final int TILE_LENGTHS = 0x55;
    static final int COMMENT = 0x64;
    private static final int PACKED_HEADERS = 0x60;
    private static final int PACKED_TILE_HEADERS = 0x61;
    private static final int FIRST_OF_PART_2 = 0x70;
    private static final int LAST_OF_PART_2 = 0x79;

    private final @Nullable CodingStyle[] ofComponent;
    private final List<Progression> progressions = new ArrayList<>();
    private final List<Marker> segments = new ArrayList<>();
    private @Nullable CodingStyle ofAll;
    private boolean endMarkers;
    private int order;
    private int layers;
    private int tileLengths;

    Jpeg2000Header(int components) {
        this.ofComponent = new CodingStyle[components];
    }

    /** A tile that has said nothing yet. */
    Jpeg2000Header tile() {
        Jpeg2000Header tile = new Jpeg2000Header(ofComponent.length);
        System.arraycopy(ofComponent, 0, tile.ofComponent, 0, ofComponent.length);
        tile.ofAll = ofAll;
        tile.endMarkers = endMarkers;
        tile.order = order;
        tile.layers = layers;
        tile.progressions.addAll(progressions);
        return tile;
    }

    /** Takes a segment in, if it is one that a decoder needs. */
    void take(Marker segment, CutTally tally) throws NotCleanedException {
        switch (segment.code()) {
            case STYLE -> style(segment);
            case COMPONENT_STYLE -> {
                int which = segment.u8(0);
                if (which >= ofComponent.length) {
                    throw segment.damaged("a style of component " + which);
                }
                ofComponent[which] = CodingStyle.at(2, (segment.u8(1) & 1) != 0, segment);
            }
            case PROGRESSIONS -> progressions(segment);
            case QUANTISATION, COMPONENT_QUANTISATION, REGION, CAPABILITIES -> {}
            case PACKED_HEADERS, PACKED_TILE_HEADERS ->
                throw new NotCleanedException("JPEG 2000 with packed packet headers, which cannot be taken apart here."
                        + " Decompress the file.");
            default -> {
                if (segment.code() >= FIRST_OF_PART_2 && segment.code() <= LAST_OF_PART_2) {
                    throw new NotCleanedException(
                            "JPEG 2000 with extensions of part 2, which cannot be taken apart here. Decompress the"
                                    + " file.");
                }
                if (segment.code() == TILE_LENGTHS) {
                    tileLengths += segment.whole();
                } else {
                    tally.add(segment.code() == COMMENT ? PixelCut.COMMENT : PixelCut.UNKNOWN_SEGMENT, segment.whole());
                }
                return;
            }
        }
        only(segment, tally);
    }

    /** Of segments that say the same thing the last counts; progressions add up. */
    private void only(Marker segment, CutTally tally) throws NotCleanedException {
        boolean ofOne = segment.code() == COMPONENT_STYLE
                || segment.code() == COMPONENT_QUANTISATION
                || segment.code() == REGION;
        int which = ofOne ? segment.u8(0) : 0;
        if (which >= ofComponent.length) {
            throw segment.damaged("a segment of component " + which);
        }
        for (int i = segments.size() - 1; i >= 0 && segment.code() != PROGRESSIONS; i--) {
            Marker other = segments.get(i);
            if (other.code() == segment.code() && (!ofOne || other.u8(0) == which)) {
                tally.add(PixelCut.UNKNOWN_SEGMENT, other.whole());
                segments.remove(i);
            }
        }
        segments.add(segment);
    }

    private void style(Marker segment) throws NotCleanedException {
        endMarkers = (segment.u8(0) & 4) != 0;
        order = segment.u8(1);
        layers = segment.u16(2);
        if (order > 4 || layers == 0) {
            throw segment.damaged("progression " + order + " of " + layers + " layers");
        }
        ofAll = CodingStyle.at(5, (segment.u8(0) & 1) != 0, segment);
        // What a tile says of all its components counts before what the image said of one (T.800 A.6.1).
        if (segments.stream().noneMatch(one -> one.code() == COMPONENT_STYLE)) {
            Arrays.fill(ofComponent, null);
        }
    }

    private void progressions(Marker segment) throws NotCleanedException {
        boolean first = segments.stream().noneMatch(one -> one.code() == PROGRESSIONS);
        if (first) {
            progressions.clear();
        }
        for (int at = 0; at + 7 <= segment.length(); at += 7) {
            int components = segment.u8(at + 5);
            if (segment.u8(at + 6) > 4) {
                throw segment.damaged("progression " + segment.u8(at + 6));
            }
            progressions.add(new Progression(
                    segment.u8(at),
                    segment.u8(at + 1),
                    segment.u16(at + 2),
                    segment.u8(at + 4),
                    components == 0 ? 256 : components,
                    segment.u8(at + 6)));
        }
    }

    /** Bytes of the lengths of tile-parts, which are written anew. */
    int tileLengths() {
        return tileLengths;
    }

    /** Passes all packets of a tile whose precincts these are. */
    void readPackets(List<Precinct> precincts, PacketBits bits) throws NotCleanedException {
        for (Progression one : progressions) {
            one.read(precincts, endMarkers, bits);
        }
        Progression.whole(order, layers).read(precincts, endMarkers, bits);
        if (!precincts.stream().allMatch(one -> one.isRead(layers))) {
            throw new NotCleanedException(
                    "a JPEG 2000 tile whose data end before its last packet; truncated. Get the file anew.");
        }
    }

    CodingStyle[] styles() throws NotCleanedException {
        CodingStyle[] styles = new CodingStyle[ofComponent.length];
        for (int c = 0; c < styles.length; c++) {
            CodingStyle own = ofComponent[c];
            CodingStyle all = ofAll;
            if (own == null && all == null) {
                throw new NotCleanedException("a JPEG 2000 stream without a coding style. Get the file anew.");
            }
            styles[c] = own != null ? own : java.util.Objects.requireNonNull(all);
        }
        return styles;
    }

    /** The segments that were taken in, none longer than what it says. */
    void write(StreamWriter out, CutTally tally) throws NotCleanedException {
        int levels = 0;
        for (CodingStyle style : styles()) {
            levels = Math.max(levels, style.levels());
        }
        for (Marker segment : segments) {
            byte[] content = content(segment, levels);
            out.segment(segment.code(), content);
            tally.add(PixelCut.UNKNOWN_SEGMENT, segment.length() - content.length);
        }
    }

    private static byte[] content(Marker segment, int levels) throws NotCleanedException {
        int most = segment.length();
        int length = switch (segment.code()) {
            case STYLE ->
                5 + CodingStyle.at(5, (segment.u8(0) & 1) != 0, segment).length();
            case COMPONENT_STYLE ->
                2 + CodingStyle.at(2, (segment.u8(1) & 1) != 0, segment).length();
            case QUANTISATION -> quantisation(segment, 0, levels);
            case COMPONENT_QUANTISATION -> quantisation(segment, 1, levels);
            case REGION -> 3;
            case CAPABILITIES -> 4 + 2 * Integer.bitCount(segment.u16(0) << 16 | segment.u16(2));
            default -> most - most % 7;
        };
        if (length > most) {
            throw segment.damaged("a segment that ends too early");
        }
        byte[] content = Arrays.copyOfRange(segment.stream(), segment.from(), segment.from() + length);
        if (segment.code() == STYLE) {
            content[0] &= 7;
        } else if (segment.code() == COMPONENT_STYLE) {
            content[1] &= 1;
        }
        return content;
    }

    /** A step of each subband: none, one for all, or one each (T.800 A.6.4). */
    private static int quantisation(Marker segment, int at, int levels) throws NotCleanedException {
        int bands = 3 * levels + 1;
        int each = switch (segment.u8(at) & 31) {
            case 0 -> bands;
            case 1 -> 2;
            default -> 2 * bands;
        };
        return Math.min(segment.length(), at + 1 + each);
    }
}
