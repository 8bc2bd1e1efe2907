package org.subtext.audit.diagnosis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.cohort.CohortImage;
import org.subtext.findings.FindingStatus;
import org.subtext.findings.Findings;
import org.subtext.report.findings.DiagnosisContent.OfFinding;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.ScoreInterval;

/** How well each finding is told in images whose truth of it is known. */
final class FindingReadings {
    private FindingReadings() {}

    static List<OfFinding> of(Findings findings, List<ScoredImages.One> images, double level) {
        return IntStream.range(0, findings.count())
                .mapToObj(finding -> of(findings, finding, images, level))
                .toList();
    }

    private static OfFinding of(Findings findings, int finding, List<ScoredImages.One> images, double level) {
        List<ScoredImages.One> known = images.stream()
                .filter(one -> findings.isKnown(one.image(), finding))
                .toList();
        double[] scores = new double[known.size()];
        boolean[] labels = new boolean[known.size()];
        Set<String> with = new HashSet<>();
        Set<String> without = new HashSet<>();
        int present = 0;
        for (int i = 0; i < labels.length; i++) {
            CohortImage image = known.get(i).image();
            scores[i] = known.get(i).scores()[finding];
            labels[i] = findings.isPresent(image, finding);
            present += labels[i] ? 1 : 0;
            (labels[i] ? with : without).add(image.patient());
        }
        int[] patients =
                Clusters.dense(known.stream().map(one -> one.image().patient()).toList());
        return new OfFinding(
                findings.names().get(finding),
                present,
                known.size() - present,
                images.stream()
                        .filter(one -> findings.status(one.image(), finding) == FindingStatus.UNCERTAIN)
                        .count(),
                with.size(),
                without.size(),
                ScoreInterval.of(List.of(BinaryScores.of(scores, labels, patients)), level));
    }
}
