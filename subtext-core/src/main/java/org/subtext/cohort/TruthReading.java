package org.subtext.cohort;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the truth of a finding is read from the cells of a column.
 *
 * @param positive values that say that the finding is there, all others that it is not; none for the usual words
 * @param positiveAt the number from which on it is there; null where truths are words or codes
 * @param uncertain what is made of uncertain ones
 * @param uncertainValues values that say so beside the usual ones
 */
public record TruthReading(
        List<String> positive, @Nullable Double positiveAt, Uncertain uncertain, List<String> uncertainValues) {
    /** What is made of a truth that is recorded as uncertain. */
    public enum Uncertain {
        /** The image takes no part in the finding, and is counted. */
        EXCLUDE,
        /** The finding counts as there. */
        POSITIVE,
        /** The finding counts as not there. */
        NEGATIVE
    }

    /** The usual words; what is uncertain takes no part. */
    public static final TruthReading USUAL = new TruthReading(List.of(), null, Uncertain.EXCLUDE, List.of());

    public TruthReading {
        positive = positive.stream().map(String::valueOf).toList();
        Objects.requireNonNull(uncertain, "a plan says what is made of uncertain truths");
        uncertainValues = uncertainValues.stream().map(String::valueOf).toList();
    }
}
