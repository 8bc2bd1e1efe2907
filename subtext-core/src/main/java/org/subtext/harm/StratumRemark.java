package org.subtext.harm;

import java.util.List;
import java.util.Optional;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/** Says which groups no patient could exchange, since none of their strata holds the reference. */
public final class StratumRemark {
    private StratumRemark() {}

    /** Empty where all assessed gaps have a test, or lack it for another reason. */
    public static Optional<Remark> of(HarmPlan plan, HarmAssessment assessment) {
        List<String> groups = assessment.findings().stream()
                .flatMap(finding -> finding.gaps().stream().filter(gap -> isApart(finding, gap)))
                .map(HarmAssessment.Gap::group)
                .distinct()
                .sorted()
                .toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        String columns = String.join(" and ", plan.comparison().strata());
        String reference = plan.comparison().reference();
        return Optional.of(new Remark(
                Remark.Code.GROUPS_SHARE_NO_STRATUM,
                Sentence.of("Within " + columns + " nobody of " + String.join(", ", groups)
                        + " could exchange groups with anybody of " + reference
                        + ", at least in one rate: no value holds patients of both. Such gaps have intervals and no"
                        + " permutation test, and how much of them is owed to " + columns + " cannot be told.")));
    }

    /** A range has a value where patients could exchange groups at all. */
    private static boolean isApart(HarmAssessment.OfFinding finding, HarmAssessment.Gap gap) {
        HarmAssessment.Range range = finding.ranges().get(gap.rate());
        return gap.verdict() != Verdict.NOT_ASSESSED
                && !gap.p().isDefined()
                && range != null
                && range.value().isDefined();
    }
}
