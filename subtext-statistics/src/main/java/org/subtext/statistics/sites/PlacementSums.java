package org.subtext.statistics.sites;

import org.subtext.statistics.AucInterval;
import org.subtext.statistics.Estimate;

/**
 * What a site adds to the clustered variance of an AUC, as if its images lay beside those of all others.
 *
 * <p>Definition: with a and b a patient's sums of deviations of V₁₀ and V₀₁, as in {@link
 * org.subtext.statistics.ClusteredAuc}: S₁₀ = I₁₀/((I₁₀−1)m)·Σa², S₀₁ = I₀₁/((I₀₁−1)n)·Σb², S₁₁ = I/(I−1)·Σab, the
 * variance is S₁₀/m + S₀₁/n + 2·S₁₁/(mn). It is that of the pooled images, exactly where no bin holds both classes,
 * else up to the bins. A patient who is at two sites counts as two.
 *
 * <p>Source: Obuchowski (1997), doi:10.2307/2533958. Checked in {@code SitesReferenceTest} against NumPy 2.4.6.
 *
 * @param patients I
 * @param withPositives I₁₀
 * @param withNegatives I₀₁
 * @param positives images, m
 * @param negatives images, n
 * @param sumOfSquaresPositives Σa²
 * @param sumOfSquaresNegatives Σb²
 * @param sumOfProducts Σab
 */
public record PlacementSums(
        long patients,
        long withPositives,
        long withNegatives,
        long positives,
        long negatives,
        double sumOfSquaresPositives,
        double sumOfSquaresNegatives,
        double sumOfProducts) {
    /** Of no site. */
    public static final PlacementSums NONE = new PlacementSums(0, 0, 0, 0, 0, 0, 0, 0);

    private static final String METHOD = "Obuchowski, clustered by patient, on the logit scale, from sums over sites";

    /**
     * A site's part.
     *
     * @param bins by row
     * @param labels by row
     * @param patients by row, ordinals from 0; one without a row does not count
     */
    public static PlacementSums of(BinPlacements placements, int[] bins, boolean[] labels, int[] patients) {
        int count = 0;
        for (int patient : patients) {
            count = Math.max(count, patient + 1);
        }
        double[] ofPositives = new double[count];
        double[] ofNegatives = new double[count];
        boolean[] hasPositive = new boolean[count];
        boolean[] hasNegative = new boolean[count];
        long positives = 0;
        for (int row = 0; row < bins.length; row++) {
            double deviation = placements.deviation(bins[row], labels[row]);
            (labels[row] ? ofPositives : ofNegatives)[patients[row]] += deviation;
            (labels[row] ? hasPositive : hasNegative)[patients[row]] = true;
            positives += labels[row] ? 1 : 0;
        }
        PlacementSums sums = new PlacementSums(0, 0, 0, positives, bins.length - positives, 0, 0, 0);
        for (int patient = 0; patient < count; patient++) {
            sums = sums.plus(new PlacementSums(
                    hasPositive[patient] || hasNegative[patient] ? 1 : 0,
                    hasPositive[patient] ? 1 : 0,
                    hasNegative[patient] ? 1 : 0,
                    0,
                    0,
                    ofPositives[patient] * ofPositives[patient],
                    ofNegatives[patient] * ofNegatives[patient],
                    ofPositives[patient] * ofNegatives[patient]));
        }
        return sums;
    }

    /** Of both. */
    public PlacementSums plus(PlacementSums other) {
        return new PlacementSums(
                patients + other.patients,
                withPositives + other.withPositives,
                withNegatives + other.withNegatives,
                positives + other.positives,
                negatives + other.negatives,
                sumOfSquaresPositives + other.sumOfSquaresPositives,
                sumOfSquaresNegatives + other.sumOfSquaresNegatives,
                sumOfProducts + other.sumOfProducts);
    }

    /** S₁₀. */
    public double s10() {
        return bessel(withPositives) * sumOfSquaresPositives / positives;
    }

    /** S₀₁. */
    public double s01() {
        return bessel(withNegatives) * sumOfSquaresNegatives / negatives;
    }

    /** S₁₁. */
    public double s11() {
        return bessel(patients) * sumOfProducts;
    }

    /** The variance of the AUC of all images. */
    public Estimate variance() {
        if (withPositives < 2 || withNegatives < 2) {
            return Estimate.undefined("a clustered variance needs two patients with a positive and two with a negative,"
                    + " got " + withPositives + " and " + withNegatives);
        }
        double m = positives;
        double n = negatives;
        return new Estimate.Point(Math.max(0, s10() / m + s01() / n + 2 * s11() / (m * n)));
    }

    /** An AUC with the interval that this variance gives it; without one where scores separate the classes. */
    public Estimate interval(double auc, double level) {
        if (variance() instanceof Estimate.Undefined undefined) {
            return undefined;
        }
        double variance = variance().valueOr(0);
        return variance == 0 || auc <= 0 || auc >= 1
                ? new Estimate.Point(auc)
                : AucInterval.logit(auc, variance, level, METHOD);
    }

    private static double bessel(double count) {
        return count / (count - 1);
    }
}
