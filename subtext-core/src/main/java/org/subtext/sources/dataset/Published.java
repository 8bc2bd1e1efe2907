package org.subtext.sources.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A count that was published or counted on a complete copy.
 *
 * @param what for the reader
 * @param field whose values are counted; null for rows
 * @param values the values counted together; empty: how many different ones there are
 * @param expected the published count
 * @param afterRules counted after the study's rules; only then compared
 */
record Published(String what, @Nullable Field field, List<String> values, long expected, boolean afterRules) {
    static Published rows(long expected) {
        return new Published("rows (images)", null, List.of(), expected, false);
    }

    static Published patients(long expected) {
        return new Published("patients", Field.PATIENT_ID, List.of(), expected, false);
    }

    static Published studies(long expected) {
        return new Published("studies", Field.STUDY_ID, List.of(), expected, false);
    }

    static Published count(Field field, long expected, String... values) {
        String what = field.column() + " " + String.join(" or ", values);
        return new Published(what, field, List.of(values), expected, false);
    }

    /** The same count, of what the study's rules leave. */
    Published underRules() {
        return new Published(what + ", study's rules", field, values, expected, true);
    }
}
