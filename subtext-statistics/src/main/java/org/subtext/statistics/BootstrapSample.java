package org.subtext.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Numbers computed on shared bootstrap draws, from which single numbers, means and differences are taken.
 *
 * @see ClusterBootstrap#draw
 */
public final class BootstrapSample {
    private final Optional<String> obstacle;
    private final double[] observed;

    /** {@code [replicate][number]}. */
    private final double[][] draws;

    private final long redrawn;
    private final List<ClusterStatistic> statistics;

    /** Of a statistic by its place, which several combinations ask for: a class's AUC, and the mean over classes. */
    private final Map<Integer, Optional<double[][]>> jackknives = new ConcurrentHashMap<>();

    private BootstrapSample(
            Optional<String> obstacle,
            double[] observed,
            double[][] draws,
            long redrawn,
            List<? extends ClusterStatistic> statistics) {
        this.obstacle = obstacle;
        this.observed = observed;
        this.draws = draws;
        this.redrawn = redrawn;
        this.statistics = List.copyOf(statistics);
    }

    static BootstrapSample of(
            double[] observed, double[][] draws, long redrawn, List<? extends ClusterStatistic> statistics) {
        return new BootstrapSample(Optional.empty(), observed, draws, redrawn, statistics);
    }

    static BootstrapSample undefined(int size, String reason) {
        return new BootstrapSample(Optional.of(reason), new double[size], new double[0][], 0, List.of());
    }

    static BootstrapSample withoutDraws(double[] observed) {
        return new BootstrapSample(Optional.empty(), observed, new double[0][], 0, List.of());
    }

    /** Numbers in this sample. */
    public int size() {
        return observed.length;
    }

    /** Draws that were thrown away because a statistic did not exist on them. */
    public long redrawn() {
        return redrawn;
    }

    /** One of the numbers. */
    public BootstrapDistribution statistic(int index) {
        double[] coefficients = new double[observed.length];
        coefficients[index] = 1;
        return combination(coefficients);
    }

    /** The mean of all numbers: of class AUCs, the macro AUC. */
    public BootstrapDistribution mean() {
        double[] coefficients = new double[observed.length];
        Arrays.fill(coefficients, 1.0 / observed.length);
        return combination(coefficients);
    }

    /** One number less another, on the same draws. */
    public BootstrapDistribution difference(int first, int second) {
        double[] coefficients = new double[observed.length];
        coefficients[first] += 1;
        coefficients[second] -= 1;
        return combination(coefficients);
    }

    /** The sum of the numbers, each times its coefficient. */
    public BootstrapDistribution combination(double... coefficients) {
        if (coefficients.length != observed.length) {
            throw new IllegalArgumentException(
                    coefficients.length + " coefficients for " + observed.length + " numbers; one each is expected");
        }
        if (obstacle.isPresent()) {
            return BootstrapDistribution.undefined(obstacle.get());
        }
        int[] used = IntStream.range(0, coefficients.length)
                .filter(k -> coefficients[k] != 0)
                .toArray();
        double[] combined = new double[draws.length];
        Arrays.setAll(combined, replicate -> combine(draws[replicate], coefficients, used));
        Supplier<Optional<double[]>> jackknife = () -> jackknife(coefficients);
        return new BootstrapDistribution(combine(observed, coefficients, used), combined, jackknife);
    }

    /** Of a hundred points of a curve one is asked for at a time: the others' coefficients are 0 and cost nothing. */
    private static double combine(double[] values, double[] coefficients, int[] used) {
        double sum = 0;
        for (int k : used) {
            sum += coefficients[k] * values[k];
        }
        return sum;
    }

    private Optional<double[]> jackknife(double[] coefficients) {
        if (statistics.isEmpty()) {
            return Optional.empty();
        }
        double[] combined = new double[statistics.get(0).clusterCount()];
        int offset = 0;
        for (int place = 0; place < statistics.size(); place++) {
            ClusterStatistic statistic = statistics.get(place);
            if (isUsed(coefficients, offset, statistic.size())) {
                Optional<double[][]> values = jackknives.computeIfAbsent(place, first -> statistic.jackknife());
                if (values.isEmpty()) {
                    return Optional.empty();
                }
                for (int k = 0; k < statistic.size(); k++) {
                    double coefficient = coefficients[offset + k];
                    double[] ofNumber = values.get()[k];
                    for (int cluster = 0; cluster < combined.length; cluster++) {
                        combined[cluster] += coefficient * ofNumber[cluster];
                    }
                }
            }
            offset += statistic.size();
        }
        return Optional.of(combined);
    }

    private static boolean isUsed(double[] coefficients, int offset, int size) {
        return Arrays.stream(coefficients, offset, offset + size).anyMatch(coefficient -> coefficient != 0);
    }
}
