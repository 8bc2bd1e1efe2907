package org.subtext.assessment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.statistics.Estimate;

/**
 * One class against the rest at one level.
 *
 * @param name of the class
 * @param positives cases of the class
 * @param negatives the other cases
 * @param positivePatients patients of the class
 * @param auc with its interval by patient
 * @param equivalence the same AUC with its interval at level 1 − 2 alpha, for the two one-sided tests against the
 *     margin; undefined in runs stored before there was one
 * @param otherIntervals the same AUC with other intervals: bootstrap, DeLong, logit DeLong, Obuchowski
 * @param designEffect clustered variance over the variance that takes cases for independent
 * @param averagePrecision area under the precision-recall steps
 * @param permutationP one-sided, labels permuted by patient
 * @param adjustedP the same, corrected over all that is tested by the largest statistic of each permutation; undefined
 *     where the class has too few patients to be tested
 * @param belowP the same for an AUC below one half
 * @param threshold score from which a case counts as positive at the chosen operating point
 * @param sensitivity at the threshold
 * @param specificity at the threshold
 * @param brier mean squared difference of score and outcome
 * @param calibrationSlope 1 for a calibrated score
 * @param calibrationIntercept 0 for a calibrated score
 * @param roc curve with its pointwise band
 * @param reliability bins of equal width
 * @param histogram distribution of the score among positives and negatives
 * @param reach how far from one half an AUC of these scores could lie, whatever the truth: 0 where all are equal; null
 *     in runs stored before this was looked at, and where it is not told
 */
public record ClassAssessment(
        String name,
        int positives,
        int negatives,
        int positivePatients,
        Estimate auc,
        Estimate equivalence,
        List<NamedEstimate> otherIntervals,
        Estimate designEffect,
        Estimate averagePrecision,
        Estimate permutationP,
        Estimate adjustedP,
        Estimate belowP,
        Estimate threshold,
        Estimate sensitivity,
        Estimate specificity,
        Estimate brier,
        Estimate calibrationSlope,
        Estimate calibrationIntercept,
        List<RocPoint> roc,
        List<ReliabilityBin> reliability,
        List<HistogramBin> histogram,
        @Nullable Double reach) {
    public ClassAssessment {
        Objects.requireNonNull(equivalence, "equivalence");
        Objects.requireNonNull(belowP, "belowP");
        otherIntervals = List.copyOf(otherIntervals);
        roc = List.copyOf(roc);
        reliability = List.copyOf(reliability);
        histogram = List.copyOf(histogram);
    }

    /** Sensitivity at a false positive rate, with the pointwise bootstrap band. */
    public record RocPoint(double falsePositiveRate, double sensitivity, double lower, double upper) {}

    /** A bin of scores: mean score, observed share of positives, number of cases. */
    public record ReliabilityBin(double meanScore, double observedShare, int cases) {}

    /** A bin [from, to) of scores: share of all positives and of all negatives in it. */
    public record HistogramBin(double from, double to, double positiveShare, double negativeShare) {}
}
