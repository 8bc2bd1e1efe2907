package org.subtext.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation: the product-moment correlation of midranks.
 *
 * <p>Ties share the mean of their ranks. A constant has no ranks and the correlation is undefined; NaN is refused. O(n
 * log n). Source: Spearman (1904), doi:10.2307/1412159. Checked against SciPy's {@code spearmanr} in {@code
 * RankCorrelationTest}.
 */
public final class RankCorrelation {
    private RankCorrelation() {}

    /** Of two equally long rows of numbers. */
    public static Estimate spearman(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " numbers cannot be ranked beside " + second.length);
        }
        if (first.length < 2) {
            return Estimate.undefined("fewer than two pairs");
        }
        double[] a = centredMidranks(first);
        double[] b = centredMidranks(second);
        double products = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            products += a[i] * b[i];
            squaresOfA += a[i] * a[i];
            squaresOfB += b[i] * b[i];
        }
        if (squaresOfA == 0 || squaresOfB == 0) {
            return Estimate.undefined("all numbers of one side are equal");
        }
        return new Estimate.Point(products / Math.sqrt(squaresOfA * squaresOfB));
    }

    /** Midranks less their mean of (n + 1) / 2. */
    private static double[] centredMidranks(double[] values) {
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("NaN has no rank");
        }
        int[] ascending = IntStream.range(0, values.length)
                .boxed()
                .sorted((i, j) -> Double.compare(values[i], values[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int start = 0; start < ascending.length; ) {
            int end = start;
            while (end < ascending.length && values[ascending[end]] == values[ascending[start]]) {
                end++;
            }
            double midrank = (start + 1 + end) / 2.0;
            for (int place = start; place < end; place++) {
                ranks[ascending[place]] = midrank - (values.length + 1) / 2.0;
            }
            start = end;
        }
        return ranks;
    }
}
