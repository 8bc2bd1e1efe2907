package org.subtext.deidentification.identifiers;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names and ids that are looked for anywhere in a text, also where some of their characters are others of the same
 * look: {@code Wo1ken5tein}, {@code MRN77319O4}, or a Latin word with a Cyrillic letter in it.
 *
 * <p>At least half of the characters must be the very ones, and of five characters four: what has nothing in common
 * with a name but its looks is a number of its own.
 */
final class LookAlikes {
    private static final int SHORT = 5;

    private static final Map<Integer, Integer> LOOKS = looks();

    /** What stands for a letter and is none; all else that is none parts words. */
    private static final Pattern SIGN = Pattern.compile("(?<=[\\p{L}\\p{N}])[$§@!|€](?=[\\p{L}\\p{N}])");

    private static final Map<String, String> SIGNS = Map.of("$", "s", "§", "s", "@", "a", "!", "i", "|", "l", "€", "e");

    /** Terms by how they look. */
    private final Map<String, String> terms = new HashMap<>();

    private static Map<Integer, Integer> looks() {
        Map<Integer, Integer> looks = new HashMap<>();
        WordList.lines("look-alikes.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(group -> group.codePoints().forEach(one -> looks.put(one, group.codePointAt(0))));
        return Map.copyOf(looks);
    }

    /** A text with letters for signs that stand within its words. */
    static String signsAsLetters(String text) {
        return SIGN.matcher(text).replaceAll(sign -> Matcher.quoteReplacement(SIGNS.get(sign.group())));
    }

    /** The same for all texts that look the same. */
    private static String look(String text) {
        StringBuilder look = new StringBuilder();
        text.codePoints().forEach(character -> look.appendCodePoint(LOOKS.getOrDefault(character, character)));
        return look.toString();
    }

    /** Adds folded text, of which it is known that it tells wherever it stands. */
    void add(String term) {
        if (term.length() >= SHORT) {
            terms.put(term, look(term));
        }
    }

    /** @param bare folded text without what stands between its words */
    boolean areIn(String bare) {
        if (terms.isEmpty() || bare.length() < SHORT) {
            return false;
        }
        String look = look(bare);
        // A character beyond 16 bits may look like one that is not.
        return look.length() == bare.length()
                && terms.entrySet().stream().anyMatch(term -> isIn(term.getKey(), term.getValue(), bare, look));
    }

    private static boolean isIn(String term, String shape, String bare, String look) {
        for (int at = look.indexOf(shape); at >= 0; at = look.indexOf(shape, at + 1)) {
            int same = 0;
            for (int i = 0; i < term.length() && shape.length() == term.length(); i++) {
                same += term.charAt(i) == bare.charAt(at + i) ? 1 : 0;
            }
            if (same >= (term.length() == SHORT ? SHORT - 1 : (term.length() + 1) / 2)) {
                return true;
            }
        }
        return false;
    }
}
