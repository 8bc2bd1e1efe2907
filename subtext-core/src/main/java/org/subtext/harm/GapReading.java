package org.subtext.harm;

import java.util.Optional;
import java.util.OptionalLong;
import org.subtext.statistics.ClusteredShare;
import org.subtext.statistics.Equivalence;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.gaps.GapSize;
import org.subtext.statistics.gaps.GroupPermutation;
import org.subtext.statistics.gaps.PermutedFamily;
import org.subtext.statistics.gaps.RateGap;
import org.subtext.statistics.groups.Rate;

/**
 * From a gap, its interval and its test to a verdict.
 *
 * <p>Simultaneous intervals take their level from the permutations where every assessed gap has them, and else
 * Bonferroni's over all that are assessed: a gap without a permutation test is not in the permutations' maximum.
 */
record GapReading(HarmPlan plan, PermutedFamily<GroupPermutation.Result> tests, int assessed) {

    /** Of intervals that hold all gaps together with probability 1 − alpha. */
    double level(double alpha) {
        return tests.tests() == assessed ? tests.simultaneousLevel(alpha) : 1 - alpha / Math.max(1, assessed);
    }

    private HarmPlan.Decision decision() {
        return plan.decision();
    }

    private String reference() {
        return plan.comparison().reference();
    }

    HarmAssessment.Gap notAssessed(Rate rate, String group, String reason) {
        Estimate none = Estimate.undefined(reason);
        return new HarmAssessment.Gap(
                rate,
                group,
                reference(),
                none,
                none,
                none,
                none,
                Verdict.NOT_ASSESSED,
                Optional.empty(),
                OptionalLong.empty(),
                reason);
    }

    HarmAssessment.Gap of(Rate rate, String group, RateGap gap, GroupPermutation.Gap test) {
        Estimate simultaneous = gap.mover(level(decision().alpha()));
        Verdict verdict = verdict(gap, simultaneous);
        double value = gap.difference().valueOr(0);
        return new HarmAssessment.Gap(
                rate,
                group,
                reference(),
                gap.mover(1 - decision().alpha()),
                simultaneous,
                test.p(),
                test.adjustedP(),
                verdict,
                harmed(rate, group, value),
                verdict == Verdict.CANNOT_TELL ? needed(gap, value) : OptionalLong.empty(),
                "");
    }

    private Optional<String> harmed(Rate rate, String group, double gap) {
        if (gap == 0) {
            return Optional.empty();
        }
        return Optional.of(gap > 0 == (rate.worse() == Rate.Worse.HIGHER) ? group : reference());
    }

    private Verdict verdict(RateGap gap, Estimate simultaneous) {
        if (simultaneous instanceof Estimate.Known known
                && (known.interval().lower() > decision().margin()
                        || known.interval().upper() < -decision().margin())) {
            return Verdict.HARM_SHOWN;
        }
        Estimate ofTwoTests = gap.mover(level(2 * decision().alpha()));
        return Equivalence.ofInterval(ofTwoTests, 0, decision().margin()).isEquivalent()
                ? Verdict.HARM_EXCLUDED
                : Verdict.CANNOT_TELL;
    }

    /**
     * Rows of the group in this rate: within the margin, as many as would exclude a gap if there were none; beyond it,
     * as many as would set the gap that was found beyond the margin, by its own standard error. Both at the level that
     * the family costs.
     */
    private OptionalLong needed(RateGap gap, double value) {
        ClusteredShare group = gap.first().orElseThrow();
        ClusteredShare reference = gap.second().orElseThrow();
        double beyond = Math.abs(value) - decision().margin();
        if (beyond > 0) {
            double reach = Gaussian.twoSided(level(decision().alpha()))
                    + Gaussian.quantile(decision().power());
            double error = gap.standardError().valueOr(0);
            return error == 0
                    ? OptionalLong.empty()
                    : rounded(group.rows() * (reach * error / beyond) * (reach * error / beyond));
        }
        double rate = reference.value();
        double designEffect = Math.max(group.designEffect(), reference.designEffect());
        GapSize size = new GapSize(
                rate,
                rate,
                reference.rows() / group.rows(),
                1 - level(2 * decision().alpha()),
                designEffect);
        double rows = size.rowsToExclude(decision().margin(), decision().power());
        return rows == 0 ? OptionalLong.empty() : rounded(rows);
    }

    private static OptionalLong rounded(double rows) {
        return rows > Long.MAX_VALUE / 2.0 ? OptionalLong.empty() : OptionalLong.of((long) Math.ceil(rows));
    }
}
