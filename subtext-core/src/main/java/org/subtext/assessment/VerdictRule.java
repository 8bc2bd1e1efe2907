package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.subtext.predictions.Unit;
import org.subtext.statistics.Equivalence;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.SamplePlan;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.PValueText;
import org.subtext.wording.Percent;

/** The rule by which an assessment is answered; it is part of the plan, and stands in words beside every verdict. */
public final class VerdictRule {
    /** The AUC of scores that say nothing. */
    public static final double CHANCE = 0.5;

    private static final double POWER = 0.8;

    private final AssessmentPlan plan;

    VerdictRule(AssessmentPlan plan) {
        this.plan = plan;
    }

    Verdict apply(String attribute, LevelAssessment level) {
        String found = found(level);
        if (reveals(level)) {
            return new Verdict(
                    Verdict.Kind.REVEALS,
                    "The images reveal recorded " + attribute + ": " + found + ".",
                    words(),
                    whatRevealsDoesNotShow(attribute),
                    0);
        }
        if (Equivalence.ofInterval(level.equivalence(), CHANCE, plan.margin()).isEquivalent()) {
            return new Verdict(
                    Verdict.Kind.NO_EVIDENCE,
                    String.format(
                            Locale.ROOT,
                            "No evidence that the images reveal recorded %s, and equivalent to chance within ±%s: %s.",
                            attribute,
                            Digits.exact(plan.margin(), 2),
                            found),
                    words(),
                    whatNoEvidenceDoesNotShow(attribute),
                    0);
        }
        int needed = neededPatients(level);
        return new Verdict(
                Verdict.Kind.CANNOT_TELL,
                "Cannot tell whether the images reveal recorded " + attribute + ": " + found
                        + ". About " + Digits.count(needed)
                        + " assessed patients with the same class shares would settle it.",
                words(),
                whatNoEvidenceDoesNotShow(attribute),
                needed);
    }

    private boolean reveals(LevelAssessment level) {
        return level.macroAuc() instanceof Estimate.Known known
                && known.interval().lower() > CHANCE
                && smallestAdjustedP(level) < plan.alpha();
    }

    private static double smallestAdjustedP(LevelAssessment level) {
        return level.classes().stream()
                .mapToDouble(one -> one.adjustedP().valueOr(1))
                .min()
                .orElse(1);
    }

    private String words() {
        return String.format(
                Locale.ROOT,
                "Primary: macro one-versus-rest AUC by %s. Reveals: its %s %% interval"
                        + " (patients resampled, %,d draws) lies above 0.5 and the smallest permutation p (labels"
                        + " permuted by patient, corrected over classes by the largest statistic, %,d permutations) is"
                        + " below %s. No evidence: the %s %% interval lies within 0.5 ± %s (two one-sided tests)."
                        + " Cannot tell: neither.",
                plan.primaryUnit().noun(),
                Percent.exact(plan.level()),
                plan.replicates(),
                plan.permutations(),
                Digits.exact(plan.alpha(), 2),
                Percent.exact(1 - 2 * plan.alpha()),
                Digits.exact(plan.margin(), 2));
    }

    private String found(LevelAssessment level) {
        if (level.macroAuc() instanceof Estimate.Known known) {
            Interval interval = known.interval();
            return "AUC "
                    + IntervalText.around(known.value(), interval.level(), interval.lower(), interval.upper(), 3)
                    + ", smallest corrected p " + PValueText.relation(smallestAdjustedP(level)) + "; " + counted(level);
        }
        if (level.macroAuc() instanceof Estimate.Undefined undefined) {
            return "the AUC cannot be computed (" + undefined.reason() + ")";
        }
        return "AUC " + Digits.fixed(level.macroAuc().valueOr(0), 3) + " without an interval";
    }

    private static String counted(LevelAssessment level) {
        return level.unit() == Unit.PATIENT
                ? Digits.count(level.patients()) + " patients"
                : Digits.count(level.rows()) + " " + level.unit().plural() + " of " + Digits.count(level.patients())
                        + " patients";
    }

    /**
     * Patients that would give power {@value #POWER} to whichever answer is nearer: to tell the AUC found from chance,
     * or to show a true AUC of one half equivalent to it.
     */
    private int neededPatients(LevelAssessment level) {
        List<Long> needed = new ArrayList<>();
        for (ClassAssessment one : level.classes()) {
            double share = one.positives() / (double) Math.max(1, one.positives() + one.negatives());
            if (share <= 0 || share >= 1) {
                continue;
            }
            SamplePlan sample = SamplePlan.of(share);
            double auc = level.macroAuc().valueOr(CHANCE);
            long equivalence = sample.casesToShowChance(plan.margin(), plan.alpha(), POWER);
            long difference =
                    auc > CHANCE && auc < 1 ? sample.casesToExcludeChance(auc, plan.alpha(), POWER) : Long.MAX_VALUE;
            needed.add(Math.min(equivalence, difference));
        }
        long most = needed.stream().mapToLong(n -> n).max().orElse(0);
        return (int) Math.min(Integer.MAX_VALUE, Math.max(most, level.patients() + 1L));
    }

    private List<String> whatRevealsDoesNotShow(String attribute) {
        return List.of(
                "It does not show by what route: what goes along with recorded " + attribute
                        + " in this cohort (age, disease, scanner, view) may be what was read.",
                "It does not show that any other model uses this information, or that anyone is harmed.",
                "It holds for this cohort, these classes as recorded, and recognisers of this strength; a stronger one"
                        + " could read more.");
    }

    private List<String> whatNoEvidenceDoesNotShow(String attribute) {
        return List.of(
                "It does not show that the images hold no such information: a stronger recogniser, more images or a"
                        + " larger size could find some.",
                "It says nothing about other cohorts, classes or scanners.",
                "It does not show that a model trained on these images treats all groups alike.");
    }
}
