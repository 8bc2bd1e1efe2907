package org.subtext.statistics;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The interval of an AUC, or of the mean of several, that keeps its coverage in small and uneven classes.
 *
 * <p>Definition: all values t with |AUC − t| ≤ q·√V(t). V(t) is the clustered variance of the sample at the AUC,
 * carried to t as the variance of normal scores runs ({@link NormalScores#variance}); near 0 and 1, where few cases say
 * what the variance is, V is drawn up to that of normal scores with weight 1/(1 + d), d = 2·min(AUC, 1 − AUC)·(patients
 * of the smaller side). q is a quantile of Student's t with Satterthwaite's degrees of freedom for equal variances.
 * Each side takes the farther of this limit and that on the logit scale from the same variance and quantile.
 *
 * <p>For a mean the columns' parts of a patient are added before they are squared, so that what two columns share is
 * counted. Perfect separation and constant scores have a variance of zero; there V is that of normal scores alone.
 *
 * <p>Coverage at a nominal 0.95 is 0.946 to 0.986 over 30 to 300 patients a class, 15 against 300, and AUCs of 0.5 to
 * 0.97 (docs/validation-statistics.md), where the bias-corrected bootstrap falls to 0.85. Sources: Newcombe (2006),
 * doi:10.1002/sim.2324, for limits that carry the variance along; Obuchowski (1997), doi:10.2307/2533958, for the
 * clustered variance; Satterthwaite (1946), doi:10.2307/3002019.
 */
public final class ScoreInterval {
    private static final String METHOD = "score interval, variance clustered by patient";
    private static final int HALVINGS = 60;

    private ScoreInterval() {}

    /** The interval of the mean AUC of columns that share their clusters; of one column, of its AUC. */
    public static Estimate of(List<BinaryScores> columns, double level) {
        Gaussian.requireLevel(level);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("at least one column is expected");
        }
        for (BinaryScores column : columns) {
            Optional<String> obstacle = column.obstacle();
            if (obstacle.isPresent()) {
                return Estimate.undefined(obstacle.get());
            }
        }
        List<Part> parts = columns.stream().map(BinaryScores::ofInterval).toList();
        double auc = parts.stream().mapToDouble(part -> part.auc).average().orElseThrow();
        if (parts.stream().anyMatch(part -> part.positives < 2 || part.negatives < 2)) {
            return new Estimate.Point(auc);
        }
        double reach = parts.stream()
                .mapToDouble(part -> reach(part.positives, part.negatives, level))
                .max()
                .orElseThrow();
        DoubleUnaryOperator error = error(parts, auc);
        double lower = auc == 0 ? 0 : limit(auc, 0, reach, error);
        double upper = auc == 1 ? 1 : limit(auc, 1, reach, error);
        if (auc > 0 && auc < 1) {
            double logit = AucInterval.logOdds(auc);
            double onLogit = reach * error.applyAsDouble(auc) / (auc * (1 - auc));
            lower = Math.min(lower, AucInterval.expit(logit - onLogit));
            upper = Math.max(upper, AucInterval.expit(logit + onLogit));
        }
        return new Estimate.Known(auc, new Interval(lower, upper, level, METHOD));
    }

    /**
     * The AUC from which on the interval lies above one half, if the variance is that of normal scores, as a sample of
     * this size knows it: an estimated error weighs 1 + 1/(2·degrees of freedom) as much, by simulation.
     *
     * @param positives patients, more than 1; so {@code negatives}
     */
    static double criticalAuc(double positives, double negatives, double level) {
        double reach = reach(positives, negatives, level) * (1 + 1 / (2 * freedom(positives, negatives)));
        double onScore = 0.5 + reach * Math.sqrt(NormalScores.variance(0.5, positives, negatives));
        double inside = Math.min(onScore, 1);
        double outside = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inside + outside) / 2;
            double error = Math.sqrt(NormalScores.variance(middle, positives, negatives));
            if (AucInterval.logOdds(middle) > reach * error / (middle * (1 - middle))) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return outside;
    }

    /** The quantile by which errors are multiplied. */
    static double reach(double positives, double negatives, double level) {
        return Gaussian.student(0.5 + level / 2, freedom(positives, negatives));
    }

    private static double freedom(double positives, double negatives) {
        double both = 1 / positives + 1 / negatives;
        return both
                * both
                / (1 / (positives * positives * (positives - 1)) + 1 / (negatives * negatives * (negatives - 1)));
    }

    /** √V(t). */
    private static DoubleUnaryOperator error(List<Part> parts, double auc) {
        double[] ofPatient = new double[parts.get(0).ofPatient.length];
        double cases = 0;
        for (Part part : parts) {
            for (int patient = 0; patient < ofPatient.length; patient++) {
                ofPatient[patient] += part.widening * part.ofPatient[patient] / parts.size();
            }
            cases += (part.positives + part.negatives) / (double) parts.size();
        }
        double variance = sumOfSquares(ofPatient);
        if (variance == 0 || auc == 0 || auc == 1) {
            return t -> parts.stream()
                    .mapToDouble(part -> Math.sqrt(NormalScores.variance(t, part.positives, part.negatives)))
                    .average()
                    .orElseThrow();
        }
        double all = cases;
        double scale = variance / NormalScores.varianceShape(auc, all);
        return t -> Math.sqrt(scale * NormalScores.varianceShape(t, all));
    }

    /** Halves towards the t between {@code auc} and {@code end} at which the distance is what the error reaches. */
    private static double limit(double auc, double end, double reach, DoubleUnaryOperator error) {
        double inside = auc;
        double outside = end;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inside + outside) / 2;
            if (Math.abs(auc - middle) > reach * error.applyAsDouble(middle)) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return outside;
    }

    private static double sumOfSquares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /** One column: its AUC, and what each patient adds to the error of it. Immutable. */
    static final class Part {
        final double auc;
        final int positives;
        final int negatives;
        final double[] ofPatient;

        /** By what the parts are multiplied so that few cases do not make the variance too small. */
        final double widening;

        Part(BinaryScores scores) {
            Placements placements = scores.placements();
            auc = placements.auc();
            positives = scores.clustersWith(true);
            negatives = scores.clustersWith(false);
            ofPatient = new double[scores.clusterCount()];
            double ofPositive = Math.sqrt(positives / (positives - 1.0)) / scores.positives();
            double ofNegative = Math.sqrt(negatives / (negatives - 1.0)) / scores.negatives();
            for (int row = 0; row < scores.size(); row++) {
                double share = scores.isPositive(row) ? ofPositive : ofNegative;
                ofPatient[scores.cluster(row)] += share * placements.deviation(row);
            }
            double variance = sumOfSquares(ofPatient);
            double ratio = variance / NormalScores.variance(auc, positives, negatives);
            double weight = 1 / (1 + 2 * Math.min(auc, 1 - auc) * Math.min(positives, negatives));
            widening = variance == 0 ? 1 : Math.sqrt(1 + weight * Math.max(0, 1 / ratio - 1));
        }
    }
}
