package org.subtext.routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.assessment.AssessmentPlan;

/**
 * Masks as things: the inside alone suffices and is missed when only the outside is left, or the other way round. Where both
 * sides suffice neither is pointed at.
 */
final class RegionRule {
    private static final double LEAST_STRENGTH = 0.25;

    /** "lung inside", "lung outside", "lung outside with a margin". */
    private static final Pattern SIDE = Pattern.compile("(.+) (inside|outside)( with a margin)?");

    private final AssessmentPlan plan;

    RegionRule(AssessmentPlan plan) {
        this.plan = plan;
    }

    List<Pointer> pointers(List<SettingResult> settings) {
        Map<String, List<SettingResult>> bySide = new LinkedHashMap<>();
        for (SettingResult setting : settings) {
            Matcher side = SIDE.matcher(setting.setting().label());
            if (side.matches()) {
                bySide.computeIfAbsent(side.group(2) + " the " + side.group(1) + " mask", key -> new ArrayList<>())
                        .add(setting);
            }
        }
        List<Pointer> pointers = new ArrayList<>();
        bySide.forEach((side, alone) -> pointer(side, alone, bySide.getOrDefault(opposite(side), List.of()))
                .ifPresent(pointers::add));
        return pointers;
    }

    private static String opposite(String side) {
        return side.startsWith("inside ")
                ? "outside " + side.substring("inside ".length())
                : "inside " + side.substring("outside ".length());
    }

    private Optional<Pointer> pointer(String side, List<SettingResult> alone, List<SettingResult> without) {
        Optional<SettingResult> suffices =
                alone.stream().filter(SettingResult::reveals).max(Comparator.comparingDouble(PointingRule::kept));
        Optional<SettingResult> missed = without.stream()
                .filter(result -> result.fell(plan.alpha()))
                .max(Comparator.comparingDouble(PointingRule::lost));
        if (suffices.isEmpty() || missed.isEmpty() || without.stream().anyMatch(PointingRule::isSpared)) {
            return Optional.empty();
        }
        double strength = Math.min(PointingRule.kept(suffices.get()), PointingRule.lost(missed.get()));
        if (strength < LEAST_STRENGTH) {
            return Optional.empty();
        }
        String what = "what lies " + side;
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
