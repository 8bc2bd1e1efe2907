package org.subtext.problems;

/**
 * Something that a user can turn to mend a problem: a key of the plan, an argument of a use case, or another use case.
 *
 * <p>Whoever finds the problem names the knob; each face says how it is turned there: a command line by an option, a
 * plan file by a key, a page by a field.
 */
public sealed interface Knob permits PlanKey, Argument, Action {
    /** The name that no two knobs share: {@code cohort.inclusion.only}, {@code run.resume}. */
    String id();

    /** What it is, in words that stand within a sentence: "the rows to keep, by column". */
    String meaning();
}
