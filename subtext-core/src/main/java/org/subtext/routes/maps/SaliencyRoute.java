package org.subtext.routes.maps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;

/**
 * Maps of importance (Grad-CAM, integrated gradients, occlusion) with the checks without which they are pictures and no
 * evidence: networks with random weights, a network of shuffled labels, deletion and insertion.
 */
public final class SaliencyRoute implements Route {
    @Override
    public String name() {
        return "saliency";
    }

    @Override
    public String family() {
        return "saliency";
    }

    @Override
    public String question() {
        return "Where does the network look, and is that map evidence?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        List<Experiment> experiments = new ArrayList<>();
        if (plan.modes().contains(Mode.TESTED_UNDER)) {
            MapMethod.ALL.forEach(method -> experiments.add(MappedMethod.of(name(), method, audit)));
            experiments.add(MapsAgree.of(name(), audit));
        }
        if (plan.modes().contains(Mode.NEWLY_TRAINED)) {
            experiments.add(MapsOfShuffled.of(name(), audit, plan));
        }
        return experiments;
    }
}
