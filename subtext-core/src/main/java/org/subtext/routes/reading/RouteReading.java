package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.perturbation.contract.Role;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.reading.RouteAssessor.Assessed;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Lists;

/**
 * A route in a few sentences. "Reveals" and "survives" stand only where the interval lies above one half and the
 * corrected p below alpha; the absence of that is never called a fall to chance.
 */
final class RouteReading {
    private static final int MOST_NAMED = 3;

    private final AssessmentPlan plan;

    RouteReading(AssessmentPlan plan) {
        this.plan = plan;
    }

    /** Sentences over the settings of a route, mode by mode. */
    List<String> sentences(List<Assessed> settings) {
        Map<List<Object>, List<Assessed>> groups = new LinkedHashMap<>();
        for (Assessed one : settings) {
            SettingResult result = one.result();
            boolean isOfAttribute = !(result.setting().subject() instanceof Subject.Control);
            if (isOfAttribute && result.standing() != Standing.NOT_DEFINED) {
                Setting setting = result.setting();
                List<Object> like = List.of(setting.mode(), setting.subject().kind());
                groups.computeIfAbsent(like, key -> new ArrayList<>()).add(one);
            }
        }
        List<String> sentences = new ArrayList<>();
        groups.values().forEach(group -> sentences.addAll(group(group)));
        return sentences;
    }

    private List<String> group(List<Assessed> assessed) {
        List<SettingResult> group = assessed.stream().map(Assessed::result).toList();
        Subject first = group.get(0).setting().subject();
        if (first.role() instanceof Role.Rung rung) {
            return Ladder.sentence(group, rung).stream().toList();
        }
        if (first.role() instanceof Role.Keeps) {
            return List.of(kept(group) + difference(assessed));
        }
        if (first.role() instanceof Role.Removes) {
            return List.of(removed(group) + difference(assessed));
        }
        return List.of(generic(group));
    }

    /** Each thing alone: how many suffice, and the best of them. */
    private static String kept(List<SettingResult> group) {
        List<SettingResult> ordered = group.stream()
                .sorted(Comparator.comparingDouble(one -> -one.macroAuc().valueOr(0)))
                .toList();
        long reveal = ordered.stream().filter(SettingResult::reveals).count();
        String named = ordered.stream()
                .limit(MOST_NAMED)
                .map(one -> Elements.words(Elements.partOf(one)) + ", " + Phrase.auc(one.macroAuc()))
                .collect(Collectors.joining("; "));
        return String.format(
                Locale.ROOT,
                "Kept alone (%s), %s; highest: %s.",
                mode(group),
                reveal == 0
                        ? "none of " + group.size() + " was told from chance"
                        : reveal + " of " + group.size() + (reveal == 1 ? " reveals it" : " reveal it"),
                named);
    }

    /** Each thing taken away: how many are missed, and which the most. */
    private String removed(List<SettingResult> group) {
        List<SettingResult> missed = group.stream()
                .filter(one -> one.fell(plan.alpha()))
                .sorted(Comparator.comparingDouble(one -> one.change().valueOr(0)))
                .toList();
        if (missed.isEmpty()) {
            return "Taken away one at a time (" + mode(group) + "), none of " + group.size()
                    + " lowers the AUC by an amount that can be shown.";
        }
        String named = missed.stream()
                .limit(MOST_NAMED)
                .map(one -> Elements.words(Elements.partOf(one)) + ", " + Phrase.change(one.change()))
                .collect(Collectors.joining("; "));
        return "Taken away one at a time (" + mode(group) + "), " + missed.size() + " of " + group.size()
                + (missed.size() == 1 ? " lowers" : " lower") + " the AUC; most: " + named + ".";
    }

    /** Whether the things differ at all, corrected over them; nothing where there are too few to compare. */
    private String difference(List<Assessed> group) {
        Collection<Integer> signs = StandingOut.among(group, plan.alpha()).values();
        if (signs.isEmpty()) {
            return "";
        }
        long different = signs.stream().filter(sign -> sign != 0).count();
        return different == 0
                ? " They are not shown to differ from each other."
                : " " + different + " of " + signs.size() + (different == 1 ? " differs" : " differ")
                        + " from the mean of all, corrected over them.";
    }

    private String generic(List<SettingResult> group) {
        if (group.size() == 1) {
            return one(group.get(0));
        }
        List<SettingResult> ordered = group.stream()
                .sorted(Comparator.comparingDouble(one -> -one.macroAuc().valueOr(0)))
                .toList();
        SettingResult highest = ordered.get(0);
        SettingResult lowest = ordered.get(ordered.size() - 1);
        long reveal = ordered.stream().filter(SettingResult::reveals).count();
        String count = reveal == 0
                ? "None of " + group.size() + " settings was told from chance"
                : reveal + " of " + group.size() + " settings " + (reveal == 1 ? "reveals it" : "reveal it");
        return count + " (" + mode(group) + "); highest: " + highest.setting().label() + ", "
                + Phrase.auc(highest.macroAuc()) + "; lowest: "
                + lowest.setting().label() + ", "
                + Phrase.auc(lowest.macroAuc()) + ".";
    }

    private String one(SettingResult setting) {
        String change = "";
        if (setting.change() instanceof Estimate.Known) {
            change = ", a change of " + Phrase.change(setting.change())
                    + (setting.changeAdjustedP().valueOr(1) < plan.alpha() ? "" : ", which is not shown to be one");
        }
        return Lists.capitalised(setting.setting().label()) + " ("
                + setting.setting().mode().words() + ") " + setting.standing().words() + ": "
                + Phrase.auc(setting.macroAuc()) + change + ".";
    }

    private static String mode(List<SettingResult> group) {
        return group.get(0).setting().mode().words();
    }
}
