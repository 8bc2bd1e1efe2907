package org.subtext.harm;

/** What a gap says of harm. */
public enum Verdict {
    /** The simultaneous interval lies beyond the margin on the side of one group's harm. */
    HARM_SHOWN,
    /** The simultaneous interval of two one-sided tests lies within the margin. */
    HARM_EXCLUDED,
    /** Neither: more rows would tell, and how many is said. */
    CANNOT_TELL,
    /** Too few patients, no threshold, or one that parts nobody: nothing was computed of it. */
    NOT_ASSESSED
}
