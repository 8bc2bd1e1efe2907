package org.subtext.statistics.gaps;

import java.util.List;
import java.util.stream.IntStream;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.StepdownMaxT;

/**
 * What became of a family of tests whose null draws are shared.
 *
 * @param results of its members, in its order
 * @param tests how many there were
 * @param largest |t| of any test on each draw, ascending
 * @param <R> what became of one member
 */
public record PermutedFamily<R>(List<R> results, int tests, List<Double> largest) {
    public PermutedFamily {
        results = List.copyOf(results);
        largest = List.copyOf(largest);
    }

    static <R> PermutedFamily<R> of(List<R> results, List<StepdownMaxT.Hypothesis> tests, int draws) {
        List<Double> largest = IntStream.range(0, draws)
                .mapToDouble(draw -> tests.stream()
                        .mapToDouble(one -> Math.abs(one.nullDraws()[draw]))
                        .max()
                        .orElse(0))
                .sorted()
                .boxed()
                .toList();
        return new PermutedFamily<>(results, tests.size(), largest);
    }

    /**
     * The level of intervals that hold all of a family together with probability 1 − alpha: the normal level whose
     * quantile the largest |t| exceeds in a share alpha of the draws. At least 1 − alpha, at most Bonferroni's 1 −
     * alpha/tests, which small groups with their long tails would else be beyond.
     */
    public double simultaneousLevel(double alpha) {
        Gaussian.requireLevel(alpha);
        int place = (int) Math.ceil((1 - alpha) * (largest.size() + 1)) - 1;
        double quantile = place < largest.size() ? largest.get(place) : Double.POSITIVE_INFINITY;
        double level = 1 - (tests == 0 ? alpha : Gaussian.twoSidedP(quantile));
        return Math.min(1 - alpha / Math.max(1, tests), Math.max(1 - alpha, level));
    }
}
