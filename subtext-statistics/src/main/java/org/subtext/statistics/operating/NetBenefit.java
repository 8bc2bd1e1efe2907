package org.subtext.statistics.operating;

import java.util.Optional;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.ClusteredMean;
import org.subtext.statistics.Estimate;

/**
 * What acting on probabilities from a threshold on is worth, in true positives for each row: TP/n − FP/n·p_t/(1 − p_t).
 *
 * <p>The threshold p_t says how many false alarms a true positive is worth, (1 − p_t)/p_t. Acting on nobody is worth 0.
 * The figure depends on the prevalence, so that groups are compared by it only when standardised, or by the difference
 * to acting on everybody. Undefined without rows or where scores are no probabilities. Source: Vickers and Elkin
 * (2006), doi:10.1177/0272989X06295361. Checked against dcurves 1.1.7 in {@code NetBenefitTest}.
 *
 * @param model acting on rows at or above the threshold, with its interval by patient
 * @param treatAll acting on every row
 * @param gainOverAll the one less the other, with its interval by patient
 * @param standardised the model's over the prevalence, 1 at best; undefined without positives
 */
public record NetBenefit(Estimate model, Estimate treatAll, Estimate gainOverAll, Estimate standardised) {

    /**
     * At one threshold.
     *
     * @param threshold probability in (0, 1)
     */
    public static NetBenefit at(double threshold, BinaryScores scores, double level) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("a threshold of net benefit lies in (0, 1), got " + threshold);
        }
        Optional<String> obstacle = scores.obstacleToProbabilities();
        if (obstacle.isPresent()) {
            return undefined(obstacle.get());
        }
        double harm = threshold / (1 - threshold);
        double[] worth = new double[scores.size()];
        double[] gain = new double[scores.size()];
        int[] patients = new int[scores.size()];
        double all = 0;
        for (int row = 0; row < worth.length; row++) {
            double ofActing = scores.isPositive(row) ? 1 : -harm;
            patients[row] = scores.cluster(row);
            worth[row] = scores.score(row) >= threshold ? ofActing : 0;
            gain[row] = worth[row] - ofActing;
            all += ofActing / worth.length;
        }
        Estimate model = ClusteredMean.of(worth, patients, scores.clusterCount(), level);
        double prevalence = scores.positives() / (double) scores.size();
        return new NetBenefit(
                model,
                new Estimate.Point(all),
                ClusteredMean.of(gain, patients, scores.clusterCount(), level),
                prevalence == 0
                        ? Estimate.undefined("no positive among " + scores.size() + " rows")
                        : model.mapValue(value -> value / prevalence));
    }

    private static NetBenefit undefined(String reason) {
        Estimate none = Estimate.undefined(reason);
        return new NetBenefit(none, none, none, none);
    }
}
