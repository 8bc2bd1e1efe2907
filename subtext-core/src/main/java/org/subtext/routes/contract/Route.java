package org.subtext.routes.contract;

import java.util.List;
import java.util.Optional;

/** One question about how the images reveal the attribute, and the experiments that answer it. */
public interface Route {
    /** As a plan and {@code --route} name it: "low-pass". */
    String name();

    /** The routes asked for together: "frequency"; equal to the name where it stands alone. */
    String family();

    /** What a reader of the report asks: "Which spatial frequencies carry it?" */
    String question();

    /** What {@link Setting#position} measures, with its unit; empty where the route has no curve. */
    Optional<String> axis();

    /**
     * The experiments of the plan on this audit, cheap to list: nothing is computed yet.
     *
     * @throws NotRunException when the route needs what is not there
     */
    List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException;
}
