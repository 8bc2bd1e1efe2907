package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.VerdictFindings.Reason;
import org.subtext.assessment.VerdictFindings.Says;
import org.subtext.assessment.VerdictFindings.Tested;
import org.subtext.cohort.SmallestGroups;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;
import org.subtext.wording.PValueText;
import org.subtext.wording.Percent;

/** A verdict's findings in words. Nothing is read back from them. */
public final class VerdictWords {
    private static final int MOST_NAMED = 3;
    private static final double SIMULATED_ALPHA = 0.05;
    private static final double SIMULATED_LEVEL = 0.95;

    /** Of VerdictErrorRatesTest; docs/validation-statistics.md has the designs. */
    private static final String ERRORS = " In simulation, scores of one recogniser: reveals in 2.2 % of tables without"
            + " signal, no evidence in 3.6 % of tables with a class at the margin.";

    private final String attribute;
    private final AssessmentPlan plan;
    private final @Nullable Ladder ladder;

    /** @param ladder the readers that were tested together; null where there was one */
    public VerdictWords(String attribute, AssessmentPlan plan, @Nullable Ladder ladder) {
        this.attribute = attribute;
        this.plan = plan;
        this.ladder = ladder;
    }

    /**
     * The answer as one or more sentences.
     *
     * @param findings of the primary reader
     * @param counted whether the numbers of cases and patients are told
     */
    public String sentence(Verdict.Kind kind, VerdictFindings findings, boolean counted) {
        String count = counted ? "; " + counted(findings) : "";
        return switch (kind) {
            case REVEALS ->
                "The images reveal recorded " + attribute + revealing(findings) + count + "." + below(findings)
                        + uncovered(findings) + readers(LadderWords::ofRevealed);
            case NO_EVIDENCE ->
                String.format(
                        Locale.ROOT,
                        "No evidence that the images reveal recorded %s, and equivalent to chance within ±%s%s:"
                                + " %s%s%s.%s%s",
                        attribute,
                        Digits.exact(plan.margin(), 2),
                        primary().map(reader -> ", read by " + reader).orElse(""),
                        allOf(findings),
                        deciding(findings),
                        count,
                        uncovered(findings),
                        readers(LadderWords::ofOthersWithout));
            case BELOW_CHANCE ->
                "The scores " + primary().map(reader -> "of " + reader + " ").orElse("") + "rank recorded " + attribute
                        + " below chance"
                        + byWhat(findings, Says.BELOW_CHANCE) + count
                        + ". Likely causes, where it is not chance: labels or score columns exchanged, classes in"
                        + " another order, a cohort unlike the one trained on. The same scores of new patients would"
                        + " tell." + uncovered(findings);
            case CANNOT_TELL ->
                "Cannot tell whether the images reveal recorded " + attribute + ": "
                        + (findings.tested().isEmpty()
                                ? nobodyTested(findings)
                                : primary()
                                                .map(reader -> "read by " + reader + ", ")
                                                .orElse("")
                                        + allOf(findings)
                                        + count)
                        + "." + apart(findings) + uncovered(findings) + readers(LadderWords::ofOthersWithout);
        };
    }

    /** By the primary reader where it reveals, or else by the weakest that does. */
    private String revealing(VerdictFindings findings) {
        if (ladder == null || ladder.primaryRung().reveals()) {
            return primary().map(reader -> ", read by " + reader).orElse("") + byWhat(findings, Says.ABOVE_CHANCE);
        }
        Ladder.Rung weakest = ladder.weakestThatReveals().orElseThrow();
        return ", read by " + weakest.kind().inSentences() + byWhat(weakest.findings(), Says.ABOVE_CHANCE);
    }

    /** Who reads where it is not the network, of whom a sentence speaks unless it says otherwise. */
    private Optional<String> primary() {
        return ladder == null || ladder.primary() == RungKind.NETWORK
                ? Optional.empty()
                : Optional.of(ladder.primary().inSentences());
    }

    private String readers(Function<LadderWords, String> words) {
        return ladder == null ? "" : words.apply(new LadderWords(ladder, plan));
    }

    /** Classes that are ranked the wrong way beside others that are revealed. */
    private String below(VerdictFindings findings) {
        boolean isAny = findings.tested().stream().anyMatch(one -> one.says() == Says.BELOW_CHANCE);
        return isAny
                ? " Below chance" + byWhat(findings, Says.BELOW_CHANCE) + ": labels or score columns may be exchanged."
                : "";
    }

    /** Why classes that all lie within the margin are no evidence of chance. */
    private static String apart(VerdictFindings findings) {
        boolean isAllElse =
                findings.isMeanApart() && findings.tested().stream().allMatch(one -> one.says() == Says.WITHIN_MARGIN);
        return isAllElse && !findings.tested().isEmpty()
                ? " Every class that is answered for lies within the margin; those that are not keep the mean over all"
                        + " from chance."
                : "";
    }

    /** The intervals by which equivalence was decided; empty where some are not told. */
    private String deciding(VerdictFindings findings) {
        List<Interval> intervals = new ArrayList<>();
        for (Tested one : findings.tested()) {
            if (one.equivalence() instanceof Estimate.Known known) {
                intervals.add(known.interval());
            } else if (!one.isMean()) {
                return "";
            }
        }
        double lower = intervals.stream().mapToDouble(Interval::lower).min().orElse(0);
        double upper = intervals.stream().mapToDouble(Interval::upper).max().orElse(1);
        return ", " + Percent.exact(1 - 2 * plan.alpha()) + " % CI" + (intervals.size() == 1 ? " " : "s within ")
                + IntervalText.bounds(lower, upper, 3);
    }

    private static String nobodyTested(VerdictFindings findings) {
        boolean isForScores = findings.uncovered().stream().anyMatch(one -> one.reason() == Reason.EQUAL_SCORES);
        return isForScores
                ? "scores that are all, or nearly all, the same rank nobody"
                : "fewer than two classes have " + SmallestGroups.OF_A_VERDICT + " assessed patients";
    }

    /** The rule, with what simulation says of its errors at the usual levels. */
    public String rule() {
        boolean isSimulated = plan.alpha() == SIMULATED_ALPHA && plan.level() == SIMULATED_LEVEL;
        return asPlanned() + (isSimulated ? ERRORS : "") + readers(LadderWords::rule);
    }

    private String asPlanned() {
        return String.format(
                Locale.ROOT,
                "Tested, one case a %s: the AUC of every class against the rest, and of more than two classes their"
                        + " mean; classes of fewer than %d patients, or with fewer than %d others, are not. Reveals: some"
                        + " permutation p (labels permuted by patient %,d times, corrected over all that is tested by the"
                        + " largest statistic) is below %s one-sided, and the same AUC's two-sided %s %% interval lies"
                        + " above 0.5. Below chance: none does, and one does so on the other side. No evidence: the %s %%"
                        + " interval of every tested class lies within 0.5 ± %s (two one-sided tests at %s) and no"
                        + " corrected p is below %s, nor do classes that are not tested keep the mean over all outside the"
                        + " margin or its p below that; a class whose scores are so often equal that no other AUC was"
                        + " possible is not answered for. Cannot tell: otherwise.",
                plan.primaryUnit().noun(),
                SmallestGroups.OF_A_VERDICT,
                SmallestGroups.OF_A_VERDICT,
                plan.permutations(),
                Digits.exact(plan.alpha() / 2, 3),
                Percent.exact(plan.level()),
                Percent.exact(1 - 2 * plan.alpha()),
                Digits.exact(plan.margin(), 2),
                Digits.exact(plan.alpha(), 2),
                Digits.exact(plan.alpha(), 2));
    }

    /** What a reader must not conclude, one sentence each. */
    public List<String> doesNotShow(Verdict.Kind kind) {
        if (kind == Verdict.Kind.REVEALS) {
            return List.of(
                    "It does not show by what route: what goes along with recorded " + attribute
                            + " in this cohort (age, disease, scanner, view) may be what was read.",
                    "It does not show that any other model uses this information, or that anyone is harmed.",
                    "It holds for this cohort, these classes as recorded, and recognisers of this strength; a stronger"
                            + " one could read more.");
        }
        return List.of(
                "It does not show that the images hold no such information: a stronger recogniser, more images or a"
                        + " larger size could find some.",
                "It says nothing about other cohorts, classes or scanners.",
                "It does not show that a model trained on these images treats all groups alike.");
    }

    /** {@code : Black, AUC 0.84 (95 % CI 0.77 to 0.90), corrected p < 0.001}. */
    private String byWhat(VerdictFindings findings, Says what) {
        List<Tested> found =
                findings.tested().stream().filter(one -> one.says() == what).toList();
        List<String> named = new ArrayList<>();
        for (Tested one : found.subList(0, Math.min(MOST_NAMED, found.size()))) {
            named.add((findings.tested().size() == 1 ? "" : one.name() + ", ") + numbers(one, what));
        }
        return ": " + String.join("; ", named) + rest(found.subList(named.size(), found.size()));
    }

    /** What is not named: classes, and their mean, which is none. */
    private static String rest(List<Tested> rest) {
        int classes = (int) rest.stream().filter(one -> !one.isMean()).count();
        List<String> counted = new ArrayList<>();
        if (classes > 0) {
            counted.add(Digits.counted(classes, "more class", "more classes"));
        }
        rest.stream().filter(Tested::isMean).map(Tested::name).forEach(counted::add);
        return counted.isEmpty() ? "" : "; and " + Lists.and(counted);
    }

    private String numbers(Tested one, Says what) {
        Estimate p = what == Says.BELOW_CHANCE ? one.belowP() : one.adjustedP();
        String side = what == Says.BELOW_CHANCE
                ? " (one-sided, below 0.5; tables have the other side)"
                : " (one-sided" + overReaders() + ")";
        String test = ", corrected p " + PValueText.relation(p.valueOr(1)) + side;
        return auc(one) + (p.isDefined() ? test : "");
    }

    private static String auc(Tested one) {
        if (one.auc() instanceof Estimate.Known known) {
            return auc(known);
        }
        return one.auc() instanceof Estimate.Undefined undefined
                ? "AUC " + (undefined.isHidden() ? "hidden" : "not defined") + " (" + undefined.reason() + ")"
                : "AUC " + Digits.fixed(one.auc().valueOr(0), 3) + " without an interval";
    }

    /** {@code AUC 0.84 (95 % CI 0.77 to 0.90)}. */
    static String auc(Estimate.Known auc) {
        Interval interval = auc.interval();
        return "AUC " + IntervalText.around(auc.value(), interval.level(), interval.lower(), interval.upper(), 3);
    }

    /** Of one AUC all numbers, of several the range of the AUCs and the smallest p. */
    private String allOf(VerdictFindings findings) {
        if (findings.tested().size() == 1) {
            return numbers(findings.tested().get(0), Says.NOTHING);
        }
        List<Tested> classes = findings.tested().stream()
                .filter(one -> !one.isMean() && one.auc().isDefined())
                .toList();
        double lowest =
                classes.stream().mapToDouble(one -> one.auc().valueOr(1)).min().orElse(1);
        double highest =
                classes.stream().mapToDouble(one -> one.auc().valueOr(0)).max().orElse(0);
        if (classes.isEmpty()) {
            return "every AUC is hidden";
        }
        String aucs = classes.size() == 1
                ? classes.get(0).name() + ", AUC " + Digits.fixed(lowest, 3)
                : "AUCs of " + classes.size() + " classes " + Digits.fixed(lowest, 3) + " to "
                        + Digits.fixed(highest, 3);
        // The smallest of those that are told would be no smallest.
        boolean areAllTold =
                findings.tested().stream().allMatch(one -> one.adjustedP().isDefined());
        return areAllTold
                ? aucs + ", smallest corrected p " + PValueText.relation(findings.smallestP()) + " (one-sided"
                        + overReaders() + ")"
                : aucs;
    }

    private String overReaders() {
        return ladder == null ? "" : ", over " + ladder.rungs().size() + " readers";
    }

    private String uncovered(VerdictFindings findings) {
        StringBuilder words = new StringBuilder();
        for (Reason reason : Reason.values()) {
            List<String> names = findings.uncovered().stream()
                    .filter(one -> one.reason() == reason)
                    .map(VerdictFindings.Uncovered::className)
                    .toList();
            if (!names.isEmpty()) {
                words.append(" Not answered for ").append(Lists.and(names)).append(why(reason));
            }
        }
        return words.toString();
    }

    private String why(Reason reason) {
        return switch (reason) {
            case TOO_FEW_PATIENTS -> ": fewer than " + SmallestGroups.OF_A_VERDICT + " assessed patients.";
            case TOO_FEW_OTHERS -> ": the others are fewer than " + SmallestGroups.OF_A_VERDICT + " assessed patients.";
            case EQUAL_SCORES ->
                ": so many scores are equal that whatever was recorded the AUC would lie within 0.5 ± "
                        + Digits.exact(plan.margin(), 2)
                        + ". Check that it is the right score, and that the model gives different ones.";
        };
    }

    private static String counted(VerdictFindings findings) {
        String patients = Digits.count(findings.patients()) + " patients";
        return findings.unit() == Unit.PATIENT
                ? patients
                : Digits.count(findings.rows()) + " " + findings.unit().plural() + " of " + patients;
    }
}
