package org.subtext.report.findings;

import java.util.List;
import org.subtext.problems.Remark;
import org.subtext.statistics.Estimate;

/**
 * What a diagnostic model was taught, and how well it tells each finding in patients it never saw.
 *
 * @param network by torchvision's name
 * @param recipe that training started from
 * @param inFolds whether every patient was scored once by a network that never saw them, or one part was
 * @param setAside images of other patients, whom it did not learn from either, on whom thresholds can be chosen
 * @param patients who were scored
 * @param images of them
 * @param level of intervals
 * @param findings in the order of the scores
 * @param remarks on what was found of the input
 */
public record DiagnosisContent(
        String network,
        String recipe,
        boolean inFolds,
        int setAside,
        int patients,
        int images,
        double level,
        List<OfFinding> findings,
        List<Remark.Stored> remarks) {
    /**
     * One finding in the images that were scored.
     *
     * @param present images in which it counts as there
     * @param absent images in which it counts as not there
     * @param uncertain images in which it is recorded as uncertain, whatever was made of them
     * @param patientsPresent patients with an image of the first kind
     * @param patientsAbsent patients with an image of the second kind; who has both counts in both
     * @param auc of its scores, the interval by patient
     */
    public record OfFinding(
            String name,
            long present,
            long absent,
            long uncertain,
            long patientsPresent,
            long patientsAbsent,
            Estimate auc) {}

    public DiagnosisContent {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }
}
