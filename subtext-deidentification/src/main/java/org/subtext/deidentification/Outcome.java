package org.subtext.deidentification;

import java.util.Locale;

/** What was done to one element, as the import log says it. */
enum Outcome {
    KEPT("value unchanged"),
    REMOVED("removed as PS3.15 table E.1-1 asks"),
    NOT_LISTED("removed because it is not on the list of what may stay"),
    PRIVATE("removed because a manufacturer's own"),
    OVERLAY_OR_CURVE("removed because overlays and curves may hold text"),
    WITH_SEQUENCE("removed with the sequence that held it"),
    MISPLACED("removed because it does not belong where it stood"),
    LOCAL_CODE("removed with its item: no code of a public coding scheme"),
    NOT_ITS_KIND("removed because the value is not of its representation"),
    REPEATS_IDENTIFIER("removed because the value repeats an identifier of the same file"),
    TOO_SHORT("not looked for in other values: an identifier as short as many a value"),
    EMPTIED("value emptied"),
    REPLACED("value replaced by a dummy"),
    PSEUDONYM("id replaced by a salted one"),
    UID("UID replaced by a salted one"),
    DATE_MOVED("moved by the patient's own number of days, time of day dropped"),
    AGE_TOPPED("age of 90 years or more written as 090Y"),
    AGE_DERIVED("age made from the dates before they went"),
    REWRITTEN("pixels written anew with only what a decoder needs"),
    ADDED("added to say what was done");

    private final String meaning;

    Outcome(String meaning) {
        this.meaning = meaning;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }
}
