package org.subtext.identities;

/** What can be wrong with the ids of patients. */
public enum IdKind {
    /** No id, or a word for nothing. */
    MISSING("no patient id"),
    /** 0, -1, 999, xxx: an id that stands for several people, by the rows or the recorded values it has. */
    STAND_IN("an id typed for want of one"),
    /** Rounded by a spreadsheet: 1.23457E+11. */
    SCIENTIFIC("scientific notation"),
    /** More than 15 digits, of which a spreadsheet keeps 15 and writes zeros for the others. */
    ROUNDED("rounded to 15 digits"),
    /** The same but for how programs write it. */
    SPELLING("one id in several spellings"),
    /** The same number with and without a word for a patient before it. */
    PREFIX("one number with several prefixes"),
    /** All rows have one id. */
    ONE_FOR_ALL("one id for all rows"),
    /** One id holds a large share of the rows, with several recorded values. */
    CROWDED("one id for many people"),
    /** Sites gave the same numbers to different people. */
    SITES("one id at several sites"),
    /** The same but for accents, a plus sign, or a number of one digit behind it. */
    NEAR("ids that are nearly the same");

    private final String words;

    IdKind(String words) {
        this.words = words;
    }

    /** What it is, as a list of findings says it. */
    public String words() {
        return words;
    }
}
