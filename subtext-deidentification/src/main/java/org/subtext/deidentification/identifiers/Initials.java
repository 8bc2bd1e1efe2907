package org.subtext.deidentification.identifiers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.subtext.deidentification.identifiers.FoldedText.Token;

/**
 * The first letters of a patient's names, in either order, found again where they stand as initials: parted (Z. Q.), as
 * three in a word, or as all of a free text. Two letters within other text are as often a model or a view.
 */
final class Initials {
    private static final int COMPONENTS = 3;
    private static final int FEWEST = 2;
    private static final int WORD = 3;
    private static final int FARTHEST_GAP = 2;

    private final Set<String> known = new HashSet<>();

    /** Adds a name, as PN or in any other writing. */
    void add(String name) {
        for (String group : name.split("=")) {
            List<String> words = Stream.of(PersonNames.components(group))
                    .limit(COMPONENTS)
                    .flatMap(component -> FoldedText.readings(component).get(0).words().stream())
                    .filter(word -> Character.isLetter(word.charAt(0)) && !FoldedText.isDense(word))
                    .filter(word -> !WordList.NO_NAMES.contains(word))
                    .toList();
            if (words.size() >= FEWEST && words.stream().anyMatch(word -> word.length() > 1)) {
                addOrders(words.stream().map(word -> word.substring(0, 1)).toList());
            }
        }
    }

    /** The family name, which stands first, first or last; with what stands between or without. */
    private void addOrders(List<String> letters) {
        String family = letters.get(0);
        String others = String.join("", letters.subList(1, letters.size()));
        known.addAll(Arrays.asList(family + others, others + family, family + letters.get(1), letters.get(1) + family));
    }

    /** @param asWords whether people write there what they like, and no codes */
    boolean isIn(FoldedText text, boolean asWords) {
        if (known.isEmpty()) {
            return false;
        }
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (Token token : text.tokens()) {
            boolean single = !token.number() && token.text().length() == 1;
            if (!single || token.gap() == 0 || token.gap() > FARTHEST_GAP) {
                runs.add(run.toString());
                run.setLength(0);
            }
            run.append(single ? token.text() : "");
        }
        runs.add(run.toString());
        return runs.stream().anyMatch(known::contains) || asWords && isWord(text);
    }

    private boolean isWord(FoldedText text) {
        List<String> words = text.words();
        return words.stream()
                .filter(word -> word.length() >= WORD || words.size() == 1)
                .anyMatch(word -> known.contains(word) && !WordList.TERMS.contains(word));
    }
}
