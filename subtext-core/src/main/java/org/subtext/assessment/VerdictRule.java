package org.subtext.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.VerdictFindings.Reason;
import org.subtext.assessment.VerdictFindings.Says;
import org.subtext.assessment.VerdictFindings.Tested;
import org.subtext.assessment.VerdictFindings.Uncovered;
import org.subtext.cohort.SmallestGroups;
import org.subtext.statistics.Equivalence;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.MulticlassScores;
import org.subtext.statistics.Widening;

/**
 * The rule by which an assessment is answered; it is part of the plan, and stands in words beside every verdict.
 *
 * <p>Interval and test are of the same hypothesis: each class's AUC, and of more than two classes their mean. One of
 * them suffices to reveal, all classes are needed for no evidence (an intersection-union test, which needs no
 * correction: Berger 1982, doi:10.1080/00401706.1982.10487790).
 */
public final class VerdictRule {
    /** The AUC of scores that say nothing. */
    public static final double CHANCE = 0.5;

    private final AssessmentPlan plan;

    VerdictRule(AssessmentPlan plan) {
        this.plan = plan;
    }

    /** Indices of the classes that have enough patients, and enough others, to be tested; none where one has. */
    static Set<Integer> tested(MulticlassScores scores) {
        List<Integer> patients = scores.oneVersusRest().stream()
                .map(column -> column.clustersWith(true))
                .toList();
        return tested(patients, scores.clusterCount());
    }

    private static Set<Integer> tested(List<Integer> patientsOfClasses, int patients) {
        long large = patientsOfClasses.stream()
                .filter(n -> n >= SmallestGroups.OF_A_VERDICT)
                .count();
        return IntStream.range(0, patientsOfClasses.size())
                .filter(c -> large > 1 && obstacle(patientsOfClasses.get(c), patients) == null)
                .boxed()
                .collect(Collectors.toSet());
    }

    private static @Nullable Reason obstacle(int ofClass, int patients) {
        if (ofClass < SmallestGroups.OF_A_VERDICT) {
            return Reason.TOO_FEW_PATIENTS;
        }
        return patients - ofClass < SmallestGroups.OF_A_VERDICT ? Reason.TOO_FEW_OTHERS : null;
    }

    Verdict apply(String attribute, LevelAssessment level) {
        return apply(attribute, findings(level, Widening.NONE));
    }

    /** The answer of one reader. */
    Verdict apply(String attribute, VerdictFindings findings) {
        Verdict.Kind kind = kind(findings, LadderRule.reveals(findings), false);
        return verdict(attribute, kind, findings, null);
    }

    /** The answer of several readers. */
    Verdict apply(String attribute, Ladder ladder) {
        VerdictFindings findings = ladder.primaryRung().findings();
        boolean speaksAgainst =
                ladder.rungs().stream().anyMatch(rung -> rung.jointP().valueOr(1) < plan.alpha());
        Verdict.Kind kind = kind(findings, ladder.weakestThatReveals().isPresent(), speaksAgainst);
        return verdict(attribute, kind, findings, ladder);
    }

    private Verdict verdict(String attribute, Verdict.Kind kind, VerdictFindings findings, @Nullable Ladder ladder) {
        VerdictWords words = new VerdictWords(attribute, plan, ladder);
        return new Verdict(kind, words.sentence(kind, findings, true), words.rule(), words.doesNotShow(kind), findings);
    }

    /**
     * Which answer.
     *
     * @param findings of the primary reader
     * @param reveals whether any reader's test and interval say so
     * @param speaksAgainst whether any reader's p speaks against chance
     */
    private static Verdict.Kind kind(VerdictFindings findings, boolean reveals, boolean speaksAgainst) {
        Set<Says> said = findings.tested().stream().map(Tested::says).collect(Collectors.toSet());
        if (reveals) {
            return Verdict.Kind.REVEALS;
        }
        if (said.contains(Says.BELOW_CHANCE)) {
            return Verdict.Kind.BELOW_CHANCE;
        }
        return said.equals(Set.of(Says.WITHIN_MARGIN)) && !findings.isMeanApart() && !speaksAgainst
                ? Verdict.Kind.NO_EVIDENCE
                : Verdict.Kind.CANNOT_TELL;
    }

    /** @param widening that the level's intervals and p-values allow for already, and the sizes are to */
    VerdictFindings findings(LevelAssessment level, Widening widening) {
        List<ClassAssessment> classes = level.classes();
        List<Integer> patients =
                classes.stream().map(ClassAssessment::positivePatients).toList();
        Set<Integer> enough = tested(patients, level.patients());
        List<Tested> tested = new ArrayList<>();
        List<Uncovered> uncovered = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            ClassAssessment one = classes.get(c);
            Reason obstacle = obstacle(one.positivePatients(), level.patients());
            if (obstacle != null) {
                uncovered.add(new Uncovered(one.name(), obstacle));
            }
            if (enough.contains(c)) {
                Tested answer = tested(one.name(), one.auc(), one.equivalence(), one.adjustedP(), one.belowP());
                if (!isToldApart(answer) && isBoundToTheMargin(one)) {
                    uncovered.add(new Uncovered(one.name(), Reason.EQUAL_SCORES));
                } else if (c != 1 || !saysTheSame(classes)) {
                    tested.add(answer);
                }
            }
        }
        if (level.meanAdjustedP().isDefined()) {
            Estimate none = Estimate.undefined("tested from above only");
            Tested mean = tested(null, level.macroAuc(), level.equivalence(), level.meanAdjustedP(), none);
            // A class that could not leave the margin keeps the mean nearer to one half than the others are.
            if (isToldApart(mean) || uncovered.stream().noneMatch(one -> one.reason() == Reason.EQUAL_SCORES)) {
                tested.add(mean);
            }
        }
        SampleSizes sizes = tested.isEmpty()
                ? null
                : SampleSizes.of(plan, patients, level.patients(), widening).orElse(null);
        return new VerdictFindings(
                level.unit(),
                level.rows(),
                level.patients(),
                tested,
                uncovered,
                !uncovered.isEmpty() && isApart(level),
                sizes);
    }

    /** Whether the mean over all classes, which every report shows, speaks against chance. */
    private boolean isApart(LevelAssessment level) {
        return level.classes().size() > 2
                && (Math.abs(level.macroAuc().valueOr(CHANCE) - CHANCE) > plan.margin()
                        || level.meanP().valueOr(1) < plan.alpha());
    }

    private static boolean isToldApart(Tested one) {
        return one.says() == Says.ABOVE_CHANCE || one.says() == Says.BELOW_CHANCE;
    }

    /** Whether its AUC would lie within the margin whatever was recorded, so that to find it there proves nothing. */
    private boolean isBoundToTheMargin(ClassAssessment one) {
        Double reach = one.reach();
        return reach != null && reach <= plan.margin();
    }

    /** Two columns that add to a constant are one test. */
    private static boolean saysTheSame(List<ClassAssessment> classes) {
        return classes.size() == 2
                && Math.abs(classes.get(0).auc().valueOr(0)
                                - classes.get(1).auc().valueOr(1))
                        < 1e-9
                && classes.get(0).adjustedP().equals(classes.get(1).adjustedP());
    }

    /** What test and interval of one AUC say, p as given. */
    Tested tested(@Nullable String name, Estimate auc, Estimate equivalence, Estimate adjustedP, Estimate belowP) {
        return new Tested(
                name,
                auc,
                equivalence,
                adjustedP,
                belowP,
                says(name == null, auc, equivalence, adjustedP.valueOr(1), belowP.valueOr(1)));
    }

    /** Above and below are one-sided at alpha/2, the level of either side of the two-sided interval. */
    private Says says(boolean isMean, Estimate auc, Estimate equivalence, double above, double below) {
        if (auc instanceof Estimate.Known known) {
            Interval interval = known.interval();
            if (above < plan.alpha() / 2 && interval.lower() > CHANCE) {
                return Says.ABOVE_CHANCE;
            }
            if (below < plan.alpha() / 2 && interval.upper() < CHANCE) {
                return Says.BELOW_CHANCE;
            }
        }
        // Where every class lies within the margin the mean does; its interval need not be narrower than theirs.
        boolean isWithin = isMean
                || Equivalence.ofInterval(equivalence, CHANCE, plan.margin()).isEquivalent();
        return isWithin && above >= plan.alpha() ? Says.WITHIN_MARGIN : Says.NOTHING;
    }
}
