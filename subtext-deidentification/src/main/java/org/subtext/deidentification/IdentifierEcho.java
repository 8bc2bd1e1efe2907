package org.subtext.deidentification;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds identifiers of a file or a table's row in values that would otherwise stay, such as a name typed into a
 * protocol.
 *
 * <p>Words of names count from {@value #SHORTEST_WORD} letters on and only as whole words (Mr. Chest must not cost
 * every body part named CHEST but in his own files); numbers and other ids count from {@value #SHORTEST_ID} characters
 * on, also within longer text. Case, accents and punctuation do not matter.
 */
final class IdentifierEcho {
    private static final int SHORTEST_WORD = 3;
    private static final int SHORTEST_ID = 4;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BREAKS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Set<String> words = new HashSet<>();
    private final List<String> ids = new ArrayList<>();

    /** Adds the words of a name, an address or an institution. */
    void addName(String name) {
        for (String word : BREAKS.split(folded(name))) {
            if (word.length() >= SHORTEST_WORD) {
                words.add(word);
            }
        }
    }

    /** Adds a number or an id. */
    void addId(String id) {
        String bare = BREAKS.matcher(folded(id)).replaceAll("");
        if (bare.length() >= SHORTEST_ID) {
            ids.add(bare);
        }
    }

    boolean isIn(String value) {
        if (words.isEmpty() && ids.isEmpty()) {
            return false;
        }
        String text = folded(value);
        for (String word : BREAKS.split(text)) {
            if (words.contains(word)) {
                return true;
            }
        }
        String bare = BREAKS.matcher(text).replaceAll("");
        return ids.stream().anyMatch(bare::contains);
    }

    private static String folded(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
