package org.subtext.routes.contract;

/** What a setting's AUC says against chance, after correction over the whole battery. */
public enum Standing {
    /** The interval lies above one half and the corrected p below alpha. */
    REVEALS("reveals it"),
    /**
     * The interval of the two one-sided tests lies within the plan's margin around one half, and it does not reveal.
     */
    LIKE_CHANCE("within the margin of chance"),
    /** Neither. */
    CANNOT_TELL("cannot be told from chance"),
    /** There is no AUC, or no interval of it. */
    NOT_DEFINED("not defined");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    /** In the words of a report. */
    public String words() {
        return words;
    }
}
