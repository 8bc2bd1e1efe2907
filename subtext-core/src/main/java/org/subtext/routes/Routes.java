package org.subtext.routes;

import java.util.ArrayList;
import java.util.List;
import org.subtext.perturbation.PerturbationKind;
import org.subtext.perturbation.Perturbations;

/** All routes there are, in the order of the report. */
public final class Routes {
    private Routes() {}

    /** Every route of this version. */
    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        for (PerturbationKind kind : Perturbations.KINDS) {
            routes.add(new PerturbationRoute(kind));
        }
        return List.copyOf(routes);
    }
}
