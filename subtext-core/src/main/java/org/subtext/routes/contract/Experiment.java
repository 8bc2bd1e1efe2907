package org.subtext.routes.contract;

import org.subtext.progress.Progress;

/** The atom of a battery: one setting, priced before it starts, run once, stored whole, never run again on resume. */
public interface Experiment {
    Setting setting();

    Work work();

    /**
     * How much is learnt from it beside others about the same: 3 for what names the route at all, 2 for points that
     * draw a curve, 1 for refinements and for controls, which say nothing before what they control.
     */
    int information();

    /**
     * What else than the setting and the run determines the evidence: a stored one with other determinants is not
     * taken.
     */
    default String determinants() {
        return "";
    }

    /** @throws NotRunException when it cannot be run on this cohort; the battery reports that and goes on */
    Evidence run(FinishedAudit audit, Progress progress) throws NotRunException;
}
