package org.subtext.routes.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.VerdictRule;
import org.subtext.cohort.SmallestGroups;
import org.subtext.predictions.PredictionTable;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.NotRun;
import org.subtext.routes.contract.Picture;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.SettingResult;
import org.subtext.routes.contract.Standing;
import org.subtext.routes.contract.Subject;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.StepdownMaxT;
import org.subtext.statistics.StepdownMaxT.Alternative;
import org.subtext.statistics.StepdownMaxT.Hypothesis;
import org.subtext.statistics.Widening;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/**
 * Assesses all settings of a battery together: pure, the same evidence gives the same findings, on any number of
 * threads.
 *
 * <p>Every setting is measured on the same draws of patients, beside the unchanged images of its own cases; p-values
 * are corrected over the whole grid; then routes are read and pointed at.
 */
public final class RouteAssessor {
    /** With fewer draws the tail of a largest statistic is too coarse, and normal p-values are corrected after Holm. */
    private static final int FEWEST_DRAWS = 200;

    /** A route with what its experiments found, in their order, and what was not run. */
    public record Found(Route route, Map<Setting, Evidence> evidence, List<NotRun> notRun) {}

    /** A setting with its macro AUC on each shared draw. */
    record Assessed(SettingResult result, Optional<double[]> draws) {}

    private final AssessmentPlan plan;
    private final Widening widening;

    /** Of scores that come from no folds. */
    public RouteAssessor(AssessmentPlan plan) {
        this(plan, Widening.NONE);
    }

    /** @param widening of the audit's own AUCs, for its folds */
    public RouteAssessor(AssessmentPlan plan, Widening widening) {
        this.plan = plan;
        this.widening = widening;
    }

    /** @param unchanged the audit's own predictions, at image level */
    public RoutesAssessment assess(PredictionTable unchanged, List<Found> found, List<String> notes) {
        Map<Setting, PredictionTable> scores = scores(found);
        Grid grid = new Grid(plan, widening, unchanged, List.copyOf(scores.values()));
        List<Measured> measured = new ArrayList<>();
        measured.add(grid.baseline(new Setting("unchanged", new Subject.Named("unchanged images"), Mode.SUBSET)));
        scores.forEach((setting, table) -> measured.add(grid.measure(setting, table)));

        List<Assessed> assessed = corrected(measured);
        SettingResult baseline = assessed.get(0).result();
        Map<Setting, Assessed> bySetting = new LinkedHashMap<>();
        assessed.stream().skip(1).forEach(one -> bySetting.put(one.result().setting(), one));

        List<RouteFindings> routes =
                found.stream().map(route -> findings(route, bySetting)).toList();
        List<Assessed> shareable = shareable(bySetting.values());
        List<Pointer> pointers = new PointingRule(plan, baseline).pointers(shareable);
        return new RoutesAssessment(
                unchanged.classes(),
                baseline,
                routes,
                pointers,
                reading(
                        found,
                        ControlsReading.warnings(
                                shareable.stream().map(Assessed::result).toList()),
                        new ShortAnswer(plan, baseline, pointers, columnsNamed(found))
                                .sentences(
                                        shareable.stream().map(Assessed::result).toList())),
                multiplicity(measured),
                notes);
    }

    /** What is wrong with the run itself comes before what it found. */
    private static List<String> reading(List<Found> found, List<String> warnings, List<String> answer) {
        Stream<String> ofEvidence = found.stream()
                .flatMap(route -> route.evidence().values().stream())
                .flatMap(evidence -> evidence.warnings().stream());
        return Stream.of(ofEvidence, warnings.stream(), answer.stream())
                .flatMap(one -> one)
                .toList();
    }

    private static Map<Setting, PredictionTable> scores(List<Found> found) {
        Map<Setting, PredictionTable> scores = new LinkedHashMap<>();
        for (Found route : found) {
            route.evidence().forEach((setting, evidence) -> {
                PredictionTable table = evidence.predictions();
                if (table != null) {
                    scores.put(setting, table);
                }
            });
        }
        return scores;
    }

    /**
     * The columns of each setting from the table, where each has a setting of its own: "the recorded age, sex and
     * view".
     */
    private static Map<Setting, String> columnsNamed(List<Found> found) {
        Map<Setting, String> named = new LinkedHashMap<>();
        for (Found route : found) {
            List<String> columns = route.evidence().keySet().stream()
                    .filter(setting -> setting.mode() == Mode.FROM_TABLE)
                    .flatMap(setting ->
                            setting.subject() instanceof Subject.OneColumn one ? Stream.of(one.column()) : Stream.of())
                    .toList();
            route.evidence().keySet().stream()
                    .filter(setting -> setting.mode() == Mode.FROM_TABLE && !columns.isEmpty())
                    .forEach(setting -> named.put(setting, "the recorded " + Lists.and(columns)));
        }
        return named;
    }

    private List<Assessed> corrected(List<Measured> measured) {
        List<Estimate[]> above = tested(measured, Measured::aboveChance, Alternative.GREATER);
        List<Estimate[]> changed = tested(measured, Measured::changed, Alternative.TWO_SIDED);
        List<Assessed> assessed = new ArrayList<>();
        for (int i = 0; i < measured.size(); i++) {
            Measured one = measured.get(i);
            Estimate[] p = above.get(i);
            if (one.isConstant()) {
                p = new Estimate[] {new Estimate.Point(1), new Estimate.Point(1)};
            }
            assessed.add(new Assessed(
                    one.corrected(p[0], p[1], changed.get(i)[0], changed.get(i)[1], standing(one, p[1])),
                    one.macroDraws()));
        }
        return assessed;
    }

    /** p and adjusted p of each, undefined where it is not tested. */
    private List<Estimate[]> tested(
            List<Measured> measured, Function<Measured, Optional<Hypothesis>> hypothesis, Alternative alternative) {
        List<Hypothesis> family =
                measured.stream().map(hypothesis).flatMap(Optional::stream).toList();
        StepdownMaxT.Result result =
                isCoarse() ? StepdownMaxT.holm(family, alternative) : StepdownMaxT.of(family, alternative);
        List<Estimate[]> estimates = new ArrayList<>();
        int next = 0;
        for (Measured one : measured) {
            if (hypothesis.apply(one).isEmpty()) {
                Estimate none = Estimate.undefined(withoutTest(one, alternative));
                estimates.add(new Estimate[] {none, none});
                continue;
            }
            estimates.add(new Estimate[] {
                new Estimate.Point(result.p().get(next)),
                new Estimate.Point(result.adjustedP().get(next))
            });
            next++;
        }
        return estimates;
    }

    private static String withoutTest(Measured one, Alternative alternative) {
        Estimate tested = alternative == Alternative.GREATER ? one.macroAuc() : one.change();
        return tested instanceof Estimate.Undefined undefined
                ? undefined.reason()
                : "fewer than " + SmallestGroups.TESTED + " patients in some class";
    }

    private boolean isCoarse() {
        return plan.replicates() < FEWEST_DRAWS;
    }

    private Standing standing(Measured one, Estimate adjustedP) {
        if (!(one.macroAuc() instanceof Estimate.Known known)) {
            return Standing.NOT_DEFINED;
        }
        if (known.interval().lower() > VerdictRule.CHANCE && adjustedP.valueOr(1) < plan.alpha()) {
            return Standing.REVEALS;
        }
        return one.isLikeChance() ? Standing.LIKE_CHANCE : Standing.CANNOT_TELL;
    }

    private RouteFindings findings(Found found, Map<Setting, Assessed> assessed) {
        List<Assessed> settings = found.evidence().keySet().stream()
                .flatMap(setting -> Stream.ofNullable(assessed.get(setting)))
                .sorted(Comparator.comparingDouble(RouteAssessor::positionOf))
                .toList();
        // What several settings of a route say alike is said once.
        Set<EvidenceTable> tables = new LinkedHashSet<>();
        Set<Picture> pictures = new LinkedHashSet<>();
        Set<String> reading = new LinkedHashSet<>();
        for (Evidence evidence : found.evidence().values()) {
            tables.addAll(evidence.tables());
            pictures.addAll(evidence.pictures());
            reading.addAll(evidence.sentences());
        }
        reading.addAll(new RouteReading(plan).sentences(shareable(settings)));
        reading.addAll(new ControlsReading(plan, widening).sentences(shareable(settings)));
        return new RouteFindings(
                found.route().name(),
                found.route().family(),
                found.route().question(),
                found.route().axis().orElse(null),
                settings.stream().map(Assessed::result).toList(),
                List.copyOf(tables),
                List.copyOf(pictures),
                List.copyOf(reading),
                found.evidence().values().stream()
                        .flatMap(evidence -> evidence.recoveries().stream())
                        .toList(),
                found.notRun());
    }

    private List<Assessed> shareable(Collection<Assessed> settings) {
        return settings.stream()
                .filter(one -> !one.result().isSmall(plan.smallestCell()))
                .toList();
    }

    private static double positionOf(Assessed one) {
        @Nullable Double position = one.result().setting().position();
        return position == null ? 0 : position;
    }

    private String multiplicity(List<Measured> measured) {
        long above =
                measured.stream().filter(one -> one.aboveChance().isPresent()).count();
        long changed =
                measured.stream().filter(one -> one.changed().isPresent()).count();
        String how = isCoarse()
                ? "after Holm, on normal p-values, since " + plan.replicates() + " draws are few"
                : String.format(
                        Locale.ROOT,
                        "by the step-down max-T procedure of Romano and Wolf on the same %,d draws of patients for"
                                + " every setting",
                        plan.replicates());
        return String.format(
                Locale.ROOT,
                "Two families of tests, each corrected over the whole battery %s: %,d AUCs against one half (one-sided,"
                        + " the unchanged images among them) and %,d changes against the unchanged images of the same"
                        + " patients (two-sided). Intervals are not corrected.%s",
                how,
                above,
                changed,
                widening.equals(Widening.NONE)
                        ? ""
                        : " As in the verdict, intervals of AUCs are " + Digits.fixed(widening.factor(), 2)
                                + " times as wide for the folds, and tested deviations so many times smaller.");
    }
}
