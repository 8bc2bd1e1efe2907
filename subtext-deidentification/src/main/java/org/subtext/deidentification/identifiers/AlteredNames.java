package org.subtext.deidentification.identifiers;

import java.util.HashSet;
import java.util.Set;

/**
 * Words of names that are not all there or not in their order: cut off where a field ended, such as Wolkenst at the end
 * of a value of 16 characters, or with their letters backwards.
 *
 * <p>Of a word cut off at least half, and {@value #SHORTEST} letters: shorter ones are words of their own.
 */
final class AlteredNames {
    private static final int SHORTEST = 6;

    private final Set<String> words = new HashSet<>();
    private final Set<String> backwards = new HashSet<>();

    void add(String word) {
        if (word.length() >= SHORTEST && word.chars().allMatch(Character::isLetter)) {
            words.add(word);
            backwards.add(new StringBuilder(word).reverse().toString());
        }
    }

    boolean areIn(FoldedText text) {
        return backwards.stream().anyMatch(text.bare()::contains) || isCutOffAtTheEnd(text);
    }

    private boolean isCutOffAtTheEnd(FoldedText text) {
        int from = text.bare().length();
        for (int i = text.tokens().size() - 1; i >= 0; i--) {
            from -= text.tokens().get(i).text().length();
            String end = text.bare().substring(from);
            if (end.length() >= SHORTEST
                    && !WordList.TERMS.contains(end)
                    && words.stream().anyMatch(word -> word.startsWith(end) && 2 * end.length() >= word.length())) {
                return true;
            }
        }
        return false;
    }
}
