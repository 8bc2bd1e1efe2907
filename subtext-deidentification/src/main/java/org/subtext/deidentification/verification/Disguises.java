package org.subtext.deidentification.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a value holds a word or an id in disguise: in characters of the same look, by the list that the cleaner reads
 * too, or as Base64 or hexadecimal digits (RFC 4648); of a word its letters backwards, or half of it at a value's end.
 */
final class Disguises {
    private static final String RESOURCE = "/org/subtext/deidentification/identifiers/look-alikes.txt";
    private static final int SHORTEST = 5;
    private static final Pattern NOT_BASE64 = Pattern.compile("[^A-Za-z0-9+/]+");
    private static final Pattern BETWEEN_HEX = Pattern.compile("0x|\\\\x|[ :.,-]");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{" + 2 * SHORTEST + ",}");

    private final Map<Integer, Integer> looks = new HashMap<>();
    private final Terms terms = Terms.ofBuild();

    private Disguises() {}

    static Disguises ofBuild() {
        Disguises disguises = new Disguises();
        try (InputStream in = Disguises.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.startsWith("#")) {
                    line.codePoints().forEach(one -> disguises.looks.put(one, line.codePointAt(0)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return disguises;
    }

    /** @param terms folded, without what stands between words; those of fewer than five characters tell nothing */
    boolean areIn(String value, Collection<String> terms) {
        String bare = IdentifiersOfFile.bare(value);
        List<String> decoded = decoded(value);
        return terms.stream()
                .filter(term -> term.length() >= SHORTEST)
                .anyMatch(term -> isAlike(term, bare) || decoded.stream().anyMatch(text -> text.contains(term)));
    }

    /** @param words folded; those of fewer than six letters may be cut off any word */
    boolean areAlteredIn(String value, Collection<String> words) {
        String bare = IdentifiersOfFile.bare(value);
        return words.stream()
                .filter(word -> word.length() > SHORTEST && word.chars().allMatch(Character::isLetter))
                .anyMatch(word -> bare.contains(new StringBuilder(word).reverse()) || isCutOff(word, value));
    }

    /** A term at the end, such as a maker of devices, is itself and no name cut off: Siemens, of Ms. Siemenski too. */
    private boolean isCutOff(String word, String value) {
        String[] words = IdentifiersOfFile.wordsOf(value);
        String end = words.length == 0 ? "" : words[words.length - 1];
        return end.length() > SHORTEST && 2 * end.length() >= word.length() && word.startsWith(end) && !terms.has(end);
    }

    /** Half of the characters are the very ones, and of five characters four. */
    private boolean isAlike(String term, String text) {
        int least = term.length() == SHORTEST ? SHORTEST - 1 : (term.length() + 1) / 2;
        for (int from = 0; from + term.length() <= text.length(); from++) {
            int same = 0;
            int alike = 0;
            for (int i = 0; i < term.length(); i++) {
                int one = term.charAt(i);
                int other = text.charAt(from + i);
                same += one == other ? 1 : 0;
                alike += looks.getOrDefault(one, one).equals(looks.getOrDefault(other, other)) ? 1 : 0;
            }
            if (alike == term.length() && same >= least) {
                return true;
            }
        }
        return false;
    }

    /** Folded as terms are. */
    private static List<String> decoded(String value) {
        List<String> texts = new ArrayList<>();
        for (String run : NOT_BASE64.split(value.replace('-', '+').replace('_', '/'))) {
            // One character of four is no byte.
            texts.add(text(Base64.getDecoder()
                    .decode(run.substring(0, run.length() - (run.length() % 4 == 1 ? 1 : 0)))));
        }
        Matcher digits = HEX.matcher(BETWEEN_HEX.matcher(value).replaceAll(""));
        while (digits.find()) {
            for (int from = 0; from < 2; from++) {
                String run = digits.group().substring(from);
                texts.add(text(HexFormat.of().parseHex(run.substring(0, run.length() / 2 * 2))));
            }
        }
        return texts;
    }

    /** UTF-16 of Latin letters has zeros between them. */
    private static String text(byte[] bytes) {
        return IdentifiersOfFile.bare(new String(bytes, StandardCharsets.UTF_8).replace("\0", ""));
    }
}
