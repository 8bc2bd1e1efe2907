package org.subtext.routes.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;

/**
 * Whether the network, newly trained in all folds, finds the texture at the strength that the linear reader finds. It
 * costs as much as the audit for each draw, so there are few.
 */
public final class NetworkInjectionRoute implements Route {
    static final String NAME = "injection-network";
    private static final int DRAWS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return NAME;
    }

    @Override
    public String question() {
        return "Does the network find the texture that the linear reader finds?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        audit.requireTraining();
        if (!plan.modes().contains(Mode.NEWLY_TRAINED)) {
            throw new NotRunException(
                    "The plan asks for no newly trained networks, and these are some.",
                    "Add newly-trained to the modes of the plan.");
        }
        InjectedAudit injected = new InjectedAudit(audit);
        List<Experiment> experiments = new ArrayList<>();
        for (int draw = 1; draw <= DRAWS; draw++) {
            experiments.add(NetworkInjection.of(InjectionRoute.texture(audit), injected, audit, plan, draw));
        }
        return List.copyOf(experiments);
    }
}
