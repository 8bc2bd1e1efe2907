package org.subtext.predictions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How classes are made of a score table's truth.
 *
 * @param rename class name of a source wording
 * @param positive the class that a high score speaks for, after renaming; null where the form of the scores tells
 * @param positiveAt for a numeric truth: positive when at or above this; null for a truth of names
 */
public record ScoreClasses(
        Map<String, String> rename,
        @Nullable String positive,
        @Nullable Double positiveAt) {
    /** As the table names them. */
    public static final ScoreClasses AS_NAMED = new ScoreClasses(Map.of(), null, null);

    public ScoreClasses {
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
    }

    public ScoreClasses withRename(Map<String, String> value) {
        return new ScoreClasses(value, positive, positiveAt);
    }

    public ScoreClasses withPositive(@Nullable String value) {
        return new ScoreClasses(rename, value, positiveAt);
    }

    public ScoreClasses withPositiveAt(@Nullable Double value) {
        return new ScoreClasses(rename, positive, value);
    }
}
