package org.subtext.silo.sums;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a site knows of a patient beside the scores.
 *
 * @param group a group of the plan, after harmonisation; null where none is recorded
 * @param age in years, 0 to 120; empty where none is recorded
 */
public record PatientFacts(@Nullable String group, OptionalDouble age) {
    /** Nothing is known. */
    public static final PatientFacts UNKNOWN = new PatientFacts(null, OptionalDouble.empty());

    private static final double OLDEST = 120;

    public PatientFacts {
        if (age.isPresent() && !(age.getAsDouble() >= 0 && age.getAsDouble() <= OLDEST)) {
            throw new IllegalArgumentException("an age in years lies between 0 and " + OLDEST);
        }
    }

    /** A patient of a group. */
    public static PatientFacts of(String group) {
        return new PatientFacts(group, OptionalDouble.empty());
    }
}
