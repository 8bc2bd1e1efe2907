package org.subtext.statistics.draws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.subtext.testing.Seeds;

class AscendingOrderTest {
    private static final double[] ODD = {
        Double.NEGATIVE_INFINITY, -1e300, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1, Double.POSITIVE_INFINITY
    };

    @Seeds(50)
    void rowsAscendAndEqualOnesStayAsTheyWere(SplittableRandom random) {
        int size = random.nextInt(300);
        double[] values = new double[size];
        for (int row = 0; row < size; row++) {
            values[row] = switch (random.nextInt(3)) {
                case 0 -> ODD[random.nextInt(ODD.length)];
                case 1 -> random.nextInt(20) / 4.0 - 2;
                default -> random.nextGaussian();
            };
        }
        int[] given = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> row * 7919 % 311))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] expected = IntStream.of(given)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> values[row]))
                .mapToInt(Integer::intValue)
                .toArray();

        assertThat(AscendingOrder.of(given, row -> values[row])).isEqualTo(expected);
    }
}
