package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Subject;

/**
 * Masks as things: the inside alone suffices and is missed when only the outside is left, or the other way round. Where
 * both sides suffice neither is pointed at.
 */
final class RegionRule {
    /** One side of a mask's edge, whatever the margin. */
    private record Side(String mask, boolean isInside) {
        Side opposite() {
            return new Side(mask, !isInside);
        }

        String words() {
            return "what lies " + (isInside ? "inside" : "outside") + " the " + mask + " mask";
        }
    }

    private final AssessmentPlan plan;

    RegionRule(AssessmentPlan plan) {
        this.plan = plan;
    }

    List<Pointer> pointers(List<SettingResult> settings) {
        Map<Side, List<SettingResult>> bySide = new LinkedHashMap<>();
        for (SettingResult setting : settings) {
            if (setting.setting().subject() instanceof Subject.Region region) {
                bySide.computeIfAbsent(new Side(region.mask(), region.isInside()), key -> new ArrayList<>())
                        .add(setting);
            }
        }
        List<Pointer> pointers = new ArrayList<>();
        bySide.forEach((side, alone) -> pointer(side, alone, bySide.getOrDefault(side.opposite(), List.of()))
                .ifPresent(pointers::add));
        return pointers;
    }

    private Optional<Pointer> pointer(Side side, List<SettingResult> alone, List<SettingResult> without) {
        Optional<SettingResult> suffices =
                alone.stream().filter(SettingResult::reveals).max(Comparator.comparingDouble(PointingRule::kept));
        Optional<SettingResult> missed = without.stream()
                .filter(result -> result.fell(plan.alpha()))
                .max(Comparator.comparingDouble(PointingRule::lost));
        if (suffices.isEmpty() || missed.isEmpty() || without.stream().anyMatch(PointingRule::isSpared)) {
            return Optional.empty();
        }
        double strength = Math.min(PointingRule.kept(suffices.get()), PointingRule.lost(missed.get()));
        if (strength < PointingRule.LEAST_STRENGTH) {
            return Optional.empty();
        }
        String what = side.words();
        return Optional.of(new Pointer(
                Pointer.Kind.REGION,
                what,
                List.of(),
                PointingRule.sentence(what, suffices, missed),
                suffices.get().macroAuc(),
                missed.get().change(),
                strength));
    }
}
