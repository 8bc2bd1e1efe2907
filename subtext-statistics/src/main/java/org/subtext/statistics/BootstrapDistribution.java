package org.subtext.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bootstrap distribution of one number, and the intervals read from it.
 *
 * <p>Quantiles interpolate linearly between order statistics (type 7 of Hyndman and Fan 1996,
 * doi:10.1080/00031305.1996.10473566, as NumPy and SciPy do). Without a value every estimate is
 * {@link Estimate.Undefined}; with a value but no draws (a class rests on one patient) it is {@link Estimate.Point}.
 *
 * <p>Source: Efron (1987), doi:10.1080/01621459.1987.10478410, for BCa; Davison and Hinkley (1997), chapter 5,
 * doi:10.1017/CBO9780511802843. Checked against SciPy's {@code bootstrap} in {@code BootstrapDistributionTest}.
 */
public final class BootstrapDistribution {
    private final Optional<String> obstacle;
    private final double observed;
    private final double[] replicates;
    private final double[] sorted;

    /** The number without each cluster in turn; computed only if BCa is asked for. */
    private final Supplier<Optional<double[]>> jackknife;

    BootstrapDistribution(double observed, double[] replicates, Supplier<Optional<double[]>> jackknife) {
        this(Optional.empty(), observed, replicates, jackknife);
    }

    private BootstrapDistribution(
            Optional<String> obstacle, double observed, double[] replicates, Supplier<Optional<double[]>> jackknife) {
        this.obstacle = obstacle;
        this.observed = observed;
        this.replicates = replicates;
        this.sorted = replicates.clone();
        Arrays.sort(sorted);
        this.jackknife = jackknife;
    }

    static BootstrapDistribution undefined(String reason) {
        return new BootstrapDistribution(Optional.of(reason), 0, new double[0], Optional::empty);
    }

    /** The number on the data themselves, without an interval. */
    public Estimate observed() {
        return obstacle.map(Estimate::undefined).orElseGet(() -> new Estimate.Point(observed));
    }

    /** The number on each draw, in order of draws; empty without draws. */
    public double[] replicates() {
        return replicates.clone();
    }

    /** The standard deviation over draws. */
    public Estimate standardError() {
        if (obstacle.isPresent()) {
            return observed();
        }
        if (replicates.length < 2) {
            return Estimate.undefined("no standard error without at least two draws");
        }
        double mean = Arrays.stream(replicates).average().orElseThrow();
        double squares = Arrays.stream(replicates)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Estimate.Point(Math.sqrt(squares / (replicates.length - 1)));
    }

    /** The (1 ± level)/2 quantiles of the draws. */
    public Estimate percentile(double level) {
        Gaussian.requireLevel(level);
        return withInterval((1 - level) / 2, (1 + level) / 2, level, "percentile");
    }

    /** The percentile interval mirrored at the observed value; it may leave the range of the statistic. */
    public Estimate basic(double level) {
        Gaussian.requireLevel(level);
        if (!hasDraws()) {
            return observed();
        }
        double lower = 2 * observed - quantile((1 + level) / 2);
        double upper = 2 * observed - quantile((1 - level) / 2);
        return new Estimate.Known(observed, new Interval(lower, upper, level, method("basic")));
    }

    /**
     * Bias-corrected and accelerated: the acceleration comes from the jackknife over clusters, the bias from the share
     * of draws below the observed value, draws equal to it counting one half. Without a jackknife (a class rests on one
     * patient), or when all draws lie on one side of the observed value, there is no such interval, only the value.
     */
    public Estimate bca(double level) {
        Gaussian.requireLevel(level);
        if (!hasDraws()) {
            return observed();
        }
        if (sorted[0] == observed && sorted[sorted.length - 1] == observed) {
            return withInterval(0, 1, level, "BCa"); // a constant has no bias to correct
        }
        Optional<double[]> left = jackknife.get();
        double below = shareBelowObserved();
        if (left.isEmpty() || below == 0 || below == 1) {
            return observed();
        }
        double bias = Gaussian.quantile(below);
        double acceleration = acceleration(left.get());
        double z = Gaussian.twoSided(level);
        return withInterval(corrected(bias, acceleration, -z), corrected(bias, acceleration, z), level, "BCa");
    }

    /** This number less the same number of an independent sample without a common patient, draw by draw. */
    public BootstrapDistribution minus(BootstrapDistribution other) {
        Optional<String> either = obstacle.or(() -> other.obstacle);
        if (either.isPresent()) {
            return undefined(either.get());
        }
        double[] differences = new double[Math.min(replicates.length, other.replicates.length)];
        Arrays.setAll(differences, draw -> replicates[draw] - other.replicates[draw]);
        // The acceleration of a difference of two samples takes the influence values of both, the second negated.
        return new BootstrapDistribution(
                observed - other.observed,
                differences,
                () -> jackknife.get().flatMap(mine -> other.jackknife.get().map(theirs -> joined(mine, theirs))));
    }

    /** The same number where it varies more than clusters explain: every draw farther from the value by the factor. */
    public BootstrapDistribution widened(Widening widening) {
        if (widening.factor() == 1 || obstacle.isPresent()) {
            return this;
        }
        return new BootstrapDistribution(
                observed,
                fartherBy(widening.factor(), replicates),
                () -> jackknife.get().map(left -> fartherBy(widening.factor(), left)));
    }

    private double[] fartherBy(double factor, double[] values) {
        return Arrays.stream(values)
                .map(value -> observed + factor * (value - observed))
                .toArray();
    }

    private static double[] joined(double[] mine, double[] theirs) {
        double[] all = new double[mine.length + theirs.length];
        double meanOfMine = Arrays.stream(mine).average().orElse(0);
        double meanOfTheirs = Arrays.stream(theirs).average().orElse(0);
        for (int i = 0; i < mine.length; i++) {
            all[i] = mine[i] - meanOfMine;
        }
        for (int i = 0; i < theirs.length; i++) {
            all[mine.length + i] = meanOfTheirs - theirs[i];
        }
        return all;
    }

    private boolean hasDraws() {
        return obstacle.isEmpty() && replicates.length > 0;
    }

    private Estimate withInterval(double lowerShare, double upperShare, double level, String kind) {
        if (!hasDraws()) {
            return observed();
        }
        return new Estimate.Known(
                observed, new Interval(quantile(lowerShare), quantile(upperShare), level, method(kind)));
    }

    private String method(String kind) {
        return "patient-cluster bootstrap, " + kind + ", " + replicates.length + " draws";
    }

    private double quantile(double share) {
        return quantile(sorted, share);
    }

    /** Of ascending values, between the order statistics around it (type 7). */
    public static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private double shareBelowObserved() {
        double count = 0;
        for (double value : sorted) {
            count += value < observed ? 1 : value == observed ? 0.5 : 0;
        }
        return count / sorted.length;
    }

    private static double acceleration(double[] left) {
        double mean = Arrays.stream(left).average().orElseThrow();
        double squares = 0;
        double cubes = 0;
        for (double value : left) {
            double deviation = mean - value;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double corrected(double bias, double acceleration, double z) {
        return Gaussian.cumulative(bias + (bias + z) / (1 - acceleration * (bias + z)));
    }
}
