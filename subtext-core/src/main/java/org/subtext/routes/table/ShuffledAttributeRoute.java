package org.subtext.routes.table;

import java.util.List;
import java.util.Optional;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;

/** The negative control: an attribute shuffled over patients must not be found. */
public final class ShuffledAttributeRoute implements Route {
    @Override
    public String name() {
        return "shuffled-attribute";
    }

    @Override
    public String family() {
        return "confounders";
    }

    @Override
    public String question() {
        return "Does the whole procedure find nothing where nothing can be learnt?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        ConfounderFromImageRoute.requireTraining(plan);
        return List.of(new TrainedOnShuffled(
                new Setting(name(), new Subject.Shuffled(audit.cohort().attribute()), Mode.NEWLY_TRAINED),
                TrainedOnLabels.plan(audit, plan),
                TrainedOnLabels.folds(audit, plan).size(),
                TrainedOnLabels.work(audit, plan)));
    }
}
