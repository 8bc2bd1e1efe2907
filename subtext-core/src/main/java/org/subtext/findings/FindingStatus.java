package org.subtext.findings;

import org.subtext.cohort.TruthReading;

/** What a truth says of a finding, before a policy for uncertain ones is applied. */
public enum FindingStatus {
    PRESENT,
    ABSENT,
    UNCERTAIN,
    NOT_RECORDED;

    /** Whether the row takes part under a policy. */
    public boolean isKnown(TruthReading.Uncertain policy) {
        return this == PRESENT || this == ABSENT || this == UNCERTAIN && policy != TruthReading.Uncertain.EXCLUDE;
    }

    /** Whether the finding counts as there under a policy. */
    public boolean isPresent(TruthReading.Uncertain policy) {
        return this == PRESENT || this == UNCERTAIN && policy == TruthReading.Uncertain.POSITIVE;
    }
}
