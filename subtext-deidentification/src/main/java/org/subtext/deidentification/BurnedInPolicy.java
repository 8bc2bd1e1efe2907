package org.subtext.deidentification;

/** What is done with files whose pixels may hold text. */
public enum BurnedInPolicy {
    /** Written, and flagged in the log. */
    FLAG,
    /** Not written. */
    EXCLUDE,
    /** Not written, and the import as a whole fails. */
    REFUSE
}
