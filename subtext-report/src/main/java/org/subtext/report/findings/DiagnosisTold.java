package org.subtext.report.findings;

import java.util.List;
import org.subtext.cohort.SmallestGroups;
import org.subtext.problems.Remark;
import org.subtext.report.Audience;
import org.subtext.report.charts.NumberText;
import org.subtext.report.findings.DiagnosisContent.OfFinding;
import org.subtext.wording.Digits;

/**
 * What may be told of a run of findings. Of a finding with fewer than {@value SmallestGroups#TOLD} patients or images
 * that have it, or that do not, be it none, neither number is told, since they add up to what is told of another
 * finding; nor is the AUC, which is made of both.
 */
record DiagnosisTold(DiagnosisContent content, Audience audience) {
    private boolean isTold(OfFinding finding) {
        return audience == Audience.INTERNAL
                || !isFewOrNone(finding.present())
                        && !isFewOrNone(finding.absent())
                        && !isFewOrNone(finding.patientsPresent())
                        && !isFewOrNone(finding.patientsAbsent());
    }

    /** None is not told apart from few: of neither there is an AUC that anybody may read. */
    private static boolean isFewOrNone(long count) {
        return count < SmallestGroups.TOLD;
    }

    boolean hidesAnything() {
        return content.findings().stream().anyMatch(finding -> !isTold(finding));
    }

    String present(OfFinding finding) {
        return isTold(finding) ? Digits.count(finding.present()) : NumberText.HIDDEN;
    }

    String absent(OfFinding finding) {
        return isTold(finding) ? Digits.count(finding.absent()) : NumberText.HIDDEN;
    }

    /** Uncertain ones are told where their number is not small. */
    String uncertain(OfFinding finding) {
        return audience == Audience.INTERNAL || isTold(finding) && !SmallestGroups.isFew(finding.uncertain())
                ? Digits.count(finding.uncertain())
                : NumberText.HIDDEN;
    }

    String auc(OfFinding finding) {
        if (!isTold(finding)) {
            return NumberText.HIDDEN;
        }
        return finding.auc().isDefined() ? NumberText.cell(finding.auc()) : "not defined";
    }

    List<String> remarks() {
        return content.remarks().stream()
                .map(audience == Audience.INTERNAL ? Remark.Stored::sentence : Remark.Stored::shared)
                .toList();
    }

    /** Who was scored, by whom. */
    String who() {
        return Digits.counted(content.images(), "image", "images") + " of "
                + Digits.counted(content.patients(), "patient", "patients")
                + (content.inFolds()
                        ? " were scored, each by a network that never saw the patient."
                        : " were scored by a network that never saw them.");
    }
}
