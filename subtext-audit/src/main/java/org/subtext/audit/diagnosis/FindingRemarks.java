package org.subtext.audit.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.SmallestGroups;
import org.subtext.findings.FindingStatus;
import org.subtext.findings.Findings;
import org.subtext.findings.UncertainTruths;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Remark;

/** What a reader should know of the input of a run of findings. */
final class FindingRemarks {
    private FindingRemarks() {}

    static List<Remark.Stored> of(Findings findings, Cohort cohort) {
        List<Remark> remarks = new ArrayList<>(cohort.remarks());
        remarks.addAll(findings.remarks());
        long uncertain = cohort.images().stream()
                .mapToLong(image -> IntStream.range(0, findings.count())
                        .filter(finding -> findings.status(image, finding) == FindingStatus.UNCERTAIN)
                        .count())
                .sum();
        remarks.addAll(UncertainTruths.remarks(
                uncertain,
                cohort.plan().targets().truth().uncertain(),
                "they take no part in their finding",
                PlanKey.COHORT_TARGETS_UNCERTAIN));
        return Remark.stored(remarks, SmallestGroups.TOLD);
    }
}
