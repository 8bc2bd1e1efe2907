package org.subtext.assessment;

import java.util.List;
import java.util.Locale;
import org.subtext.statistics.Equivalence;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.PValueText;
import org.subtext.wording.Percent;

/**
 * The rule of verdicts before there was one a class: it asked the mean over classes alone for its interval, and the
 * classes alone for their p. Kept so that a stored run can be read both ways; ADR 7 says why it was given up.
 */
public final class FormerRule {
    private final AssessmentPlan plan;

    public FormerRule(AssessmentPlan plan) {
        this.plan = plan;
    }

    /**
     * What it reads.
     *
     * @param macroAuc mean over classes with its two-sided bootstrap interval
     * @param equivalence the same with the interval of the two one-sided tests
     * @param smallestP of the classes, corrected over the classes
     */
    public record Numbers(Estimate macroAuc, Estimate equivalence, Estimate smallestP) {
        /** From what is told or stored of a level where these were not kept apart. */
        public static Numbers stored(Estimate macroAuc, Estimate equivalence, List<ClassAssessment> classes) {
            return new Numbers(
                    macroAuc,
                    equivalence,
                    classes.stream()
                            .map(ClassAssessment::adjustedP)
                            .filter(Estimate::isDefined)
                            .min((one, other) -> Double.compare(one.valueOr(1), other.valueOr(1)))
                            .orElseGet(() -> Estimate.undefined("no class was tested")));
        }
    }

    /** What it says of the primary level of an assessment. */
    public Verdict apply(String attribute, Numbers numbers) {
        Verdict.Kind kind = kind(numbers);
        return new Verdict(kind, sentence(kind, attribute, numbers), rule(), List.of(), null);
    }

    private Verdict.Kind kind(Numbers numbers) {
        boolean isAbove = numbers.macroAuc() instanceof Estimate.Known known
                && known.interval().lower() > VerdictRule.CHANCE;
        if (isAbove && numbers.smallestP().valueOr(1) < plan.alpha()) {
            return Verdict.Kind.REVEALS;
        }
        return Equivalence.ofInterval(numbers.equivalence(), VerdictRule.CHANCE, plan.margin())
                        .isEquivalent()
                ? Verdict.Kind.NO_EVIDENCE
                : Verdict.Kind.CANNOT_TELL;
    }

    private String sentence(Verdict.Kind kind, String attribute, Numbers numbers) {
        String auc = numbers.macroAuc() instanceof Estimate.Known known
                ? IntervalText.around(
                        known.value(),
                        known.interval().level(),
                        known.interval().lower(),
                        known.interval().upper(),
                        3)
                : "without an interval";
        return String.format(
                Locale.ROOT,
                "The former rule says %s of recorded %s: mean AUC %s, smallest corrected p %s.",
                kind.words(),
                attribute,
                auc,
                PValueText.relation(numbers.smallestP().valueOr(1)));
    }

    private String rule() {
        return String.format(
                Locale.ROOT,
                "Reveals: the %s %% interval of the mean AUC lies above 0.5 and the smallest corrected p of the classes"
                        + " is below %s. No evidence: the mean's %s %% interval lies within 0.5 ± %s. Cannot tell:"
                        + " neither.",
                Percent.exact(plan.level()),
                Digits.exact(plan.alpha(), 2),
                Percent.exact(1 - 2 * plan.alpha()),
                Digits.exact(plan.margin(), 2));
    }
}
