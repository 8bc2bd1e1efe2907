package org.subtext.deidentification;

import java.util.Locale;

/** What was done to one element, as the import log says it; what each means is told by {@link LogWords}. */
enum Outcome {
    KEPT,
    REMOVED,
    NOT_LISTED,
    PRIVATE,
    OVERLAY_OR_CURVE,
    WITH_SEQUENCE,
    MISPLACED,
    LOCAL_CODE,
    NOT_ITS_KIND,
    NO_TERM,
    CUT_SHORT,
    REPEATS_IDENTIFIER,
    TOO_SHORT,
    EMPTIED,
    REPLACED,
    PSEUDONYM,
    UID,
    DATE_MOVED,
    AGE_TOPPED,
    AGE_DERIVED,
    REWRITTEN,
    ADDED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
