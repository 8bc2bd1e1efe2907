package org.subtext.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Specific Character Set (0008,0005): how bytes become text (PS3.3 section C.12.1.1.2, PS3.5 section 6.1.2).
 *
 * <p>What a file declares wrongly is decoded as far as it goes, with U+FFFD where a byte has no character: text is
 * shown and compared, never trusted. Immutable.
 */
final class CharacterSet {
    private static final Charset THAI = Charset.forName("TIS-620");
    private static final Charset ROMAJI_KATAKANA = Charset.forName("JIS_X0201");

    /** Defined terms of PS3.3 table C.12-2 to C.12-5, without the prefix "ISO_IR " or "ISO 2022 IR ". */
    private static final Map<String, Charset> SETS = Map.ofEntries(
            Map.entry("6", StandardCharsets.ISO_8859_1),
            Map.entry("100", StandardCharsets.ISO_8859_1),
            Map.entry("101", Charset.forName("ISO-8859-2")),
            Map.entry("109", Charset.forName("ISO-8859-3")),
            Map.entry("110", Charset.forName("ISO-8859-4")),
            Map.entry("144", Charset.forName("ISO-8859-5")),
            Map.entry("127", Charset.forName("ISO-8859-6")),
            Map.entry("126", Charset.forName("ISO-8859-7")),
            Map.entry("138", Charset.forName("ISO-8859-8")),
            Map.entry("148", Charset.forName("ISO-8859-9")),
            Map.entry("203", Charset.forName("ISO-8859-15")),
            Map.entry("166", THAI),
            Map.entry("13", ROMAJI_KATAKANA),
            Map.entry("192", StandardCharsets.UTF_8),
            Map.entry("GB18030", Charset.forName("GB18030")),
            Map.entry("GBK", Charset.forName("GBK")));

    /** ISO_IR 6; its upper half is not defined, and read as Latin-1 so that no byte is lost. */
    static final CharacterSet DEFAULT = new CharacterSet(StandardCharsets.ISO_8859_1, false);

    private final Charset initial;
    private final boolean extended;

    private CharacterSet(Charset initial, boolean extended) {
        this.initial = initial;
        this.extended = extended;
    }

    /** The set that the value of (0008,0005) declares. */
    static CharacterSet of(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        String[] terms = new String(bytes, StandardCharsets.ISO_8859_1).split("\\\\", -1);
        String first = terms[0].strip().replace("\0", "");
        boolean extended = terms.length > 1 || first.toUpperCase(Locale.ROOT).startsWith("ISO 2022");
        // Common misspellings: "ISO-IR 100", "ISO_IR_100", "ISO2022 IR 87".
        String number = first.toUpperCase(Locale.ROOT).replaceFirst("^ISO[ _-]?(2022[ _-]?)?IR[ _-]?", "");
        return new CharacterSet(SETS.getOrDefault(number, StandardCharsets.ISO_8859_1), extended);
    }

    /** The text in these bytes; a backslash that parts values stays a backslash. */
    String decode(byte[] bytes, Vr vr) {
        if (extended) {
            return new CodeExtension(initial, vr).decode(bytes);
        }
        return decode(bytes, 0, bytes.length, initial);
    }

    static String decode(byte[] bytes, int from, int length, Charset set) {
        String text = new String(bytes, from, length, set);
        // Where ASCII has the backslash JIS X 0201 has the yen sign, which parts values all the same.
        return set.equals(ROMAJI_KATAKANA) ? text.replace('\u00A5', '\\') : text;
    }
}
