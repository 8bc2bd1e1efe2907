package org.subtext.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.AsCoded;
import org.subtext.perturbation.InTurn;
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
        for (Perturbation perturbation : settings(plan, audit.pixels().layout())) {
            for (Mode mode : plan.modes()) {
                experiments.add(experiment(perturbation, mode, audit, plan));
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

    Setting setting(Perturbation perturbation, Mode mode) {
        return new Setting(kind.name(), perturbation.name(), mode, position(perturbation));
    }

    /** The only number of a kind that has one; more have no single axis, and several kinds in turn none at all. */
    private @Nullable Double position(Perturbation perturbation) {
        Perturbation plain = perturbation instanceof AsCoded coded ? coded.original() : perturbation;
        if (kind.count() != 1 || plain instanceof InTurn) {
            return null;
        }
        return Double.valueOf(
                plain.name().substring(kind.name().length()).strip().split("\\s+")[0]);
    }

    /** The kind's own settings and the plan's; of those that do the same to these images, only the first. */
    List<Perturbation> settings(RoutesPlan plan, PixelLayout layout) {
        List<String> wanted = new ArrayList<>(kind.defaults());
        plan.settings().stream()
                .filter(setting -> Perturbations.kindOf(setting).equals(kind.name()))
                .forEach(wanted::add);
        Map<String, Perturbation> byEffect = new LinkedHashMap<>();
        for (String setting : wanted) {
            Perturbation parsed = Perturbations.parse(setting);
            Perturbation perturbation = plan.studyFaithful() ? parsed.studyFaithful() : parsed;
            byEffect.putIfAbsent(perturbation.effect(layout), perturbation);
        }
        return List.copyOf(byEffect.values());
    }
}
