package org.subtext.harm.reading;

/** What a truth says of a finding, before a policy for uncertain ones is applied. */
enum FindingStatus {
    PRESENT,
    ABSENT,
    UNCERTAIN,
    NOT_RECORDED;

    /** Whether the row takes part under a policy. */
    boolean isKnown(TablePlan.Uncertain policy) {
        return this == PRESENT || this == ABSENT || this == UNCERTAIN && policy != TablePlan.Uncertain.EXCLUDE;
    }

    /** Whether the finding counts as there under a policy. */
    boolean isPresent(TablePlan.Uncertain policy) {
        return this == PRESENT || this == UNCERTAIN && policy == TablePlan.Uncertain.POSITIVE;
    }
}
