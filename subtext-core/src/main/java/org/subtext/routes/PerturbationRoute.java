package org.subtext.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.Perturbation;
import org.subtext.perturbation.PerturbationKind;
import org.subtext.perturbation.Perturbations;

/** A kind of perturbation as a route: each of its settings tested under, and newly trained. */
public final class PerturbationRoute implements Route {
    private static final int CURVE_POINT = 2;
    private static final int REFINEMENT = 1;

    private final PerturbationKind kind;

    public PerturbationRoute(PerturbationKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public String family() {
        return kind.family();
    }

    @Override
    public String question() {
        return Question.ofFamily(kind.family());
    }

    @Override
    public Optional<String> axis() {
        return kind.count() == 1 ? Optional.of(kind.parameters()) : Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        List<Experiment> experiments = new ArrayList<>();
        for (Map.Entry<String, Perturbation> entry :
                settings(plan, audit.pixels().layout()).entrySet()) {
            for (Mode mode : plan.modes()) {
                experiments.add(experiment(entry.getValue(), mode, audit, plan));
            }
        }
        return experiments;
    }

    private Experiment experiment(Perturbation perturbation, Mode mode, FinishedAudit audit, RoutesPlan plan) {
        return mode == Mode.TESTED_UNDER
                ? new TestedUnder(setting(perturbation, mode), perturbation, audit, CURVE_POINT)
                : NewlyTrained.of(
                        setting(perturbation, plan.warmStart() ? Mode.WARM_STARTED : Mode.NEWLY_TRAINED),
                        perturbation,
                        audit,
                        plan,
                        kind.count() > 1 ? REFINEMENT : CURVE_POINT);
    }

    private Setting setting(Perturbation perturbation, Mode mode) {
        return new Setting(kind.name(), perturbation.name(), mode, position(perturbation));
    }

    private @Nullable Double position(Perturbation perturbation) {
        return kind.count() == 1
                ? Double.valueOf(
                        perturbation.name().substring(kind.name().length()).strip())
                : null;
    }

    /** The kind's own settings where it is named, and the plan's, each once; of those that change nothing the first. */
    private Map<String, Perturbation> settings(RoutesPlan plan, PixelLayout layout) {
        List<String> wanted = new ArrayList<>(plan.names(this) ? kind.defaults() : List.of());
        plan.settings().stream()
                .filter(setting -> RoutesPlan.kindOf(setting).equals(kind.name()))
                .forEach(wanted::add);
        Map<String, Perturbation> settings = new LinkedHashMap<>();
        boolean identityTaken = false;
        for (String setting : wanted) {
            Perturbation perturbation = Perturbations.parse(setting);
            boolean identity = perturbation.isIdentity(layout);
            if (!(identity && identityTaken)) {
                settings.putIfAbsent(perturbation.name(), perturbation);
            }
            identityTaken |= identity;
        }
        return settings;
    }
}
