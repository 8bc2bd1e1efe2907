package org.subtext.routes;

import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;

/** The audit of a network that was given: everybody is tested, and there is nobody to learn from. */
public final class GivenNetwork {
    private GivenNetwork() {}

    /** The same audit without images that were learnt from. */
    public static FinishedAudit of(FinishedAudit audit) {
        return new FinishedAudit(
                audit.cohort(),
                audit.pixels(),
                audit.rows(),
                audit.folds().stream()
                        .map(fold -> new Fold(fold.name(), fold.model(), new int[0], new int[0], fold.test()))
                        .toList(),
                audit.predictions(),
                audit.trainer(),
                audit.training(),
                audit.assessment(),
                audit.seed(),
                audit.folder(),
                audit.showsPatients());
    }
}
