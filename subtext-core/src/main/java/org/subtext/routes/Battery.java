package org.subtext.routes;

import java.util.List;
import org.subtext.progress.Progress;

/**
 * The main path of the routes: plan, price, run what fits the budget, assess everything together.
 */
public final class Battery {
    private final List<Route> routes;
    private final Progress progress;

    /** @param routes all there are, in the order of the report */
    public Battery(List<Route> routes, Progress progress) {
        this.routes = routes;
        this.progress = progress;
    }

    /** Runs the plan's routes on a finished audit, or continues; what is stored in its folder is not run again. */
    public RoutesAssessment run(FinishedAudit audit, RoutesPlan plan) {
        throw new IllegalStateException("not written yet: " + routes + progress + audit + plan);
    }
}
