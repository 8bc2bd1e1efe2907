package org.subtext.predictions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What was scored: the audit's own cohort, another cohort by the same recogniser, or whatever scored under a name of
 * its own.
 *
 * <p>Files hold it as one text, {@link #stored}. A model may bear any name, also one that means something else there.
 */
public sealed interface ExperimentName {
    /** The test images of the audit's own cohort. */
    record Internal() implements ExperimentName {
        @Override
        public String name() {
            return INTERNAL;
        }
    }

    /** A cohort of another source. */
    record External(String cohort) implements ExperimentName {
        @Override
        public String name() {
            return EXTERNAL + " " + cohort;
        }
    }

    /** Somebody's score column, or a setting of a battery. */
    record Model(String name) implements ExperimentName {
        @Override
        public String stored() {
            boolean meansMore = name.equals(INTERNAL) || name.startsWith(EXTERNAL) || name.startsWith(MODEL);
            return meansMore ? MODEL + " " + name : name;
        }
    }

    String INTERNAL = "internal";
    String EXTERNAL = "external:";
    String MODEL = "model:";

    /** In sentences, and what random draws are named after; a model's may be that of a cohort. */
    String name();

    /** As files hold it; no two experiments are stored alike. */
    @JsonValue
    default String stored() {
        return name();
    }

    /** Reads what {@link #stored} gives. */
    @JsonCreator
    static ExperimentName read(String stored) {
        if (stored.equals(INTERNAL)) {
            return new Internal();
        }
        if (stored.startsWith(EXTERNAL)) {
            return new External(stored.substring(EXTERNAL.length()).strip());
        }
        String escape = MODEL + " ";
        return new Model(stored.startsWith(escape) ? stored.substring(escape.length()) : stored);
    }
}
