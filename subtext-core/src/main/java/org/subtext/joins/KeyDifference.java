package org.subtext.joins;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.subtext.identities.SpellingStep;
import org.subtext.wording.Lists;

/**
 * A way in which two programs write one id differently; folding it away shows whether it is why a join found nothing.
 */
enum KeyDifference {
    FOLDERS(
            "the folders before the file name",
            key -> key.substring(Math.max(key.lastIndexOf('/'), key.lastIndexOf('\\')) + 1)),
    ENDING(
            "the ending of the file name",
            key -> key.replaceFirst("(?i)(?<=.)\\.(gz|zip)$", "").replaceFirst("(?<=.)\\.[A-Za-z]\\w{1,4}$", "")),
    SPACES(
            "white space and invisible characters",
            key -> SpellingStep.INVISIBLE.apply(key).replaceAll("[\\s\\p{Z}]+", "")),
    CASE("capital and small letters", SpellingStep.CASE::apply),
    DECIMALS("the .0 of numbers that went through a spreadsheet", SpellingStep.DECIMAL::apply),
    PREFIX("the letters before the number", key -> key.replaceFirst("^[\\p{L}_ -]+(?=\\d+$)", "")),
    ZEROS("leading zeros", SpellingStep.ZEROS::apply);

    private final String words;
    private final UnaryOperator<String> folded;

    KeyDifference(String words, UnaryOperator<String> folded) {
        this.words = words;
        this.folded = folded;
    }

    /**
     * The fewest differences without which more keys match.
     *
     * @param matching how many of the left side's different keys would then match
     */
    record Found(Set<KeyDifference> differences, int matching) {
        /** "leading zeros and the .0 of numbers". */
        String words() {
            return Lists.and(differences.stream().map(one -> one.words).toList());
        }
    }

    /** What stands between keys that did not match; no difference where nothing of these would help. */
    static Found between(Set<String> left, Set<String> right) {
        EnumSet<KeyDifference> kept = EnumSet.allOf(KeyDifference.class);
        int most = matching(left, right, kept);
        if (most == 0) {
            // Folding all may merge what folding a few tells apart.
            for (KeyDifference one : values()) {
                int matching = matching(left, right, EnumSet.of(one));
                if (matching > 0) {
                    return new Found(EnumSet.of(one), matching);
                }
            }
            return new Found(EnumSet.noneOf(KeyDifference.class), 0);
        }
        // The coarsest first: what a finer difference explains is not laid to a coarser one.
        List<KeyDifference> coarsestFirst = new ArrayList<>(List.of(values()));
        Collections.reverse(coarsestFirst);
        for (KeyDifference one : coarsestFirst) {
            EnumSet<KeyDifference> fewer = EnumSet.copyOf(kept);
            fewer.remove(one);
            int matching = fewer.isEmpty() ? 0 : matching(left, right, fewer);
            if (matching >= most) {
                kept = fewer;
                most = matching;
            }
        }
        return new Found(kept, most);
    }

    /** Keys that would be one with exactly one key of the other side, and with no other of their own. */
    private static int matching(Set<String> left, Set<String> right, Set<KeyDifference> differences) {
        Map<String, Integer> here = counts(left, differences);
        Map<String, Integer> there = counts(right, differences);
        return (int) here.entrySet().stream()
                .filter(entry -> entry.getValue() == 1 && Objects.equals(there.get(entry.getKey()), 1))
                .count();
    }

    private static Map<String, Integer> counts(Set<String> keys, Set<KeyDifference> differences) {
        List<KeyDifference> inOrder = new ArrayList<>(differences);
        Map<String, Integer> counts = new HashMap<>();
        for (String key : keys) {
            String text = key;
            for (KeyDifference one : inOrder) {
                text = one.folded.apply(text);
            }
            counts.merge(text, 1, Integer::sum);
        }
        return counts;
    }
}
