package org.subtext.problems;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that a mistyped one most likely meant.
 *
 * <p>A Cyrillic or Greek letter within a Latin word was typed for the Latin one that it looks like; two names that
 * differ by nothing else look the same, and a hint says which letter it is.
 */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the known names by edit distance, if any is near enough to be meant. */
    public static Optional<String> of(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= Math.max(2, wanted.length() / 3));
    }

    /** {@code " Did you mean \"…\"?"} and which letters only look the same, or nothing. */
    public static String hint(String typed, Collection<String> known) {
        return of(typed, known)
                .map(name -> " Did you mean \"" + name + "\"?" + foreign(typed, name) + foreign(name, typed))
                .orElse("");
    }

    /** The letters of a name that are of another alphabet than those in their places in a name as long. */
    private static String foreign(String name, String other) {
        if (name.length() != other.length()) {
            return "";
        }
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < name.length(); i++) {
            if (isForeign(name.charAt(i)) && !isForeign(other.charAt(i))) {
                String alphabet = UnicodeScript.of(name.charAt(i)) == UnicodeScript.GREEK ? "Greek" : "Cyrillic";
                letters.add(
                        String.format(Locale.ROOT, "letter %d is %s (U+%04X)", i + 1, alphabet, (int) name.charAt(i)));
            }
        }
        return letters.isEmpty() ? "" : " In \"" + name + "\", " + String.join(", ", letters) + ".";
    }

    private static boolean isForeign(char letter) {
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.CYRILLIC || script == UnicodeScript.GREEK;
    }

    private static boolean isMixed(String name) {
        return name.chars().anyMatch(c -> isForeign((char) c))
                && name.chars().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN);
    }

    /** Levenshtein's edit distance; in a word of two alphabets, a letter of the other one costs nothing. */
    private static int distance(String a, String b) {
        boolean mixed = isMixed(a) || isMixed(b);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                char one = a.charAt(i - 1);
                char other = b.charAt(j - 1);
                boolean alike = one == other || mixed && isForeign(one) != isForeign(other);
                int substituted = diagonal + (alike ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
