package org.subtext.deidentification;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Places in text and numbers that stay, unless they repeat what identifies. */
final class PlacesInText {
    private static final int NAME = 0x00100010;
    private static final int ID = 0x00100020;
    private static final int BIRTH = 0x00100030;
    private static final int MAKER = 0x00080070;
    private static final int MODEL = 0x00081090;
    private static final int SOFTWARE = 0x00181020;

    private PlacesInText() {}

    static List<Place> all() {
        return List.of(
                repeated("Manufacturer", MAKER, "LO"),
                repeated("Manufacturer's Model Name", MODEL, "LO"),
                repeated("Software Versions", SOFTWARE, "LO"),
                repeated("Filter Type", 0x00181160, "SH"),
                repeated("Convolution Kernel", 0x00181210, "SH"),
                repeated("Plate Type", 0x00181260, "SH"),
                repeated("Rescale Type", 0x00281054, "LO"),
                repeated("Ethnic Group", 0x00102160, "SH"),
                repeated("Scan Options", 0x00180022, "CS"),
                Place.of(
                        "name joined with another word",
                        (file, text) ->
                                file.text(NAME, "PN", text + "^Odile").text(MODEL, "LO", "for" + text + "only")),
                Place.of(
                        "name in small letters",
                        (file, text) -> file.text(NAME, "PN", text + "^Odile")
                                .text(MODEL, "LO", text.toLowerCase(java.util.Locale.ROOT))),
                Place.of(
                        "names spelt with spaces between",
                        "W e r m u t %03d",
                        (file, text) -> file.text(NAME, "PN", text.replace(" ", "") + "^Odile")
                                .text(MODEL, "LO", text)),
                Place.of(
                        "given and family name as one",
                        "AurelWermut%03d",
                        (file, text) -> file.text(NAME, "PN", text.substring(5) + "^Aurel")
                                .text(MODEL, "LO", text)),
                Place.of(
                        "name without its accents",
                        "Muller%03d-Perez",
                        (file, text) -> file.text(0x00080005, "CS", "ISO_IR 192")
                                .text(NAME, "PN", "Müller%s-Pérez^X".formatted(text.substring(6, 9)))
                                .text(MODEL, "LO", text)),
                Place.of(
                        "two words of two letters",
                        "unit Ng Le %03d",
                        (file, text) -> file.text(NAME, "PN", "Ng^Le").text(MODEL, "LO", text)),
                Place.of(
                        "two words of two letters, the other way round",
                        "unit LE NG %03d",
                        (file, text) -> file.text(NAME, "PN", "Ng^Le").text(MODEL, "LO", text)),
                Place.of(
                        "a name of ideographs",
                        "\u5C71\u7530\u592A\u90CE%03d",
                        (file, text) -> file.text(0x00080005, "CS", "ISO_IR 192")
                                .text(NAME, "PN", "Yamada^Tarou=\u5C71\u7530^\u592A\u90CE")
                                .text(MODEL, "LO", text)),
                Place.of(
                        "a name in Cyrillic",
                        "\u0418\u0432\u0430\u043D\u043E\u0432%03d",
                        (file, text) -> file.text(0x00080005, "CS", "ISO_IR 144")
                                .bytes(NAME, "PN", in("ISO-8859-5", text + "^X"))
                                .bytes(MODEL, "LO", in("ISO-8859-5", text))),
                Place.of(
                        "a name in GB18030",
                        "\u738B\u5C0F\u4E1C%03d",
                        (file, text) -> file.text(0x00080005, "CS", "GB18030")
                                .bytes(NAME, "PN", in("GB18030", "Wang^XiaoDong=" + text))
                                .bytes(MODEL, "LO", in("GB18030", text))),
                Place.of(
                        "a name of the physician",
                        (file, text) -> file.text(0x00080090, "PN", text).text(MODEL, "LO", "by " + text)),
                Place.of(
                        "a name of the operator",
                        (file, text) -> file.text(0x00081070, "PN", text).text(MODEL, "LO", "by " + text)),
                Place.of(
                        "a name within a removed sequence",
                        (file, text) -> file.items(0x00081110, new RawDicom().text(NAME, "PN", text))
                                .text(MODEL, "LO", text)),
                Place.of(
                        "other patient names",
                        (file, text) -> file.text(0x00101001, "PN", text).text(MODEL, "LO", text)),
                Place.of(
                        "the mother's name",
                        (file, text) -> file.text(0x00101060, "PN", text).text(MODEL, "LO", text)),
                Place.of(
                        "the institution",
                        (file, text) -> file.text(0x00080080, "LO", text + " Hospital")
                                .text(MODEL, "LO", text + " Hospital 2")),
                Place.of(
                        "the station",
                        (file, text) -> file.text(0x00081010, "SH", text).text(MODEL, "LO", "at " + text)),
                Place.of(
                        "the serial number",
                        (file, text) -> file.text(0x00181000, "LO", text).text(SOFTWARE, "LO", "v1 " + text)),
                Place.of(
                        "the address",
                        (file, text) -> file.text(0x00101040, "LO", "7 " + text + " Lane")
                                .text(MODEL, "LO", text)),
                Place.ofDigits(
                        "the telephone number",
                        (file, digits) -> file.text(0x00102154, "SH", digits).text(SOFTWARE, "LO", "v" + digits)),
                Place.ofDigits(
                        "the id in text",
                        (file, digits) -> file.text(ID, "LO", digits).text(SOFTWARE, "LO", "v" + digits)),
                Place.of(
                        "the id with other marks",
                        "8-1%03d-77331",
                        (file, digits) ->
                                file.text(ID, "LO", digits.replace("-", "")).text(SOFTWARE, "LO", "v" + digits)),
                Place.ofDigits(
                        "the id as an integer",
                        (file, digits) -> file.text(ID, "LO", digits).text(0x00200011, "IS", digits)),
                Place.ofDigits(
                        "the id as a decimal",
                        (file, digits) -> file.text(ID, "LO", digits).text(0x00180060, "DS", digits + ".0")),
                Place.ofDigits(
                        "the id in a SOP class",
                        (file, digits) ->
                                file.text(ID, "LO", digits).text(0x00080016, "UI", "1.2.840.10008." + digits)),
                Place.ofDigits(
                        "the accession number as an integer",
                        (file, digits) -> file.text(0x00080050, "SH", digits).text(0x00200012, "IS", digits)),
                Place.ofDigits(
                        "the study id in text",
                        (file, digits) -> file.text(0x00200010, "SH", digits).text(SOFTWARE, "LO", digits)),
                Place.ofDigits(
                        "another patient id in an item",
                        (file, digits) -> file.items(0x00101002, new RawDicom().text(ID, "LO", digits))
                                .text(SOFTWARE, "LO", digits)),
                date("as it is", "19470807"),
                date("with dashes", "1947-08-07"),
                date("day first", "07.08.1947"),
                date("month first", "08/07/1947"),
                date("without the century", "07.08.47"),
                date("with the month's name", "7 Aug 1947"),
                date("day first, joined", "07081947"),
                Place.of("the birth date as an integer", "19470807", (file, text) -> file.text(0x00200011, "IS", text)),
                Place.of("the study date in text", "20140523", (file, text) -> file.text(SOFTWARE, "LO", "v" + text)),
                Place.of(
                        "the study date, day first",
                        "23.05.2014",
                        (file, text) -> file.text(SOFTWARE, "LO", "v" + text)),
                Place.ofDigits(
                        "the study's UID in text",
                        (file, digits) -> file.text(0x0020000D, "UI", "1.2.826.0.1." + digits)
                                .text(SOFTWARE, "LO", "1.2.826.0.1." + digits)),
                Place.of(
                        "meaning of a code with the name in it",
                        (file, text) -> file.text(NAME, "PN", text + "^Odile")
                                .items(
                                        0x00540220,
                                        new RawDicom()
                                                .text(0x00080100, "SH", "399348003")
                                                .text(0x00080102, "SH", "SCT")
                                                .text(0x00080104, "LO", text + " view"))));
    }

    /** A name that stands again in an attribute that would stay. */
    private static Place repeated(String attribute, int tag, String vr) {
        return Place.of(
                "name in " + attribute,
                (file, text) -> file.text(NAME, "PN", text + "^Odile").text(tag, vr, text));
    }

    private static Place date(String how, String written) {
        return Place.of(
                "birth date in text, " + how,
                written,
                (file, text) -> file.text(BIRTH, "DA", "19470807").text(SOFTWARE, "LO", "of " + text));
    }

    private static byte[] in(String charset, String text) {
        return charset.isEmpty() ? text.getBytes(StandardCharsets.UTF_8) : text.getBytes(Charset.forName(charset));
    }
}
