package org.subtext.harm.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.harm.FindingColumn;
import org.subtext.problems.Remark;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.Estimate;

/** Scores that speak against a finding where it is there: mostly written the other way round, or of another column. */
final class ReversedScores {
    /** Chance of calling scores without signal reversed, both tails. */
    private static final double LEVEL = 0.99;

    private ReversedScores() {}

    /**
     * What is said of a finding whose AUC lies below one half by its whole interval; the AUC itself is not told.
     *
     * @param patients of all images
     */
    static Optional<Remark> of(FindingColumn finding, List<String> patients) {
        int[] rows =
                IntStream.range(0, finding.rows()).filter(finding::takesPart).toArray();
        boolean[] present = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            present[i] = finding.isPresent(rows[i]);
        }
        int[] whose = rows.length == 0
                ? new int[0]
                : Clusters.dense(IntStream.of(rows).mapToObj(patients::get).toList());
        BinaryScores scores = BinaryScores.of(
                IntStream.of(rows).mapToDouble(finding::score).toArray(),
                present,
                whose,
                rows.length == 0 ? 0 : Clusters.count(whose));
        Estimate auc = ClusteredAuc.logit(scores, LEVEL);
        return auc instanceof Estimate.Known known && known.interval().upper() < 0.5
                ? Optional.of(Remark.of(
                        Remark.Code.SCORES_RUN_THE_OTHER_WAY,
                        "The scores of " + finding.title() + " are lower where it is there than where it is not, and"
                                + " from a threshold upwards an image counts as called. If they speak for its absence,"
                                + " turn them in the table (1 less the score), or name the right column."))
                : Optional.empty();
    }
}
