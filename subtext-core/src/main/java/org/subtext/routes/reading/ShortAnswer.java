package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.perturbation.contract.Role;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.routes.contract.Subject;

/** By what route, in a few sentences over all routes: what is pointed at, what is survived, what explains it. */
final class ShortAnswer {
    private static final int MOST_POINTERS = 4;

    /** In the order of their weight. */
    private static final List<Mode> MODES = List.of(Mode.NEWLY_TRAINED, Mode.WARM_STARTED, Mode.TESTED_UNDER);

    private final AssessmentPlan plan;
    private final SettingResult baseline;
    private final List<Pointer> pointers;
    private final Map<Setting, String> named;

    /** @param named the columns that settings from the table rest on, for a sentence */
    ShortAnswer(AssessmentPlan plan, SettingResult baseline, List<Pointer> pointers, Map<Setting, String> named) {
        this.plan = plan;
        this.baseline = baseline;
        this.pointers = pointers;
        this.named = named;
    }

    List<String> sentences(List<SettingResult> settings) {
        List<String> sentences = new ArrayList<>();
        if (!baseline.reveals()) {
            sentences.add("Unchanged images were not shown to reveal the attribute, " + Phrase.auc(baseline.macroAuc())
                    + ", so the battery points at no route.");
            long revealing = settings.stream()
                    .filter(this::asksForIt)
                    .filter(SettingResult::reveals)
                    .count();
            if (revealing > 0) {
                sentences.add(String.format(
                        Locale.ROOT,
                        "%d of %d settings nevertheless %s it after correction; they are in the figures below.",
                        revealing,
                        settings.size(),
                        revealing == 1 ? "reveals" : "reveal"));
            }
            return sentences;
        }
        sentences.add("Unchanged images reveal the attribute: " + Phrase.auc(baseline.macroAuc()) + ".");
        if (pointers.isEmpty()) {
            sentences.add(
                    "No single band of frequencies, part of the image, range of grey values, region or recorded column"
                            + " is pointed at: none was shown to suffice alone, to be missed when gone, and to stand"
                            + " out.");
        }
        pointers.stream().limit(MOST_POINTERS).map(Pointer::sentence).forEach(sentences::add);
        sentences.addAll(survived(settings));
        sentences.addAll(explained(settings));
        return sentences;
    }

    private boolean asksForIt(SettingResult one) {
        return one.classes().equals(baseline.classes()) && !ConfounderRule.isControl(one);
    }

    private static Set<String> survived(List<SettingResult> settings) {
        Set<String> sentences = new LinkedHashSet<>();
        Map<String, Role.Rung> ladders = new LinkedHashMap<>();
        for (SettingResult one : settings) {
            Ladder.rung(one).filter(Role.Rung::isAskedFirst).ifPresent(rung -> ladders.putIfAbsent(kind(one), rung));
        }
        ladders.forEach((kind, rung) -> {
            for (Mode mode : MODES) {
                List<SettingResult> group = settings.stream()
                        .filter(one -> one.setting().mode() == mode && kind(one).equals(kind))
                        .toList();
                if (!group.isEmpty()) {
                    Ladder.sentence(group, rung).ifPresent(sentences::add);
                    break;
                }
            }
        });
        return sentences;
    }

    private static String kind(SettingResult one) {
        return one.setting().subject().kind();
    }

    /** The recorded columns all together, the first model of them: what they tell beside what the images tell. */
    private List<String> explained(List<SettingResult> settings) {
        return settings.stream()
                .filter(one -> one.setting().mode() == Mode.FROM_TABLE && asksForIt(one))
                .filter(one ->
                        one.setting().subject() instanceof Subject.AllColumns && one.standing() != Standing.NOT_DEFINED)
                .limit(1)
                .map(this::explained)
                .toList();
    }

    private String explained(SettingResult table) {
        String names = named.getOrDefault(table.setting(), "all recorded columns together");
        String alone = ": " + Phrase.auc(table.macroAuc()) + " from those alone";
        if (!table.fell(plan.alpha())) {
            return "May be explained by " + names + alone + ", not shown to be lower than the images'.";
        }
        return (table.reveals() ? "Not wholly explained by " : "Not explained by ") + names + alone + ".";
    }
}
