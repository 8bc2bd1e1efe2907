package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.reading.RouteAssessor.Assessed;
import org.subtext.statistics.Widening;
import org.subtext.wording.Lists;

/**
 * The scale that control columns set: what the same reader tells of them beside what it tells of the attribute, on the
 * same draws of patients.
 */
final class ControlsReading {
    private final AssessmentPlan plan;
    private final Widening widening;

    ControlsReading(AssessmentPlan plan, Widening widening) {
        this.plan = plan;
        this.widening = widening;
    }

    /** Nothing where the attribute was not read by the reader of the controls. */
    List<String> sentences(List<Assessed> settings) {
        Optional<Assessed> attribute = settings.stream()
                .filter(one -> sort(one) == Subject.Control.Sort.ATTRIBUTE && isDefined(one))
                .findFirst();
        List<Assessed> recorded = settings.stream()
                .filter(one -> sort(one) == Subject.Control.Sort.RECORDED && isDefined(one))
                .filter(one -> one.result().setting().mode() == Mode.FROM_FEATURES)
                .sorted(Comparator.comparingDouble(
                        one -> -one.result().macroAuc().valueOr(0)))
                .toList();
        return attribute.map(one -> beside(one, recorded)).orElse(List.of());
    }

    /**
     * Where a network reads what no image can hold; of the linear reader its own evidence says so, from many columns.
     */
    static List<String> warnings(List<SettingResult> settings) {
        return settings.stream()
                .filter(one -> one.setting().subject() instanceof Subject.Control control
                        && control.sort() == Subject.Control.Sort.IMPLAUSIBLE)
                .filter(one -> one.setting().mode() != Mode.FROM_FEATURES && one.reveals())
                .map(one -> "CONTROL FAILED, DO NOT TRUST THIS RUN: a newly trained network tells the "
                        + one.setting().label() + ", which no image can hold, " + Phrase.auc(one.macroAuc())
                        + ". Some patient may be in training and test under two ids; look for that first.")
                .toList();
    }

    private List<String> beside(Assessed attribute, List<Assessed> recorded) {
        List<String> sentences = new ArrayList<>();
        String name = column(attribute);
        String own = Phrase.auc(attribute.result().macroAuc());
        if (!attribute.result().reveals()) {
            sentences.add("The plain linear reader is not shown to tell " + name + ", " + own
                    + ": what it tells of other columns sets no scale for what the network finds.");
            return sentences;
        }
        List<Assessed> told =
                recorded.stream().filter(one -> one.result().reveals()).toList();
        List<Assessed> asWell =
                told.stream().filter(one -> !isLess(one, attribute)).toList();
        if (!asWell.isEmpty()) {
            sentences.add("The same linear reader tells " + named(asWell) + " as well as it tells " + name + ", " + own
                    + ": that images tell " + name + " this well is no more than they tell of "
                    + (asWell.size() == 1 ? "that column." : "those columns."));
        }
        List<Assessed> less = told.stream().filter(one -> !asWell.contains(one)).toList();
        if (!less.isEmpty()) {
            sentences.add("It tells " + named(less) + " beyond chance, but less well than " + name
                    + (asWell.isEmpty() ? ", " + own : "") + ".");
        }
        List<String> silent = recorded.stream()
                .filter(one -> !told.contains(one))
                .map(ControlsReading::column)
                .toList();
        if (!silent.isEmpty()) {
            sentences.add("It is not shown to tell " + Lists.and(silent, Lists.MOST_IN_A_SENTENCE) + ".");
        }
        return sentences;
    }

    private static String named(List<Assessed> controls) {
        return Lists.and(
                controls.stream()
                        .map(one -> column(one) + " (" + Phrase.auc(one.result().macroAuc()) + ")")
                        .toList(),
                Lists.MOST_IN_A_SENTENCE);
    }

    /**
     * Whether the control is shown to be told less well: the interval of the difference, as much wider for the folds as
     * those of the AUCs, lies below zero.
     */
    private boolean isLess(Assessed control, Assessed attribute) {
        if (control.draws().isEmpty() || attribute.draws().isEmpty()) {
            return false;
        }
        double[] own = control.draws().get();
        double[] its = attribute.draws().get();
        double[] differences = new double[Math.min(own.length, its.length)];
        Arrays.setAll(differences, draw -> own[draw] - its[draw]);
        double[] sorted =
                Arrays.stream(differences).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return false;
        }
        int upper = (int) Math.ceil(sorted.length * (1 + plan.level()) / 2) - 1;
        double observed = control.result().macroAuc().valueOr(0)
                - attribute.result().macroAuc().valueOr(0);
        double reach = sorted[Math.min(sorted.length - 1, upper)] - observed;
        return observed + widening.factor() * reach < 0;
    }

    private static boolean isDefined(Assessed one) {
        return one.result().standing() != Standing.NOT_DEFINED;
    }

    private static Subject.Control.@Nullable Sort sort(Assessed one) {
        SettingResult result = one.result();
        return result.setting().subject() instanceof Subject.Control control ? control.sort() : null;
    }

    private static String column(Assessed one) {
        return one.result().setting().subject() instanceof Subject.Control control
                ? control.column()
                : one.result().setting().label();
    }
}
