package org.subtext.deidentification.identifiers;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs of a text say when they are taken for Base64 or hexadecimal digits (RFC 4648) of other text. */
final class EncodedText {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{6,}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}[ :.,-]?(?:0x|\\\\x)?){4,}");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("0x|\\\\x|[^0-9A-Fa-f]");
    private static final Pattern READABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\s]{4,}");

    private EncodedText() {}

    /** Readable texts alone: of a word that only looks like Base64 the bytes are no text. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Matcher runs = BASE64.matcher(text);
        while (runs.find()) {
            String run = runs.group().replace('-', '+').replace('_', '/');
            // What a field cut off makes the last group of four incomplete.
            String whole = run.length() % 4 == 1 ? run.substring(0, run.length() - 1) : run;
            add(Base64.getDecoder().decode(whole), found);
        }
        Matcher digits = HEX.matcher(text);
        while (digits.find()) {
            String pairs = BETWEEN_DIGITS.matcher(digits.group()).replaceAll("");
            add(HexFormat.of().parseHex(pairs.substring(0, pairs.length() / 2 * 2)), found);
        }
        return found;
    }

    /** As UTF-8, without the zeros between letters of UTF-16, and else as Latin-1. */
    private static void add(byte[] bytes, List<String> found) {
        ByteBuffer seen = ByteBuffer.allocate(bytes.length);
        for (byte one : bytes) {
            if (one != 0) {
                seen.put(one);
            }
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(seen.flip()).toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (READABLE.matcher(text).matches()) {
            found.add(text);
        }
    }
}
