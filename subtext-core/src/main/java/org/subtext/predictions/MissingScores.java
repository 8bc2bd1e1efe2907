package org.subtext.predictions;

/** What is done with images that lack a score. */
public enum MissingScores {
    /** The table is refused, with their rows. The default: whether a score is missing may depend on whose it is. */
    REFUSE,
    /** They are left out of every model's scores, and counted by class and group. */
    EXCLUDE
}
