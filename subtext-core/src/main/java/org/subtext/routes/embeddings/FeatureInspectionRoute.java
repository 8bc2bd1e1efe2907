package org.subtext.routes.embeddings;

import java.util.List;
import java.util.Optional;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;

/** Whether the classes lie apart in the finished network's features and logits, after Glocker and others (2023). */
public final class FeatureInspectionRoute implements Route {
    private static final int CURVE_POINT = 2;
    private static final double SECONDS = 5;

    @Override
    public String name() {
        return "feature-inspection";
    }

    @Override
    public String family() {
        return "encoding";
    }

    @Override
    public String question() {
        return "Do the classes lie apart in the network's features?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        Setting setting =
                new Setting(name(), new Subject.Named("principal components and logits"), Mode.FROM_EMBEDDINGS);
        long images = 2L * audit.folds().get(0).test().length;
        return List.of(new InspectedFeatures(setting, new Work(images, 0, SECONDS), CURVE_POINT));
    }
}
