package org.subtext.routes.maps;

import java.util.List;
import java.util.stream.Collectors;
import org.subtext.assessment.VerdictRule;
import org.subtext.routes.contract.EvidenceTable;
import org.subtext.routes.contract.PlannedAuc;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Percent;

/**
 * One condition without which a map of importance is no evidence. After Adebayo and others (2018), arXiv:1810.03292.
 *
 * @param name of the check
 * @param passed whether the whole interval lies on the right side
 * @param found the number with its interval
 * @param wanted what passes
 * @param failure what is wrong when it fails, to stand after "because"
 */
record SanityCheck(String name, boolean passed, String found, String wanted, String failure) {
    /** A network whose AUC cannot be told from one half has nothing that a map could show. */
    static SanityCheck reads(Estimate auc) {
        return new SanityCheck(
                "the network reads the attribute",
                PlannedAuc.above(auc, VerdictRule.CHANCE),
                "AUC " + PlannedAuc.words(auc),
                "interval above 0.5",
                "the network itself does not read the attribute (AUC " + PlannedAuc.words(auc)
                        + "): there is nothing to explain");
    }

    /** Maps of which more are empty than not say nothing about a network. */
    static SanityCheck mapped(int empty, int all) {
        return new SanityCheck(
                "there are maps",
                2 * empty <= all,
                Percent.fixed((double) empty / all, 0) + " % are empty",
                "at most half are empty",
                Percent.fixed((double) empty / all, 0) + " % of the maps are empty");
    }

    /**
     * Maps must change when what the network learnt is taken away.
     *
     * @param with what: "networks with random weights"
     * @param likeness mean rank correlation with their maps
     * @param most above which maps count as alike
     */
    static SanityCheck unlike(String with, Estimate likeness, double most) {
        boolean unlike =
                likeness instanceof Estimate.Known known && known.interval().upper() < most;
        return new SanityCheck(
                "unlike those of " + with,
                unlike,
                "rank correlation " + words(likeness),
                "interval below " + Digits.parameter(most),
                "they resemble those of " + with + " (rank correlation " + words(likeness) + ")");
    }

    /**
     * Maps must not be as alike those of untrained networks as the maps of two untrained networks are to each other.
     * Where the latter hardly resemble each other there is nothing to compare, and the check passes.
     *
     * @param amongUntrained mean rank correlation of two untrained networks' maps
     * @param difference that less the mean rank correlation with the finished network's maps
     * @param least likeness that is worth a comparison
     */
    static SanityCheck lessAlike(Estimate amongUntrained, Estimate difference, double least) {
        boolean compared = !(amongUntrained instanceof Estimate.Known known
                && known.interval().upper() < least);
        return new SanityCheck(
                "less like untrained networks' than those are among themselves",
                !compared || PlannedAuc.above(difference, 0),
                "difference " + words(difference) + ", among themselves " + words(amongUntrained),
                "interval of the difference above 0, where untrained ones' maps resemble each other at all",
                "they are as similar to untrained networks' maps as two untrained networks' maps are to each other"
                        + " (difference " + words(difference) + ")");
    }

    /** The most important places first must cost, and give back, more AUC than places in random order. */
    static SanityCheck betterThanRandom(RemovalCurves curves) {
        return new SanityCheck(
                "better than a random order of places",
                PlannedAuc.above(curves.both(), 0),
                "area " + words(curves.both()) + "; hiding " + words(curves.deletion()) + ", showing "
                        + words(curves.insertion()),
                "interval above 0",
                "the places they mark matter no more than places at random (area between the curves "
                        + words(curves.both()) + ")");
    }

    /** First the verdict, loud where it is a failure. */
    static String verdict(String maps, List<SanityCheck> checks) {
        List<SanityCheck> failed =
                checks.stream().filter(check -> !check.passed()).toList();
        return failed.isEmpty()
                ? maps + " pass their sanity checks ("
                        + checks.stream().map(SanityCheck::name).collect(Collectors.joining("; ")) + ")."
                : "FAILED: " + maps
                        + " DO NOT PASS their sanity checks and ARE NO EVIDENCE of where the network looks, because "
                        + failed.stream().map(SanityCheck::failure).collect(Collectors.joining("; and because ")) + ".";
    }

    static EvidenceTable table(String maps, List<SanityCheck> checks, String note) {
        return new EvidenceTable(
                "Sanity checks: " + maps,
                List.of("Check", "Outcome", "Found", "Passes with"),
                checks.stream()
                        .map(check -> List.of(
                                check.name(), check.passed() ? "passed" : "FAILED", check.found(), check.wanted()))
                        .toList(),
                note);
    }

    /** "0.12 (0.08 to 0.16)": numbers that may be negative. */
    static String words(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            Interval interval = known.interval();
            return IntervalText.aroundSpanning(known.value(), interval.lower(), interval.upper(), 2);
        }
        return estimate instanceof Estimate.Undefined undefined
                ? "not computable: " + undefined.reason()
                : Digits.fixed(estimate.valueOr(0), 2);
    }
}
