package org.subtext.routes.perturbed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.subtext.images.PixelLayout;
import org.subtext.perturbation.AsCoded;
import org.subtext.perturbation.InTurn;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Subject.Perturbed.Step;

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
        return kind.family().name();
    }

    @Override
    public String question() {
        return kind.family().question();
    }

    @Override
    public Optional<String> axis() {
        return kind.count() == 1 ? Optional.of(kind.parameters()) : Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        PixelLayout layout = audit.pixels().layout();
        List<Perturbation> settings = settings(plan, layout);
        List<Experiment> experiments = new ArrayList<>();
        for (Perturbation perturbation : settings) {
            for (Mode mode : plan.modes()) {
                if (mode == Mode.TESTED_UNDER || isTrained(perturbation, plan, layout)) {
                    experiments.add(experiment(perturbation, mode, audit, plan));
                }
            }
        }
        if (!experiments.isEmpty()) {
            experiments.set(0, SettingStrip.illustrated(experiments.get(0), settings));
        }
        return experiments;
    }

    /**
     * A network is newly trained for what the plan spells out, and for the kind's own list (all its settings where it
     * has none and is named by itself) less what leaves images as they are or all the same: the one is the audit over
     * again, the other cannot be learnt from.
     */
    private boolean isTrained(Perturbation perturbation, RoutesPlan plan, PixelLayout layout) {
        String name = plain(perturbation).name();
        boolean spelledOut = plan.settings().stream()
                .anyMatch(setting -> RoutesPlan.kindOf(setting).equals(kind.name())
                        && plain(Perturbations.parse(setting)).name().equals(name));
        boolean named = plan.routes().contains(kind.name());
        List<String> trained = kind.trained().isEmpty() && named ? kind.defaults() : kind.trained();
        boolean listed = trained.stream()
                .anyMatch(setting -> Perturbations.parse(setting).name().equals(name));
        String effect = plain(perturbation).effect(layout);
        return spelledOut || (listed && !effect.equals(Perturbation.IDENTITY) && !effect.equals(Perturbation.NOTHING));
    }

    private static Perturbation plain(Perturbation perturbation) {
        return perturbation instanceof AsCoded coded ? coded.original() : perturbation;
    }

    private Experiment experiment(Perturbation perturbation, Mode mode, FinishedAudit audit, RoutesPlan plan) {
        int information = perturbation.isRefinement() ? REFINEMENT : CURVE_POINT;
        return mode == Mode.TESTED_UNDER
                ? new TestedUnder(setting(perturbation, mode), perturbation, audit, information)
                : NewlyTrained.of(
                        setting(perturbation, plan.training().warmStart() ? Mode.WARM_STARTED : Mode.NEWLY_TRAINED),
                        perturbation,
                        audit,
                        plan,
                        information);
    }

    Setting setting(Perturbation perturbation, Mode mode) {
        return new Setting(kind.name(), subject(perturbation), mode);
    }

    /** What a setting of a plan is about. */
    public static Subject subject(Perturbation perturbation) {
        Perturbation plain = plain(perturbation);
        Role role = plain instanceof PlannedPerturbation one ? one.role() : Role.OTHER;
        return new Subject.Perturbed(steps(perturbation, false), role);
    }

    private static List<Step> steps(Perturbation perturbation, boolean asCoded) {
        if (perturbation instanceof InTurn both) {
            return Stream.concat(steps(both.first(), false).stream(), steps(both.second(), asCoded).stream())
                    .toList();
        }
        if (perturbation instanceof AsCoded coded) {
            return steps(coded.original(), true);
        }
        if (perturbation instanceof PlannedPerturbation one) {
            return List.of(new Step(one.kind().name(), one.numbers(), asCoded));
        }
        throw new IllegalArgumentException("no plan spells " + perturbation.name());
    }

    /**
     * The kind's own settings where it is named, and the plan's; of those that do the same to these images, the first.
     */
    List<Perturbation> settings(RoutesPlan plan, PixelLayout layout) {
        List<String> wanted = new ArrayList<>(plan.names(this) ? kind.defaults() : List.of());
        plan.settings().stream()
                .filter(setting -> RoutesPlan.kindOf(setting).equals(kind.name()))
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
