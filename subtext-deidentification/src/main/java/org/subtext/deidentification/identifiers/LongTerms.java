package org.subtext.deidentification.identifiers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Terms of {@value #SHORTEST} characters and more, any of which is found anywhere in a text in one pass over it,
 * however many there are.
 */
final class LongTerms {
    static final int SHORTEST = 6;

    /** What is longer is looked for by its beginning. */
    private static final int LONGEST = 60;

    private final Set<String> terms = new HashSet<>();

    /** Which lengths the terms with a beginning have, a bit each. */
    private final Map<String, Long> lengths = new HashMap<>();

    void add(String term) {
        if (term.length() >= SHORTEST) {
            String kept = term.substring(0, Math.min(LONGEST, term.length()));
            if (terms.add(kept)) {
                lengths.merge(kept.substring(0, SHORTEST), 1L << kept.length(), (a, b) -> a | b);
            }
        }
    }

    boolean areIn(String text) {
        for (int from = 0; from + SHORTEST <= text.length(); from++) {
            long possible = lengths.getOrDefault(text.substring(from, from + SHORTEST), 0L);
            for (int length = SHORTEST; possible >>> length != 0 && from + length <= text.length(); length++) {
                if ((possible >>> length & 1) == 1 && terms.contains(text.substring(from, from + length))) {
                    return true;
                }
            }
        }
        return false;
    }
}
