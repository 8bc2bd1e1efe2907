package org.subtext.audit.answers;

/** What a figure is of: names that the run gave to its parts. */
public enum Slot {
    /** A recorded class of the attribute. */
    CLASS,
    /** What was scored: the audit's own cohort, another cohort, or a model. */
    COHORT,
    /** A column within whose groups was assessed, or that was surveyed. */
    COLUMN,
    /** A group of a column, or of the attribute in a run of harm. */
    GROUP,
    /** A reader of the ladder. */
    READER,
    /** A route of the battery. */
    ROUTE,
    /** A setting of a route. */
    SETTING,
    /** Where a setting's scores come from. */
    MODE,
    /** A finding of a run of harm. */
    FINDING,
    /** Whose scores of a finding they are, where a table has those of several models. */
    MODEL,
    /** A recorded number at which a rate is told. */
    NUMBER,
    /** A rate of a run of harm, in words. */
    RATE,
    /** A measure that has a name of its own: accuracy. */
    MEASURE,
    /** The recorded attribute itself. */
    ATTRIBUTE,
    /** One of several that are counted: a fold, a size, a fact of the record. */
    ITEM
}
