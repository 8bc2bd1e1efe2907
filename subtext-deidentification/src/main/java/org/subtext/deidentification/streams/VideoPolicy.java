package org.subtext.deidentification.streams;

/** What is done with video, whose streams carry user data, dates and sound that nobody looks into. */
public enum VideoPolicy {
    /** Not written. */
    EXCLUDE,
    /** Written as it is, and the log says that nobody looked into it. */
    KEEP
}
