package org.subtext.cohort;

/**
 * One box of the flow diagram.
 *
 * @param kind whether the box counts what there was, what was left out, or what remains
 * @param label the box's title: "Conflicting values"
 * @param images images (rows) in the box
 * @param patients patients in the box; of an exclusion, those who lost their last image by it
 * @param reason why, in a sentence; empty for the first and last box
 */
public record FlowStep(Kind kind, String label, int images, int patients, String reason) {
    /** What a box counts. */
    public enum Kind {
        FOUND,
        EXCLUDED,
        AUDITED
    }
}
