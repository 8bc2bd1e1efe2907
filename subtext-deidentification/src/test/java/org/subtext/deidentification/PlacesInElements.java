package org.subtext.deidentification;

import static org.subtext.deidentification.Place.ascii;

import java.util.ArrayList;
import java.util.List;

/** Places in file meta information, elements, items and between them. */
final class PlacesInElements {
    private static final List<String> TEXT = List.of(
            "AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT", "OB", "OD", "OF", "OL", "OV", "OW", "UN");
    private static final List<String> NUMBERS =
            List.of("AS", "AT", "DA", "DS", "DT", "FD", "FL", "IS", "SL", "SS", "SV", "TM", "UI", "UL", "US", "UV");
    private static final int VIEW = 0x00540220;

    private PlacesInElements() {}

    static List<Place> all() {
        List<Place> all = new ArrayList<>();
        for (String vr : TEXT) {
            all.add(Place.of("unlisted element of VR " + vr, (file, text) -> file.text(0x00420010, vr, text)));
            all.add(Place.of("private element of VR " + vr, (file, text) -> file.text(0x00111001, vr, text)));
            all.add(Place.of(
                    "Body Part Examined as " + vr, (file, text) -> file.text(0x00180015, vr, text + ", " + text)));
        }
        for (String vr : NUMBERS) {
            all.add(Place.ofDigits(
                    "unlisted element of VR " + vr,
                    (file, digits) -> file.text(0x00420010, vr, digits + digits + digits + digits)));
            all.add(Place.ofDigits(
                    "Exposures on Plate as " + vr,
                    (file, digits) -> file.text(0x00181404, vr, digits + digits + digits + digits)));
        }
        all.addAll(meta());
        all.addAll(padding());
        all.addAll(groups());
        all.addAll(items());
        all.addAll(codes());
        all.addAll(numbers());
        all.addAll(syntaxes());
        return all;
    }

    private static List<Place> meta() {
        return List.of(
                Place.of("preamble", (file, text) -> file.preamble(ascii(text))),
                Place.ofDigits(
                        "Media Storage SOP Instance UID",
                        (file, digits) -> file.text(0x00020003, "UI", "1.2." + digits)),
                Place.ofDigits(
                        "Media Storage SOP Class UID", (file, digits) -> file.text(0x00020002, "UI", "1.2." + digits)),
                Place.ofDigits(
                        "Implementation Class UID", (file, digits) -> file.text(0x00020012, "UI", "1.2." + digits)),
                Place.of("Implementation Version Name", (file, text) -> file.text(0x00020013, "SH", text)),
                Place.of("Source Application Entity Title", (file, text) -> file.text(0x00020016, "AE", text)),
                Place.of("Sending Application Entity Title", (file, text) -> file.text(0x00020017, "AE", text)),
                Place.of("Receiving Application Entity Title", (file, text) -> file.text(0x00020018, "AE", text)),
                Place.of("Source Presentation Address", (file, text) -> file.text(0x00020026, "UR", text)),
                Place.ofDigits(
                        "Private Information Creator UID",
                        (file, digits) -> file.text(0x00020100, "UI", "1.2." + digits)),
                Place.of("Private Information", (file, text) -> file.text(0x00020102, "OB", text)),
                Place.of("unknown element of group 2", (file, text) -> file.text(0x00020099, "LO", text)),
                Place.of("File Meta Information Version", (file, text) -> file.text(0x00020001, "OB", text)));
    }

    private static List<Place> padding() {
        return List.of(
                Place.of("Data Set Trailing Padding", (file, text) -> file.text(0xFFFCFFFC, "OB", text)),
                Place.of("bytes behind the last element", (file, text) -> file.behind(ascii(text))),
                Place.of(
                        "zeros and bytes behind the last element",
                        (file, text) -> file.behind(ascii("\0".repeat(64) + text))),
                Place.of(
                        "text behind a NUL in a code string",
                        (file, text) -> file.text(0x00180015, "CS", "CHEST\0" + text)),
                Place.of(
                        "text behind a NUL in a long string",
                        (file, text) -> file.text(0x00080070, "LO", "Acme\0" + text)),
                Place.of(
                        "text behind a NUL in a UID",
                        (file, text) -> file.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.1\0" + text)),
                Place.of(
                        "text behind a NUL in a decimal", (file, text) -> file.text(0x00180060, "DS", "120 \0" + text)),
                Place.of("text behind spaces in an age", (file, text) -> file.text(0x00101010, "AS", "047Y " + text)),
                Place.of("text behind a NUL in an age", (file, text) -> file.text(0x00101010, "AS", "047Y\0" + text)),
                Place.of("second value of an age", (file, text) -> file.text(0x00101010, "AS", "047Y\\" + text)),
                Place.of("second value of Patient's Sex", (file, text) -> file.text(0x00100040, "CS", "F\\" + text)));
    }

    private static List<Place> groups() {
        return List.of(
                Place.of("private creator", (file, text) -> file.text(0x00110010, "LO", text)),
                Place.of(
                        "private sequence",
                        (file, text) -> file.items(0x00111002, new RawDicom().text(0x00080070, "LO", text))),
                Place.of("private element without creator", (file, text) -> file.text(0x00190042, "LO", text)),
                Place.of("private group above 7FE0", (file, text) -> file.text(0x7FE10010, "OB", text)),
                Place.of("group length that is text", (file, text) -> file.text(0x00080000, "UL", text)),
                Place.of("group length of a private group", (file, text) -> file.text(0x00110000, "UL", text)),
                Place.of("Length to End", (file, text) -> file.text(0x00080001, "UL", text)),
                Place.of("command group", (file, text) -> file.text(0x00000600, "AE", text)),
                Place.of("group 4 of a directory", (file, text) -> file.text(0x00041130, "CS", text)),
                Place.of("curve label", (file, text) -> file.text(0x50002500, "LO", text)),
                Place.of("curve data", (file, text) -> file.text(0x50003000, "OW", text)),
                Place.of("curve of a later group", (file, text) -> file.text(0x501E3000, "OW", text)),
                Place.of("overlay label", (file, text) -> file.text(0x60001500, "LO", text)),
                Place.of("overlay data", (file, text) -> file.text(0x60003000, "OW", text)),
                Place.of("overlay description", (file, text) -> file.text(0x601E0022, "LO", text)),
                Place.of("retired overlay comments", (file, text) -> file.text(0x60004000, "LT", text)),
                Place.of("text in group 4000", (file, text) -> file.text(0x40004000, "LT", text)),
                Place.of(
                        "Icon Image Sequence",
                        (file, text) -> file.items(0x00880200, new RawDicom().text(RawDicom.PIXELS, "OB", text))),
                Place.of(
                        "Original Attributes Sequence",
                        (file, text) -> file.items(0x04000561, new RawDicom().text(0x00080070, "LO", text))),
                Place.of(
                        "Digital Signatures Sequence",
                        (file, text) -> file.items(0xFFFAFFFA, new RawDicom().text(0x04000120, "OB", text))),
                Place.of("encapsulated document", (file, text) -> file.text(0x00420011, "OB", text)),
                Place.of("spectroscopy data", (file, text) -> file.text(0x56000020, "OF", text)),
                Place.of(
                        "waveform in a radiograph",
                        (file, text) -> file.items(0x54000100, new RawDicom().text(0x54001010, "OW", text))),
                Place.of("coefficients SDVN", (file, text) -> file.text(0x7F000010, "OW", text)),
                Place.of("Specific Character Set", (file, text) -> file.text(0x00080005, "CS", "ISO_IR 100\\" + text)),
                Place.of("Pixel Data Provider URL", (file, text) -> file.text(0x00287FE0, "UR", "http://" + text)));
    }

    private static List<Place> items() {
        RawDicom none = new RawDicom();
        return List.of(
                Place.of(
                        "unlisted element in a kept item",
                        (file, text) -> file.items(VIEW, view().text(0x00420010, "LO", text))),
                Place.of(
                        "private element in a kept item",
                        (file, text) -> file.items(VIEW, view().text(0x00111001, "LO", text))),
                Place.of(
                        "listed element that does not belong into the item",
                        (file, text) -> file.items(VIEW, view().text(0x00080070, "LO", text))),
                Place.of(
                        "software of an item of codes",
                        (file, text) -> file.items(VIEW, view().text(0x00181020, "LO", text))),
                Place.of(
                        "ethnic group in an item of codes",
                        (file, text) -> file.items(VIEW, view().text(0x00102160, "SH", text))),
                Place.of(
                        "Pixel Data in a kept item",
                        (file, text) -> file.items(VIEW, view().text(RawDicom.PIXELS, "OB", text))),
                Place.of(
                        "palette in a kept item",
                        (file, text) -> file.items(VIEW, view().text(0x00281201, "OW", text))),
                Place.of(
                        "modality table in an item of codes",
                        (file, text) -> file.items(
                                VIEW, view().items(0x00283000, new RawDicom().text(0x00283006, "OW", text)))),
                Place.of(
                        "item in an item in an item",
                        (file, text) -> file.items(
                                VIEW,
                                view().items(0x00540222, view().items(VIEW, view().text(0x00104000, "LT", text))))),
                Place.of("twelve items deep", (file, text) -> deep(file, text, 12)),
                Place.of("sequence that is no sequence", (file, text) -> file.text(VIEW, "LO", text)),
                Place.of("sequence under UN", (file, text) -> file.bytes(VIEW, "UN", unknown(text))),
                Place.of(
                        "functional group with an unlisted element",
                        (file, text) -> file.items(
                                0x52009229,
                                new RawDicom().items(0x00289110, new RawDicom().text(0x00420010, "LO", text)))),
                Place.of(
                        "functional group with a listed element of the top",
                        (file, text) -> file.items(
                                0x52009229,
                                new RawDicom().items(0x00289110, new RawDicom().text(0x00081090, "LO", text)))),
                Place.of(
                        "frame content with a label",
                        (file, text) -> file.items(
                                0x52009230,
                                new RawDicom().items(0x00209111, new RawDicom().text(0x00209453, "LO", text)))),
                Place.of("behind an item", (file, text) -> file.items(VIEW, view().behindItem(ascii(text)))),
                Place.of(
                        "empty item with its text behind it",
                        (file, text) -> file.items(VIEW, none.behindItem(ascii(text)))),
                Place.of(
                        "listed element within a removed sequence",
                        (file, text) -> file.items(0x00400275, new RawDicom().text(0x00080070, "LO", text))));
    }

    private static RawDicom view() {
        return new RawDicom()
                .text(0x00080100, "SH", "399348003")
                .text(0x00080102, "SH", "SCT")
                .text(0x00080104, "LO", "antero-posterior");
    }

    private static byte[] unknown(String text) {
        byte[] item = view().text(0x00420010, "LO", text).body(false, false);
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0});
        out.writeBytes(RawDicom.little(item.length));
        out.writeBytes(item);
        return out.toByteArray();
    }

    private static RawDicom deep(RawDicom file, String text, int depth) {
        RawDicom inner = view().text(0x00104000, "LT", text).text(0x00081090, "LO", text);
        for (int level = 1; level < depth; level++) {
            inner = view().items(level % 2 == 0 ? VIEW : 0x00540222, inner);
        }
        return file.items(VIEW, inner);
    }

    private static List<Place> codes() {
        return List.of(
                Place.of("code of a local scheme", (file, text) -> file.items(VIEW, code(text, "99HERE", text))),
                Place.of(
                        "code without a scheme",
                        (file, text) -> file.items(
                                VIEW,
                                new RawDicom().text(0x00080100, "SH", "V1").text(0x00080104, "LO", text))),
                Place.of("code with an empty scheme", (file, text) -> file.items(VIEW, code("V1", "", text))),
                Place.of("scheme version", (file, text) -> file.items(VIEW, view().text(0x00080103, "SH", text))),
                Place.of("mapping resource", (file, text) -> file.items(VIEW, view().text(0x00080105, "CS", text))),
                Place.of("long code value", (file, text) -> file.items(VIEW, view().text(0x00080119, "UC", text))),
                Place.of("URN code value", (file, text) -> file.items(VIEW, view().text(0x00080120, "UR", text))),
                Place.of(
                        "equivalent code",
                        (file, text) -> file.items(VIEW, view().items(0x00080121, code(text, "SCT", text)))),
                Place.of(
                        "a second scheme designator",
                        (file, text) -> file.items(VIEW, code("399348003", "SCT\\" + text, "view"))),
                Place.of(
                        "Coding Scheme Identification Sequence",
                        (file, text) -> file.items(0x00080110, new RawDicom().text(0x00080115, "ST", text))));
    }

    private static RawDicom code(String value, String scheme, String meaning) {
        return new RawDicom()
                .text(0x00080100, "SH", value)
                .text(0x00080102, "SH", scheme)
                .text(0x00080104, "LO", meaning);
    }

    private static List<Place> numbers() {
        return List.of(
                Place.of(
                        "more values than Rows has",
                        (file, text) -> file.bytes(0x00280010, "US", ascii("\u0008\0" + text))),
                Place.of(
                        "more values than Pregnancy Status has",
                        (file, text) -> file.bytes(0x001021C0, "US", ascii(text))),
                Place.of(
                        "more values than Pixel Intensity Relationship Sign has",
                        (file, text) -> file.bytes(0x00281041, "SS", ascii(text))),
                Place.of(
                        "more values than Revolution Time has",
                        (file, text) -> file.bytes(0x00189305, "FD", ascii(text + text))),
                Place.of("Frame Increment Pointer", (file, text) -> file.bytes(0x00280009, "AT", ascii(text))),
                Place.of("Smallest Image Pixel Value", (file, text) -> file.bytes(0x00280106, "US", ascii(text))),
                Place.of("Pixel Padding Value", (file, text) -> file.bytes(0x00280120, "US", ascii(text))),
                Place.of("text for a decimal", (file, text) -> file.text(0x00180060, "DS", text)),
                Place.of("text for an integer", (file, text) -> file.text(0x00200013, "IS", text)),
                Place.ofDigits(
                        "SOP Class UID that is nobody's",
                        (file, digits) -> file.text(0x00080016, "UI", "1.2.826.0.1.3680043." + digits)),
                Place.ofDigits(
                        "Study Instance UID", (file, digits) -> file.text(0x0020000D, "UI", "1.2.826.0.1." + digits)),
                Place.ofDigits(
                        "Referenced Frame of Reference UID",
                        (file, digits) -> file.text(0x30060024, "UI", "1.2.826.0.1." + digits)));
    }

    private static List<Place> syntaxes() {
        return List.of(
                Place.of(
                        "implicit VR",
                        (file, text) -> file.text(0x00081030, "LO", text).under(RawDicom.IMPLICIT)),
                Place.of(
                        "implicit VR, unlisted",
                        (file, text) -> file.text(0x00420010, "ST", text).under(RawDicom.IMPLICIT)),
                Place.of(
                        "big endian",
                        (file, text) -> file.text(0x00081030, "LO", text).under(RawDicom.BIG_ENDIAN)),
                Place.of(
                        "big endian words",
                        (file, text) -> file.text(0x00420010, "OW", text).under(RawDicom.BIG_ENDIAN)),
                Place.of(
                        "deflated data set",
                        (file, text) -> file.text(0x00104000, "LT", text).under(RawDicom.DEFLATED)),
                Place.of(
                        "behind a deflated data set",
                        (file, text) -> file.under(RawDicom.DEFLATED).behind(ascii(text))),
                Place.of(
                        "behind native pixels under big endian",
                        (file, text) -> file.bytes(RawDicom.PIXELS, "OB", ascii("\0".repeat(64) + text))
                                .under(RawDicom.BIG_ENDIAN)));
    }
}
