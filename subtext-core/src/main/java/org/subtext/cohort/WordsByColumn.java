package org.subtext.cohort;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of words by column as a plan gives them, in its order. */
final class WordsByColumn {
    private WordsByColumn() {}

    /** A column that is named without a word has none; what a plan file writes as null without quotes is the word. */
    static Map<String, List<String>> of(Map<String, ? extends @Nullable List<String>> given) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        given.forEach((column, values) -> words.put(
                column,
                values == null
                        ? List.of()
                        : values.stream().map(String::valueOf).toList()));
        return Collections.unmodifiableMap(words);
    }
}
