package org.subtext.routes.reading;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.perturbation.contract.Role;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;

/**
 * A band from the two curves, where no single band was kept or removed: what a low-pass still lacks and a high-pass no
 * longer has lies between the two.
 *
 * <p>Its lower edge is the largest low-pass radius that lost most of the excess over one half, its upper edge the
 * smallest such high-pass radius, both in one mode, which must have the edges in that order: otherwise the attribute
 * lies on several scales and no band is pointed at.
 */
final class BandBetweenCurves {
    private static final double MOST_OF_IT = 2.0 / 3;

    private final AssessmentPlan plan;

    BandBetweenCurves(AssessmentPlan plan) {
        this.plan = plan;
    }

    Optional<Pointer> pointer(List<SettingResult> settings) {
        for (Mode mode : List.of(Mode.NEWLY_TRAINED, Mode.WARM_STARTED, Mode.TESTED_UNDER)) {
            Optional<Pointer> found = inMode(settings, mode);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Pointer> inMode(List<SettingResult> settings, Mode mode) {
        List<SettingResult> low = of(settings, Role.Edge.LOWER, mode);
        List<SettingResult> high = of(settings, Role.Edge.UPPER, mode);
        Optional<SettingResult> lower =
                low.stream().filter(this::isLost).max(Comparator.comparingDouble(Ladder::valueOf));
        Optional<SettingResult> upper =
                high.stream().filter(this::isLost).min(Comparator.comparingDouble(Ladder::valueOf));
        if (lower.isEmpty() || upper.isEmpty()) {
            return Optional.empty();
        }
        double from = Ladder.valueOf(lower.get());
        double to = Ladder.valueOf(upper.get());
        boolean bothSurvive = low.stream().anyMatch(one -> one.reveals() && Ladder.valueOf(one) > from)
                && high.stream().anyMatch(one -> one.reveals() && Ladder.valueOf(one) < to);
        if (!(from < to) || !bothSurvive) {
            return Optional.empty();
        }
        double strength = Math.min(PointingRule.lost(lower.get()), PointingRule.lost(upper.get()));
        String what = Digits.parameter(from) + " to " + Digits.parameter(to) + " cycles per image";
        String sentence = "Points at " + what + ": without what lies above " + Digits.parameter(from)
                + " the AUC changes by " + Phrase.change(lower.get().change()) + ", without what lies below "
                + Digits.parameter(to) + " by " + Phrase.change(upper.get().change()) + " (" + mode.words()
                + "); the band by itself was not tested.";
        return Optional.of(new Pointer(
                Pointer.Kind.BAND,
                what,
                List.of(from, to),
                sentence,
                Estimate.undefined("the band was not looked at alone"),
                upper.get().change(),
                strength));
    }

    private static List<SettingResult> of(List<SettingResult> settings, Role.Edge edge, Mode mode) {
        return settings.stream()
                .filter(one -> one.setting().mode() == mode
                        && Ladder.rung(one).filter(rung -> rung.edge() == edge).isPresent()
                        && one.standing() != Standing.NOT_DEFINED)
                .toList();
    }

    private boolean isLost(SettingResult one) {
        return one.fell(plan.alpha()) && PointingRule.lost(one) > MOST_OF_IT;
    }
}
