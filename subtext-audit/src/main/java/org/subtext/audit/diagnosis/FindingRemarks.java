package org.subtext.audit.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.SmallestGroups;
import org.subtext.findings.FindingStatus;
import org.subtext.findings.Findings;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

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
        if (uncertain > 0) {
            String made = switch (cohort.plan().targets().truth().uncertain()) {
                case EXCLUDE -> "they take no part in their finding";
                case POSITIVE -> "the finding counts as there";
                case NEGATIVE -> "the finding counts as not there";
            };
            remarks.add(new Remark(
                    Remark.Code.UNCERTAIN_TRUTHS,
                    Sentence.EMPTY
                            .counted(uncertain, "truth is", "truths are")
                            .and(" recorded as uncertain: " + made + ". Other policies: ")
                            .set(PlanKey.COHORT_TARGETS_UNCERTAIN, "POLICY")
                            .and(".")));
        }
        return Remark.stored(remarks, SmallestGroups.TOLD);
    }
}
