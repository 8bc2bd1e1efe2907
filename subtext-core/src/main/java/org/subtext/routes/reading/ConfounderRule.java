package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.subtext.assessment.VerdictRule;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.routes.contract.Subject;
import org.subtext.statistics.Estimate;

/**
 * Recorded columns as things: a column is pointed at when it alone reveals the attribute (its strength is the share of
 * the images' excess over one half that it reaches), unless images were shown not to reveal the column, or to reveal
 * the attribute nearly as well among patients who are alike in it.
 *
 * <p>Association is not a route by itself: the sentence says what was and was not looked at.
 */
final class ConfounderRule {
    private final SettingResult baseline;

    ConfounderRule(SettingResult baseline) {
        this.baseline = baseline;
    }

    /** Whether the recorded classes were shuffled on purpose. */
    static boolean isControl(SettingResult setting) {
        return setting.setting().subject() instanceof Subject.Shuffled;
    }

    List<Pointer> pointers(List<SettingResult> settings) {
        Map<String, SettingResult> best = new LinkedHashMap<>();
        for (SettingResult one : settings) {
            boolean asksForIt = one.classes().equals(baseline.classes());
            if (one.setting().subject() instanceof Subject.OneColumn alone && one.reveals() && asksForIt) {
                best.merge(alone.column(), one, (a, b) -> value(a) >= value(b) ? a : b);
            }
        }
        List<Pointer> pointers = new ArrayList<>();
        best.forEach((column, alone) -> pointer(column, alone, settings).ifPresent(pointers::add));
        return pointers;
    }

    private Optional<Pointer> pointer(String column, SettingResult alone, List<SettingResult> settings) {
        List<SettingResult> strata = settings.stream()
                .filter(one -> one.setting().subject() instanceof Subject.Stratum stratum
                        && stratum.column().equals(column))
                .filter(one -> one.standing() != Standing.NOT_DEFINED)
                .filter(one -> one.classes().equals(baseline.classes()))
                .toList();
        List<SettingResult> readings = settings.stream()
                .filter(one -> one.setting().subject() instanceof Subject.ColumnFromImage read
                        && read.column().equals(column))
                .filter(one -> one.standing() != Standing.NOT_DEFINED)
                .toList();
        double excess = value(baseline) - VerdictRule.CHANCE;
        double reached = PointingRule.share(value(alone) - VerdictRule.CHANCE, excess);
        double within = strata.stream()
                        .mapToDouble(one -> one.cases() * value(one))
                        .sum()
                / Math.max(1, strata.stream().mapToInt(SettingResult::cases).sum());
        double gone = strata.isEmpty() ? 1 : 1 - PointingRule.share(within - VerdictRule.CHANCE, excess);
        double strength = Math.min(reached, gone);
        boolean isUnreadable = !readings.isEmpty() && readings.stream().noneMatch(SettingResult::reveals);
        if (strength < PointingRule.LEAST_STRENGTH || isUnreadable) {
            return Optional.empty();
        }
        return Optional.of(new Pointer(
                Pointer.Kind.CONFOUNDER,
                "recorded " + column,
                List.of(),
                sentence(column, alone, strata, readings),
                alone.macroAuc(),
                Estimate.undefined("a column is not taken away from an image"),
                strength));
    }

    private static String sentence(
            String column, SettingResult alone, List<SettingResult> strata, List<SettingResult> readings) {
        StringBuilder sentence = new StringBuilder(
                        "Points at recorded " + column + ": it alone reveals the attribute, ")
                .append(Phrase.auc(alone.macroAuc()));
        if (!readings.isEmpty()) {
            sentence.append("; images reveal it, ")
                    .append(Phrase.auc(readings.get(0).macroAuc()));
        }
        for (SettingResult stratum : strata) {
            sentence.append("; ").append(stratum.setting().label()).append(", ").append(Phrase.auc(stratum.macroAuc()));
        }
        return sentence.append(strata.isEmpty() ? "; patients alike in it were not looked at apart." : ".")
                .toString();
    }

    private static double value(SettingResult setting) {
        return setting.macroAuc().valueOr(VerdictRule.CHANCE);
    }
}
