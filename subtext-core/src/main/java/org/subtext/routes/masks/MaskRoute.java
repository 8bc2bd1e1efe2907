package org.subtext.routes.masks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.subtext.perturbation.MaskedRegion;
import org.subtext.perturbation.regions.Mask;
import org.subtext.perturbation.regions.MaskOutcome;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.perturbed.NewlyTrained;
import org.subtext.routes.perturbed.PhantomPixels;
import org.subtext.routes.perturbed.SettingStrip;
import org.subtext.routes.perturbed.TestedUnder;

/**
 * Does it lie inside or outside a region? For each mask folder of the plan, and for the built-in lung and body masks of
 * frontal chest films: the inside alone, the outside alone, the outside with a margin, and the mask's bare shape as
 * control.
 *
 * <p>A plan's mask named "lung" or "body" takes the place of the built-in one.
 */
public final class MaskRoute implements Route {
    private static final int NAMES_THE_ROUTE = 3;
    private static final int CURVE_POINT = 2;
    private static final int REFINEMENT = 1;

    @Override
    public String name() {
        return "masks";
    }

    @Override
    public String family() {
        return "masks";
    }

    @Override
    public String question() {
        return "Does it lie inside or outside a region?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) {
        List<Experiment> experiments = new ArrayList<>();
        for (RegionMasks masks : masks(audit, plan)) {
            IntFunction<Mask> byRow = byRow(audit, masks);
            List<MaskedRegion> parts = new ArrayList<>();
            for (MaskedRegion.Part part : MaskedRegion.Part.values()) {
                MaskedRegion region = MaskedRegion.of(masks.name(), part, byRow);
                parts.add(plan.studyFaithful() ? region.studyFaithful() : region);
            }
            boolean first = true;
            for (int i = 0; i < parts.size(); i++) {
                for (Mode mode : plan.modes()) {
                    boolean refines = MaskedRegion.Part.values()[i] == MaskedRegion.Part.OUTSIDE_INFLATED;
                    Experiment experiment = experiment(parts.get(i), mode, refines, audit, plan);
                    if (first) {
                        experiment = SettingStrip.illustrated(experiment, pictures(masks, parts));
                    }
                    experiments.add(MaskedExperiment.of(experiment, masks, audit, first));
                    first = false;
                }
            }
        }
        return experiments;
    }

    private static List<RegionMasks> masks(FinishedAudit audit, RoutesPlan plan) {
        List<RegionMasks> masks = new ArrayList<>();
        plan.masks().forEach((name, folder) -> masks.add(new DrawnMasks(name, Path.of(folder))));
        for (RegionMasks builtIn : List.of(BuiltInMasks.lungs(audit), BuiltInMasks.body(audit))) {
            if (!plan.masks().containsKey(builtIn.name())) {
                masks.add(builtIn);
            }
        }
        return masks;
    }

    private Experiment experiment(MaskedRegion part, Mode mode, boolean refines, FinishedAudit audit, RoutesPlan plan) {
        if (mode == Mode.TESTED_UNDER) {
            return new TestedUnder(setting(part, mode), part, audit, refines ? REFINEMENT : NAMES_THE_ROUTE);
        }
        Mode trained = plan.training().warmStart() ? Mode.WARM_STARTED : Mode.NEWLY_TRAINED;
        return NewlyTrained.of(setting(part, trained), part, audit, plan, refines ? REFINEMENT : CURVE_POINT);
    }

    private Setting setting(MaskedRegion region, Mode mode) {
        Subject subject = switch (region.part()) {
            case INSIDE -> new Subject.Region(region.mask(), true, false);
            case OUTSIDE -> new Subject.Region(region.mask(), false, false);
            case OUTSIDE_INFLATED -> new Subject.Region(region.mask(), false, true);
            case SHAPE -> new Subject.Outline(region.mask());
        };
        return new Setting(name(), subject, mode);
    }

    /**
     * The route's picture: of patients that have a mask where the audit shows patients, else of a phantom where it can
     * be.
     */
    private static SettingStrip.Maker pictures(RegionMasks masks, List<MaskedRegion> parts) {
        return audit -> {
            if (audit.showsPatients()) {
                masks.prepare(audit, audit.folds().get(0).test());
                return Optional.of(SettingStrip.ofPatients(
                        audit, parts, position -> masks.outcome(position) instanceof MaskOutcome.Found));
            }
            return masks.ofPhantom(new PhantomPixels(audit.pixels().layout()).image())
                    .map(mask -> SettingStrip.ofPhantom(
                            audit,
                            parts.stream()
                                    .map(part -> part.withMasks(row -> mask))
                                    .toList()));
        };
    }

    private static IntFunction<Mask> byRow(FinishedAudit audit, RegionMasks masks) {
        int[] positionOf = new int[audit.pixels().size()];
        for (int position = 0; position < audit.rows().length; position++) {
            positionOf[audit.rows()[position]] = position;
        }
        return row -> {
            if (masks.outcome(positionOf[row]) instanceof MaskOutcome.Found found) {
                return found.mask();
            }
            throw new IllegalStateException("an image without a mask was not left out");
        };
    }
}
