package org.subtext.deidentification;

import static org.subtext.deidentification.Place.ascii;
import static org.subtext.deidentification.Streams.before;
import static org.subtext.deidentification.Streams.joined;
import static org.subtext.deidentification.Streams.part;
import static org.subtext.deidentification.Streams.segment;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/** Places in pixel data, their tables and their code streams. */
final class PlacesInPixels {
    private static final String JPEG = "1.2.840.10008.1.2.4.50";
    private static final String EXTENDED = "1.2.840.10008.1.2.4.51";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    private static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String DEFLATED_FRAME = "1.2.840.10008.1.2.8.1";
    private static final int SOF = 0xC0;
    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;
    private static final int DQT = 0xDB;
    private static final int TILE_PART = 0x90;
    private static final int TILE_DATA = 0x93;

    private PlacesInPixels() {}

    static List<Place> all() {
        List<Place> all = new ArrayList<>(nativePixels());
        for (int application = 0; application < 16; application++) {
            int marker = 0xE0 + application;
            all.add(jpeg(
                    "JPEG segment APP" + application,
                    text -> before(Streams.jpeg(false), DQT, 1, segment(marker, ascii(text)))));
        }
        all.addAll(jpeg());
        all.addAll(jpegLs());
        all.addAll(jpeg2000());
        all.addAll(others());
        return all;
    }

    private static List<Place> nativePixels() {
        byte[] zeros = new byte[64];
        return List.of(
                Place.of(
                        "behind native pixels",
                        (file, text) -> file.bytes(RawDicom.PIXELS, "OB", joined(zeros, ascii(text)))),
                Place.of(
                        "behind native words",
                        (file, text) -> file.shape(1, "MONOCHROME2", 16, 12)
                                .bytes(RawDicom.PIXELS, "OW", joined(zeros, zeros, ascii(text)))),
                Place.of(
                        "behind the last of several frames",
                        (file, text) -> file.text(0x00280008, "IS", "2")
                                .bytes(RawDicom.PIXELS, "OB", joined(zeros, zeros, ascii(text)))),
                Place.of(
                        "unused high bits",
                        (file, text) ->
                                file.shape(1, "MONOCHROME2", 16, 8).bytes(RawDicom.PIXELS, "OW", highBytes(text))),
                Place.of(
                        "unused low bits",
                        (file, text) -> file.shape(1, "MONOCHROME2", 16, 8)
                                .shorts(0x00280102, 15)
                                .bytes(RawDicom.PIXELS, "OW", lowBytes(text))),
                Place.of(
                        "extended offset table",
                        (file, text) -> file.bytes(0x7FE00001, "OV", ascii(text))
                                .fragments(JPEG, new byte[0], Streams.jpeg(false))),
                Place.of(
                        "extended offset table lengths",
                        (file, text) -> file.bytes(0x7FE00002, "OV", ascii(text))
                                .fragments(JPEG, new byte[0], Streams.jpeg(false))),
                Place.of(
                        "Float Pixel Data beside Pixel Data",
                        (file, text) -> file.bytes(0x7FE00008, "OF", ascii(text))),
                Place.of(
                        "Double Float Pixel Data beside Pixel Data",
                        (file, text) -> file.bytes(0x7FE00009, "OD", ascii(text))),
                Place.of(
                        "palette longer than its descriptor",
                        (file, text) -> palette(file, joined(new byte[512], ascii(text)))),
                Place.of("palette without a palette image", (file, text) -> file.bytes(0x00281201, "OW", ascii(text))),
                Place.of("segmented palette", (file, text) -> file.bytes(0x00281221, "OW", ascii(text))),
                Place.of(
                        "modality table longer than its descriptor",
                        (file, text) -> file.items(0x00283000, table(text))),
                Place.of("VOI table longer than its descriptor", (file, text) -> file.items(0x00283010, table(text))),
                Place.of(
                        "explanation of a table",
                        (file, text) -> file.items(0x00283010, table("").text(0x00283003, "LO", text))),
                Place.of(
                        "Modality LUT Type",
                        (file, text) -> file.text(0x00100010, "PN", text)
                                .items(0x00283000, table("").text(0x00283004, "LO", text))));
    }

    private static byte[] highBytes(String text) {
        byte[] words = new byte[128];
        for (int i = 0; i < text.length(); i++) {
            words[2 * i + 1] = (byte) text.charAt(i);
        }
        return words;
    }

    private static byte[] lowBytes(String text) {
        byte[] words = new byte[128];
        for (int i = 0; i < text.length(); i++) {
            words[2 * i] = (byte) text.charAt(i);
        }
        return words;
    }

    private static RawDicom palette(RawDicom file, byte[] red) {
        return file.text(0x00280004, "CS", "PALETTE COLOR")
                .shorts(0x00281101, 256, 0, 16)
                .shorts(0x00281102, 256, 0, 16)
                .shorts(0x00281103, 256, 0, 16)
                .bytes(0x00281201, "OW", red)
                .bytes(0x00281202, "OW", new byte[512])
                .bytes(0x00281203, "OW", new byte[512]);
    }

    private static RawDicom table(String text) {
        return new RawDicom()
                .shorts(0x00283002, 4, 0, 16)
                .text(0x00283004, "LO", "US")
                .bytes(0x00283006, "OW", joined(new byte[8], ascii(text)));
    }

    private static Place jpeg(String name, java.util.function.Function<String, byte[]> stream) {
        return Place.of(name, (file, text) -> file.fragments(JPEG, new byte[0], stream.apply(text)));
    }

    private static List<Place> jpeg() {
        byte[] plain = Streams.jpeg(false);
        byte[] progressive = Streams.jpeg(true);
        return List.of(
                jpeg("JPEG comment", text -> before(plain, DQT, 1, segment(0xFE, ascii(text)))),
                jpeg("JPEG comment before the scan", text -> before(plain, SOS, 1, segment(0xFE, ascii(text)))),
                Place.of(
                        "JPEG comment between scans",
                        (file, text) -> file.fragments(
                                EXTENDED, new byte[0], before(progressive, SOS, 2, segment(0xFE, ascii(text))))),
                Place.of(
                        "JPEG application data between scans",
                        (file, text) -> file.fragments(
                                EXTENDED, new byte[0], before(progressive, SOS, 3, segment(0xEB, ascii(text))))),
                Place.of("JPEG comment over two fragments", (file, text) -> {
                    byte[] whole = before(plain, DQT, 1, segment(0xFE, ascii(text + text)));
                    return file.fragments(JPEG, new byte[0], part(whole, 0, 30), part(whole, 30, whole.length));
                }),
                jpeg("behind the end of a JPEG", text -> joined(plain, ascii(text))),
                jpeg("before the start of a JPEG", text -> joined(ascii(text), plain)),
                jpeg(
                        "zeros before the start of a JPEG with a comment",
                        text -> joined(new byte[2], before(plain, DQT, 1, segment(0xFE, ascii(text))))),
                jpeg(
                        "JFIF thumbnail",
                        text -> joined(
                                part(plain, 0, 2),
                                segment(
                                        0xE0,
                                        joined(ascii("JFIF\0"), new byte[] {1, 2, 0, 0, 1, 0, 1, 2, 2}, ascii(text))),
                                part(plain, 20, plain.length))),
                jpeg(
                        "behind an Adobe segment",
                        text -> before(plain, DQT, 1, segment(0xEE, joined(ascii("Adobe"), new byte[7], ascii(text))))),
                jpeg(
                        "JPEG quantisation table that nobody uses",
                        text -> before(
                                plain,
                                SOF,
                                1,
                                segment(
                                        0xDB,
                                        joined(new byte[] {3}, ascii((text + "AB".repeat(40)).substring(0, 64)))))),
                jpeg(
                        "JPEG Huffman table that nobody uses",
                        text -> before(
                                plain,
                                SOS,
                                1,
                                segment(
                                        DHT,
                                        joined(
                                                new byte[] {3},
                                                new byte[] {0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                                                ascii(text))))),
                jpeg("JPEG reserved marker", text -> before(plain, SOS, 1, segment(0xF3, ascii(text)))),
                jpeg(
                        "a second JPEG behind the first",
                        text -> joined(plain, before(plain, DQT, 1, segment(0xFE, ascii(text))))),
                Place.of(
                        "a fragment of text behind the frame",
                        (file, text) -> file.fragments(JPEG, new byte[0], plain, ascii(text))),
                Place.of(
                        "a fragment of text before the frame",
                        (file, text) -> file.fragments(JPEG, new byte[0], ascii(text), plain)),
                Place.of("basic offset table", (file, text) -> file.fragments(JPEG, ascii(text), plain)),
                Place.of(
                        "more offsets than frames",
                        (file, text) -> file.fragments(JPEG, joined(new byte[4], ascii(text)), plain)));
    }

    private static List<Place> jpegLs() {
        byte[] plain = Streams.jpegLs();
        BiFunction<RawDicom, byte[], RawDicom> file = (one, stream) -> one.fragments(JPEG_LS, new byte[0], stream);
        return List.of(
                Place.of(
                        "JPEG-LS comment",
                        (one, text) -> file.apply(one, before(plain, SOS, 1, segment(0xFE, ascii(text))))),
                Place.of(
                        "JPEG-LS application data",
                        (one, text) -> file.apply(one, before(plain, SOS, 1, segment(0xE8, ascii(text))))),
                Place.of(
                        "JPEG-LS mapping table that nobody uses",
                        (one, text) -> file.apply(
                                one, before(plain, SOS, 1, segment(0xF8, joined(new byte[] {2, 5, 1}, ascii(text)))))),
                Place.of("behind the end of a JPEG-LS", (one, text) -> file.apply(one, joined(plain, ascii(text)))));
    }

    private static List<Place> jpeg2000() {
        byte[] plain = Streams.jpeg2000();
        BiFunction<RawDicom, byte[], RawDicom> file = (one, stream) -> one.fragments(JPEG_2000, new byte[0], stream);
        byte[] latin = {0, 1};
        return List.of(
                Place.of(
                        "JPEG 2000 comment",
                        (one, text) -> file.apply(
                                one, before(plain, TILE_PART, 1, segment(0x64, joined(latin, ascii(text)))))),
                Place.of(
                        "JPEG 2000 binary comment",
                        (one, text) -> file.apply(
                                one, before(plain, TILE_PART, 1, segment(0x64, joined(new byte[2], ascii(text)))))),
                Place.of(
                        "JPEG 2000 comment of a tile part",
                        (one, text) -> file.apply(one, inTile(plain, segment(0x64, joined(latin, ascii(text)))))),
                Place.of(
                        "behind the packets of a tile part",
                        (one, text) -> file.apply(one, longer(before(plain, EOI, 1, ascii(text)), text.length()))),
                Place.of(
                        "JPEG 2000 registration",
                        (one, text) -> file.apply(
                                one, before(plain, TILE_PART, 1, segment(0x63, joined(new byte[4], ascii(text)))))),
                Place.of(
                        "JPEG 2000 tile lengths",
                        (one, text) -> file.apply(
                                one,
                                before(plain, TILE_PART, 1, segment(0x55, joined(new byte[] {0, 0x40}, ascii(text)))))),
                Place.of(
                        "JPEG 2000 packet lengths",
                        (one, text) -> file.apply(one, inTile(plain, segment(0x58, joined(new byte[1], ascii(text)))))),
                Place.of(
                        "JPEG 2000 unknown segment",
                        (one, text) -> file.apply(one, before(plain, TILE_PART, 1, segment(0x6F, ascii(text))))),
                Place.of("behind the end of a JPEG 2000", (one, text) -> file.apply(one, joined(plain, ascii(text)))),
                Place.of(
                        "JP2 box of XML", (one, text) -> file.apply(one, jp2(plain, Streams.box("xml ", ascii(text))))),
                Place.of(
                        "JP2 box of a UUID",
                        (one, text) ->
                                file.apply(one, jp2(plain, Streams.box("uuid", joined(new byte[16], ascii(text)))))),
                Place.of(
                        "JP2 box nobody knows",
                        (one, text) -> file.apply(one, jp2(plain, Streams.box("qqqq", ascii(text))))),
                Place.of(
                        "JP2 box of a URL",
                        (one, text) ->
                                file.apply(one, jp2(plain, Streams.box("uinf", Streams.box("url ", ascii(text)))))));
    }

    /** With bytes more in the header of the tile part, whose length grows. */
    private static byte[] inTile(byte[] stream, byte[] put) {
        return longer(before(stream, TILE_DATA, 1, put), put.length);
    }

    private static byte[] longer(byte[] stream, int more) {
        byte[] longer = stream.clone();
        int at = new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u00FF\u0090");
        longer[at + 9] += (byte) more;
        return longer;
    }

    private static byte[] jp2(byte[] stream, byte[] box) {
        byte[] header = Streams.box(
                "jp2h",
                joined(
                        Streams.box(
                                "ihdr",
                                HexFormat.of()
                                        .parseHex("0000000800000008000107070000".replace("0107070000", "0107070000"))),
                        Streams.box("colr", HexFormat.of().parseHex("01000000000011"))));
        return joined(
                Streams.box("jP  ", HexFormat.of().parseHex("0D0A870A")),
                Streams.box("ftyp", joined(ascii("jp2 "), new byte[4], ascii("jp2 "))),
                header,
                box,
                Streams.box("jp2c", stream));
    }

    private static List<Place> others() {
        byte[] rle = Streams.rle();
        byte[] deflated = RawDicom.deflated(new byte[64]);
        return List.of(
                Place.of("unused offsets of an RLE header", (file, text) -> {
                    byte[] planted = rle.clone();
                    System.arraycopy(ascii(text), 0, planted, 16, text.length());
                    return file.fragments(RLE, new byte[0], planted);
                }),
                Place.of(
                        "behind the last RLE segment",
                        (file, text) -> file.fragments(RLE, new byte[0], joined(rle, ascii(text)))),
                Place.of("between the RLE header and its segment", (file, text) -> {
                    byte[] planted = joined(part(rle, 0, 64), ascii(text), part(rle, 64, 66));
                    planted[4] = (byte) (64 + text.length());
                    return file.fragments(RLE, new byte[0], planted);
                }),
                Place.of("RLE segments nobody asked for", (file, text) -> {
                    byte[] planted = joined(rle, new byte[] {(byte) (text.length() - 1)}, ascii(text));
                    planted[0] = 2;
                    planted[8] = 66;
                    return file.fragments(RLE, new byte[0], planted);
                }),
                Place.of(
                        "behind a deflated frame",
                        (file, text) -> file.fragments(DEFLATED_FRAME, new byte[0], joined(deflated, ascii(text)))),
                Place.of(
                        "a deflated frame that goes on",
                        (file, text) -> file.fragments(
                                DEFLATED_FRAME, new byte[0], RawDicom.deflated(joined(new byte[64], ascii(text))))),
                Place.of(
                        "encapsulated uncompressed",
                        (file, text) -> file.fragments(
                                "1.2.840.10008.1.2.1.98", new byte[0], joined(new byte[64], ascii(text)))),
                Place.of(
                        "MPEG-2 video",
                        (file, text) -> file.fragments(
                                "1.2.840.10008.1.2.4.100",
                                new byte[0],
                                joined(HexFormat.of().parseHex("000001B3000001B2"), ascii(text)))),
                Place.of(
                        "H.264 video",
                        (file, text) -> file.fragments(
                                "1.2.840.10008.1.2.4.102",
                                new byte[0],
                                joined(HexFormat.of().parseHex("0000000106052A"), ascii(text)))),
                Place.of(
                        "JPEG XL",
                        (file, text) -> file.fragments(
                                "1.2.840.10008.1.2.4.110",
                                new byte[0],
                                joined(HexFormat.of().parseHex("FF0A"), ascii(text)))),
                Place.of("code stream that is none", (file, text) -> file.fragments(JPEG, new byte[0], ascii(text))));
    }
}
