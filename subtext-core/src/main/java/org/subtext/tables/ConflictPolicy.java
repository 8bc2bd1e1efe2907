package org.subtext.tables;

/** What is done with a patient for whom the table records different classes. */
public enum ConflictPolicy {
    /** The patient is left out, and counted. The default, as in the study. */
    EXCLUDE,
    /** The value in the first row of the table that records one. */
    FIRST,
    /** The value of the latest date; needs a date column. A conflict on the latest date leaves the patient out. */
    LATEST,
    /** The most frequent value over the patient's rows. A draw leaves the patient out. */
    MODE
}
