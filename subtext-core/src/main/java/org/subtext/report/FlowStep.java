package org.subtext.report;

/**
 * One box of the flow diagram. The first and the last step are {@link Kind#REMAINING}: the table as given, and what was
 * assessed.
 *
 * @param kind whether these images go on or leave
 * @param label what remains ("Rows of the table", "Assessed"), or why they leave ("No recorded sex")
 * @param images in this box
 * @param patients in this box; for an exclusion those who leave altogether
 */
public record FlowStep(Kind kind, String label, int images, int patients) {
    /** Whether a box is on the way or beside it. */
    public enum Kind {
        REMAINING,
        EXCLUDED
    }

    public FlowStep {
        if (images < 0 || patients < 0) {
            throw new IllegalArgumentException("a flow step holds no negative counts: " + label);
        }
    }

    public static FlowStep remaining(String label, int images, int patients) {
        return new FlowStep(Kind.REMAINING, label, images, patients);
    }

    public static FlowStep excluded(String label, int images, int patients) {
        return new FlowStep(Kind.EXCLUDED, label, images, patients);
    }
}
