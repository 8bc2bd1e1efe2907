package org.subtext.identities;

/** What is made of ids that are the same but for how they are written. */
public enum SpellingPolicy {
    /** Refused, with the rows, until somebody says which it is. */
    ASK,
    /** Different people: ids count as they are written. */
    DIFFERENT,
    /** One person: the spelling of most rows counts, of equally many the shorter. */
    SAME
}
