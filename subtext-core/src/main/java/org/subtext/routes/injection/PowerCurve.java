package org.subtext.routes.injection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.Interval;

/**
 * With what probability a signal is found, by its strength, from continuous outcomes of some trials.
 *
 * <p>Model: z ~ N(a·s^b, σ²), found where z exceeds c; so a share P is found at the strength where a·s^b = c +
 * σ·Φ⁻¹(P). Weighted least squares with the exponent searched (variable projection), trials counting by their distance
 * from the strength in question ({@value #REACH} on the natural log scale), since the law need hold near it only. Few
 * trials say little of b and σ: b has a log-normal prior about 2 (power of a texture grows with the square) and σ
 * counts {@value
 * #BELIEF} trials of spread {@value #SPREAD}, what a standardised AUC has by construction. The interval of a strength
 * is that of its logarithm by the delta method with Student's quantile. Checked on simulated trials in {@code
 * PowerCurveTest}.
 *
 * @param scale ln a
 * @param exponent b
 * @param spread σ
 * @param critical c
 */
public record PowerCurve(double scale, double exponent, double spread, double critical, Error error) {
    private static final double REACH = 0.7;
    private static final double BELIEF = 4;
    private static final double SPREAD = 1;
    private static final double USUAL_EXPONENT = 2;
    private static final double EXPONENT_DEVIATION = 0.8; // of its logarithm
    private static final double LEAST_EXPONENT = 0.4;
    private static final double MOST_EXPONENT = 6;
    private static final int EXPONENTS = 60;
    private static final double LEAST_WEIGHT = 1e-6;
    private static final int ROUNDS = 4;
    private static final int FEWEST = 4;
    private static final int PARAMETERS = 3;

    /**
     * Covariance of scale and exponent, and weight of the trials.
     *
     * @param trials how many count, each by its weight
     */
    public record Error(double ofScale, double ofExponent, double ofBoth, double trials) {}

    /**
     * The curve near the strength that is found with the given power; empty where trials are too few or do not rise.
     *
     * @param trials with strengths above 0
     */
    static Optional<PowerCurve> fit(List<Trial> trials, double critical, double power) {
        if (trials.size() < FEWEST) {
            return Optional.empty();
        }
        List<Tried> tried = Tried.of(trials);
        double[] weights = new double[tried.size()];
        Arrays.fill(weights, 1);
        Optional<PowerCurve> curve = weighted(tried, weights, critical);
        for (int round = 0; round < ROUNDS && curve.isPresent(); round++) {
            double centre = Math.log(curve.get().strengthAt(power));
            for (int i = 0; i < weights.length; i++) {
                double distance = (tried.get(i).log() - centre) / REACH;
                weights[i] = Math.max(LEAST_WEIGHT, Math.exp(-distance * distance / 2));
            }
            curve = weighted(tried, weights, critical);
        }
        return curve;
    }

    private static Optional<PowerCurve> weighted(List<Tried> tried, double[] weights, double critical) {
        double best = Double.POSITIVE_INFINITY;
        double exponent = Double.NaN;
        double step = Math.log(MOST_EXPONENT / LEAST_EXPONENT) / EXPONENTS;
        for (int i = 0; i <= EXPONENTS; i++) {
            double b = LEAST_EXPONENT * Math.exp(i * step);
            double a = scale(tried, weights, b);
            double unlikely = Math.log(b / USUAL_EXPONENT) / EXPONENT_DEVIATION;
            double loss = squares(tried, weights, a, b) + SPREAD * SPREAD * unlikely * unlikely;
            if (a > 0 && loss < best) {
                best = loss;
                exponent = b;
            }
        }
        if (Double.isNaN(exponent)) {
            return Optional.empty();
        }
        double a = scale(tried, weights, exponent);
        double count = IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] * tried.get(i).count())
                .sum();
        double variance =
                (squares(tried, weights, a, exponent) + BELIEF * SPREAD * SPREAD) / (Math.max(0, count - 2) + BELIEF);
        return Optional.of(new PowerCurve(
                Math.log(a),
                exponent,
                Math.sqrt(variance),
                critical,
                error(tried, weights, a, exponent, variance, count)));
    }

    /** The best a for an exponent. */
    private static double scale(List<Tried> tried, double[] weights, double exponent) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            Tried one = tried.get(i);
            double shape = Math.exp(exponent * one.log());
            products += weights[i] * one.count() * shape * one.mean();
            squares += weights[i] * one.count() * shape * shape;
        }
        return products / squares;
    }

    private static double squares(List<Tried> tried, double[] weights, double a, double exponent) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            Tried one = tried.get(i);
            double residual = one.mean() - a * Math.exp(exponent * one.log());
            sum += weights[i] * (one.count() * residual * residual + one.within());
        }
        return sum;
    }

    /**
     * All trials of one strength.
     *
     * @param log of the strength
     * @param mean of their z
     * @param within squares of their deviations from it
     */
    private record Tried(double log, int count, double mean, double within) {
        static List<Tried> of(List<Trial> trials) {
            Map<Double, List<Trial>> byStrength =
                    trials.stream().collect(Collectors.groupingBy(Trial::strength, TreeMap::new, Collectors.toList()));
            return byStrength.entrySet().stream()
                    .map(one -> of(Math.log(one.getKey()), one.getValue()))
                    .toList();
        }

        private static Tried of(double log, List<Trial> trials) {
            double mean = trials.stream().mapToDouble(Trial::z).average().orElse(0);
            double within = trials.stream()
                    .mapToDouble(trial -> (trial.z() - mean) * (trial.z() - mean))
                    .sum();
            return new Tried(log, trials.size(), mean, within);
        }
    }

    /** Weighted trials have the covariance of a sandwich: bread from the weights, filling from their squares. */
    private static Error error(
            List<Tried> tried, double[] weights, double a, double exponent, double variance, double count) {
        double[] bread = new double[3];
        double[] filling = new double[3];
        for (int i = 0; i < weights.length; i++) {
            double log = tried.get(i).log();
            double mean = a * Math.exp(exponent * log) * Math.sqrt(tried.get(i).count());
            double[] products = {mean * mean, mean * mean * log, mean * mean * log * log};
            for (int k = 0; k < products.length; k++) {
                bread[k] += weights[i] * products[k];
                filling[k] += weights[i] * weights[i] * products[k];
            }
        }
        double deviation = EXPONENT_DEVIATION * exponent;
        double prior = SPREAD * SPREAD / (deviation * deviation);
        bread[2] += prior;
        filling[2] += prior;
        double determinant = bread[0] * bread[2] - bread[1] * bread[1];
        double[][] inverse = {
            {bread[2] / determinant, -bread[1] / determinant}, {-bread[1] / determinant, bread[0] / determinant}
        };
        double[][] inner = {{filling[0], filling[1]}, {filling[1], filling[2]}};
        double[][] covariance = times(times(inverse, inner), inverse);
        return new Error(variance * covariance[0][0], variance * covariance[1][1], variance * covariance[0][1], count);
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] product = new double[2][2];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                product[i][j] = left[i][0] * right[0][j] + left[i][1] * right[1][j];
            }
        }
        return product;
    }

    /** Probability of being found, in (0, 1). */
    public double powerAt(double strength) {
        double mean = Math.exp(scale + exponent * Math.log(strength));
        return Gaussian.cumulative((mean - critical) / spread);
    }

    /** The strength that is found with a power that lies above the level of the test. */
    public double strengthAt(double power) {
        double wanted = critical + spread * Gaussian.quantile(power);
        return Math.exp((Math.log(Math.max(wanted, critical / 4)) - scale) / exponent);
    }

    /** The same with what the number of trials leaves open. */
    public Interval interval(double power, double level) {
        double quantile = Gaussian.quantile(power);
        double wanted = Math.max(critical + spread * quantile, critical / 4);
        double log = Math.log(strengthAt(power));
        double degrees = error.trials() + BELIEF - 2;
        double ofSpread = quantile * spread / (exponent * wanted);
        double variance =
                (error.ofScale() + 2 * log * error.ofBoth() + log * log * error.ofExponent()) / (exponent * exponent)
                        + ofSpread * ofSpread / (2 * degrees);
        double estimated = error.trials() / Math.max(1, error.trials() - PARAMETERS); // as trials are few
        double reach = Gaussian.student(0.5 + level / 2, degrees) * Math.sqrt(Math.max(0, variance * estimated));
        return new Interval(
                Math.exp(log - reach), Math.exp(log + reach), level, "delta method on the logarithm, Student's t");
    }
}
