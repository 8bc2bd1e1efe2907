package org.subtext.audit.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Subject.Perturbed.Step;
import org.subtext.routes.contract.Work;
import org.subtext.routes.perturbed.TestedUnder;

/** Which changes of images a battery tested the finished network under, made again from what it noted of them. */
final class TestedSettings {
    /** From the weakest stop of a ladder to the strongest; what is on no axis comes last. */
    private static final Comparator<SettingResult> ALONG =
            Comparator.comparing(TestedSettings::strength, Comparator.nullsLast(Comparator.naturalOrder()));

    private TestedSettings() {}

    /** In the order of the report, along a ladder from its weakest stop to its strongest. */
    static List<TestedSetting> of(RoutesAssessment routes) {
        List<TestedSetting> found = new ArrayList<>();
        for (RouteFindings route : routes.routes()) {
            route.settings().stream().sorted(ALONG).forEach(result -> {
                Setting setting = result.setting();
                if (setting.mode() == Mode.TESTED_UNDER && setting.subject() instanceof Subject.Perturbed changed) {
                    Perturbation perturbation = perturbation(changed);
                    if (perturbation != null) {
                        found.add(new TestedSetting(
                                found.size() + 1,
                                route.route(),
                                new TestedUnder(setting, perturbation, Work.NONE, 0),
                                result));
                    }
                }
            });
        }
        return List.copyOf(found);
    }

    private static @Nullable Double strength(SettingResult result) {
        Double position = result.setting().position();
        boolean isWeakerWhereLarger =
                result.setting().subject().role() instanceof Role.Rung rung && rung.harsher() == Role.Harsher.SMALLER;
        return position == null ? null : isWeakerWhereLarger ? Double.valueOf(-position) : position;
    }

    /** Null where this version knows no such kind: another one ran it. */
    private static @Nullable Perturbation perturbation(Subject.Perturbed changed) {
        String setting = changed.steps().stream().map(TestedSettings::planned).collect(Collectors.joining(" + "));
        boolean isOfTheStudy = changed.steps().stream().anyMatch(Step::asCoded);
        try {
            Perturbation plain = Perturbations.parse(setting);
            return isOfTheStudy ? plain.studyFaithful() : plain;
        } catch (InvalidInputException e) {
            return null;
        }
    }

    /** As a plan spells it. */
    private static String planned(Step step) {
        return step.kind() + step.numbers().stream().map(number -> " " + number).collect(Collectors.joining());
    }
}
