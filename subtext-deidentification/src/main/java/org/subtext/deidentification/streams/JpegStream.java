package org.subtext.deidentification.streams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.codec.EntropyBits;

/**
 * A Huffman-coded JPEG (ITU-T T.81) written anew: frame header, the tables that a scan uses, scans up to their last
 * bit, and of application data only what tells the colours (JFIF, Adobe), without what else lies in it.
 *
 * <p>Everything is in the order in which it was found, since that is how decoders take it in. Not thread-safe.
 */
final class JpegStream {
    /** More than any encoder makes, and few enough to go through. */
    private static final int MOST_SCANS = 200;

    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

    /** What is written once it is known which tables were used. */
    private interface Part {
        void write(StreamWriter out);
    }

    /** A quantisation table or restart interval, which may turn out to be of no use. */
    private static final class Definition implements Part {
        private final int marker;
        private final byte[] content;
        private boolean used;

        Definition(int marker, byte[] content) {
            this.marker = marker;
            this.content = content;
        }

        @Override
        public void write(StreamWriter out) {
            if (used) {
                out.segment(marker, content);
            }
        }
    }

    private final byte[] stream;
    private final PixelShape shape;
    private final CutTally tally;
    private final List<Part> parts = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<HuffmanCode> codes = new ArrayList<>();
    private final @Nullable HuffmanCode[] huffman = new HuffmanCode[32];
    private final @Nullable Definition[] quantisation = new Definition[4];
    private @Nullable Definition restart;
    private int interval;
    private int scans;
    private @Nullable JpegHeader frame;
    private @Nullable ScanWalker walker;
    private boolean jfif;

    private JpegStream(byte[] stream, PixelShape shape, CutTally tally) {
        this.stream = stream;
        this.shape = shape;
        this.tally = tally;
    }

    static CleanStream clean(byte[] stream, PixelShape shape, CutTally tally) throws NotCleanedException {
        return new JpegStream(stream, shape, tally).clean();
    }

    private CleanStream clean() throws NotCleanedException {
        int at = 2;
        Marker marker = Marker.next(stream, at);
        while (marker.code() != Marker.EOI && marker.code() >= 0) {
            tally.add(PixelCut.FILLING, marker.at() - at);
            at = take(marker);
            marker = Marker.next(stream, at);
        }
        if (marker.code() == Marker.EOI) {
            tally.add(PixelCut.FILLING, marker.at() - at);
            at = marker.to();
        }
        tally.add(PixelCut.BEHIND_STREAM, behind(stream, at));
        if (frame == null || scans == 0) {
            throw new NotCleanedException("a JPEG without a frame or without a scan. Get the file anew.");
        }
        StreamWriter out = new StreamWriter(stream.length + 16).u8(0xFF).u8(Marker.SOI);
        parts.forEach(part -> part.write(out));
        definitions.forEach(one -> tally.add(PixelCut.UNUSED_TABLE, one.used ? 0 : 4 + one.content.length));
        codes.forEach(one -> tally.add(PixelCut.UNUSED_TABLE, one.used() ? one.renamed() : one.length()));
        return new CleanStream(out.u8(0xFF).u8(Marker.EOI).toBytes(), frame.bits());
    }

    /** One byte of padding is no find. */
    static long behind(byte[] stream, int end) {
        return stream.length - end == 1 && stream[end] == 0 ? 0 : stream.length - end;
    }

    /** Position behind what was taken in. */
    private int take(Marker marker) throws NotCleanedException {
        if (marker.isFrame()) {
            frame(marker);
        } else {
            switch (marker.code()) {
                case Marker.DHT -> huffman(marker);
                case Marker.DQT -> quantisation(marker);
                case Marker.DRI -> restart(marker);
                case Marker.SOS -> {
                    return scan(marker);
                }
                case Marker.JFIF -> jfif(marker);
                case Marker.ADOBE -> adobe(marker);
                case 0xCC, 0xDE, 0xDF ->
                    throw new NotCleanedException("an arithmetic-coded or hierarchical JPEG, which no transfer syntax"
                            + " has. Convert the file.");
                default -> tally.add(marker.kind(), marker.whole());
            }
        }
        return marker.to();
    }

    private void frame(Marker marker) throws NotCleanedException {
        if (frame != null) {
            throw marker.damaged("a second frame header");
        }
        if (marker.code() > 0xC3) {
            throw new NotCleanedException(
                    "an arithmetic-coded or hierarchical JPEG, which no transfer syntax has. Convert the file.");
        }
        JpegHeader header = JpegHeader.of(marker, numberOfLines(marker));
        header.check(shape);
        tally.add(PixelCut.UNKNOWN_SEGMENT, marker.length() - header.content().length);
        frame = header;
        walker = new ScanWalker(header);
        parts.add(out -> out.segment(header.code(), header.content()));
    }

    /** The height that a segment behind the first scan gives (T.81 B.2.5), or 0. */
    private int numberOfLines(Marker frameHeader) throws NotCleanedException {
        Marker marker = frameHeader;
        while (frameHeader.u16(1) == 0 && marker.code() >= 0) {
            if (marker.code() == Marker.DNL) {
                return marker.u16(0);
            }
            int at = marker.to();
            marker = Marker.next(
                    stream,
                    marker.code() == Marker.SOS ? EntropyBits.of(stream, at).end() : at);
        }
        return 0;
    }

    private void huffman(Marker segment) throws NotCleanedException {
        for (int at = 0; at < segment.length(); ) {
            HuffmanCode code = HuffmanCode.at(at, segment);
            at += code.length();
            huffman[code.which()] = code;
            codes.add(code);
            parts.add(out -> {
                if (code.used()) {
                    out.segment(Marker.DHT, code.content());
                }
            });
        }
    }

    private void quantisation(Marker segment) throws NotCleanedException {
        for (int at = 0; at < segment.length(); ) {
            int which = segment.u8(at);
            int length = which >> 4 == 0 ? 65 : 129;
            if ((which & 15) > 3 || which >> 4 > 1) {
                throw segment.damaged("quantisation table " + which);
            }
            segment.u8(at + length - 1);
            int from = segment.from() + at;
            quantisation[which & 3] = define(Marker.DQT, java.util.Arrays.copyOfRange(stream, from, from + length));
            at += length;
        }
    }

    private void restart(Marker segment) throws NotCleanedException {
        interval = segment.u16(0);
        restart = define(Marker.DRI, new byte[] {(byte) (interval >> 8), (byte) interval});
        tally.add(PixelCut.UNKNOWN_SEGMENT, segment.length() - 2);
    }

    private Definition define(int marker, byte[] content) {
        Definition definition = new Definition(marker, content);
        definitions.add(definition);
        parts.add(definition);
        return definition;
    }

    private void jfif(Marker segment) {
        // Five letters as decoders compare them; JFXX and others are other things.
        boolean first = segment.length() >= 5 && segment.begins("JFIF") && !jfif;
        jfif |= first;
        if (first) {
            parts.add(out -> out.segment(Marker.JFIF, JFIF));
        }
        tally.add(PixelCut.APPLICATION_DATA, first ? Math.max(0, segment.length() - JFIF.length) : segment.whole());
    }

    private void adobe(Marker segment) throws NotCleanedException {
        if (segment.length() < 12 || !segment.begins("Adob")) {
            tally.add(PixelCut.APPLICATION_DATA, segment.whole());
            return;
        }
        int transform = Math.min(segment.u8(11), frame != null && frame.components() == 4 ? 2 : 1);
        byte[] content =
                new StreamWriter(12).put(ADOBE).u16(100).u32(0).u8(transform).toBytes();
        parts.add(out -> out.segment(Marker.ADOBE, content));
        tally.add(PixelCut.APPLICATION_DATA, segment.length() - content.length);
    }

    private int scan(Marker marker) throws NotCleanedException {
        JpegHeader header = frame;
        ScanWalker walk = walker;
        if (header == null || walk == null) {
            throw marker.damaged("a scan before its frame header");
        }
        int count = marker.u8(0);
        if (count < 1 || count > header.components() || ++scans > MOST_SCANS) {
            throw marker.damaged("a scan of " + count + " components, or too many scans");
        }
        ScanWalker.Scan scan = new ScanWalker.Scan(
                new int[count],
                new HuffmanCode[count],
                new HuffmanCode[count],
                marker.u8(1 + 2 * count),
                marker.u8(2 + 2 * count),
                marker.u8(3 + 2 * count) >> 4);
        boolean needsAc = !header.lossless() && (!header.progressive() || scan.from() > 0);
        boolean needsDc = !header.progressive() || scan.from() == 0 && scan.high() == 0;
        if (header.progressive() && (scan.to() > 63 || scan.from() > scan.to() || scan.from() > 0 && count > 1)) {
            throw marker.damaged("a scan of coefficients " + scan.from() + " to " + scan.to());
        }
        for (int i = 0; i < count; i++) {
            int component = header.indexOf(marker.u8(1 + 2 * i), marker);
            int selector = marker.u8(2 + 2 * i);
            scan.components()[i] = component;
            scan.dc()[i] = needsDc ? used(huffman[selector >> 4 & 3]) : null;
            scan.ac()[i] = needsAc ? used(huffman[16 | selector & 3]) : null;
            use(header.lossless() ? null : quantisation[header.tables()[component]]);
        }
        use(restart);
        EntropyBits bits = EntropyBits.of(stream, marker.to());
        EntropyWalk ends = walk.walk(scan, bits, interval, marker);
        byte[] content = header(marker, header, scan, count);
        tally.add(PixelCut.UNKNOWN_SEGMENT, marker.length() - content.length);
        StreamWriter data = new StreamWriter(bits.end() - marker.to());
        tally.add(PixelCut.BEHIND_SCAN, ends.write(data));
        byte[] entropy = data.toBytes();
        parts.add(out -> out.segment(Marker.SOS, content).put(entropy));
        return bits.end();
    }

    /** A scan's header; a sequential one says nothing in its last bytes (T.81 table B.3). */
    private byte[] header(Marker marker, JpegHeader frame, ScanWalker.Scan scan, int count) throws NotCleanedException {
        StreamWriter out = new StreamWriter(4 + 2 * count).u8(count);
        for (int i = 0; i < count; i++) {
            int selector = marker.u8(2 + 2 * i);
            int kept = (scan.dc()[i] == null ? 0 : selector & 0x30) | (scan.ac()[i] == null ? 0 : selector & 3);
            out.u8(marker.u8(1 + 2 * i)).u8(kept);
        }
        if (frame.progressive()) {
            return out.u8(scan.from())
                    .u8(scan.to())
                    .u8(marker.u8(3 + 2 * count))
                    .toBytes();
        }
        return frame.lossless()
                ? out.u8(scan.from()).u8(0).u8(marker.u8(3 + 2 * count) & 15).toBytes()
                : out.u8(0).u8(63).u8(0).toBytes();
    }

    private static @Nullable HuffmanCode used(@Nullable HuffmanCode code) {
        if (code != null) {
            code.use();
        }
        return code;
    }

    private static void use(@Nullable Definition definition) {
        if (definition != null) {
            definition.used = true;
        }
    }
}
