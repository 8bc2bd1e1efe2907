package org.subtext.report;

/** Who reads a report. */
public enum Audience {
    /** Anybody: small groups are told of nowhere. A phantom is told whole, since its patients are nobody. */
    ANYBODY,
    /** Those who may see the cohort itself: everything is told, and every page says that it must not be shared. */
    INTERNAL;

    /** What every page for those inside says. */
    public static final String MARK = "Internal, not for sharing";
}
