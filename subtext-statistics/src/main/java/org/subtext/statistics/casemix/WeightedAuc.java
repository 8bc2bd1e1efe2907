package org.subtext.statistics.casemix;

import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.GroupOutcomes;

/**
 * The chance that a positive outranks a negative where rows count by weight, ties one half: Σw_i·w_j·[s_i &gt;
 * s_j]/(Σw⁺· Σw⁻). Undefined where a class has no weight. O(n). Checked against scikit-learn's {@code roc_auc_score} in
 * {@code ExactWeightsTest}.
 */
public final class WeightedAuc {
    private WeightedAuc() {}

    /** @param weights one a row, not negative */
    public static Estimate of(BinaryScores scores, double[] weights) {
        if (weights.length != scores.size()) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + scores.size() + " rows; one each is expected");
        }
        GroupOutcomes.requireWeights(weights);
        double positives = 0;
        double negatives = 0;
        double concordant = 0;
        int position = 0;
        while (position < scores.size()) {
            double score = scores.score(scores.rowAt(position));
            double tiedPositives = 0;
            double tiedNegatives = 0;
            while (position < scores.size() && scores.score(scores.rowAt(position)) == score) {
                int row = scores.rowAt(position++);
                tiedPositives += scores.isPositive(row) ? weights[row] : 0;
                tiedNegatives += scores.isPositive(row) ? 0 : weights[row];
            }
            concordant += tiedPositives * (negatives + tiedNegatives / 2);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }
        return positives == 0 || negatives == 0
                ? Estimate.undefined("no " + (positives == 0 ? "positive" : "negative") + " with a weight")
                : new Estimate.Point(concordant / (positives * negatives));
    }
}
