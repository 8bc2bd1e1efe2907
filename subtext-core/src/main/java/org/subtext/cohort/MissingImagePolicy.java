package org.subtext.cohort;

/** What is done with a row whose image file is not there. */
public enum MissingImagePolicy {
    /** The table is refused: a missing file is more often a wrong folder than a lost image. The default. */
    REFUSE,
    /** The row is left out, and counted. */
    EXCLUDE
}
