package org.subtext.harm.along;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupportTest {
    private static final double[] FLAG = of(8, 1, 92, 0);

    private static double[] of(int first, double number, int others, double otherNumber) {
        double[] numbers = new double[first + others];
        Arrays.fill(numbers, 0, first, number);
        Arrays.fill(numbers, first, numbers.length, otherNumber);
        return numbers;
    }

    private static boolean[] everySecond(int rows) {
        boolean[] hits = new boolean[rows];
        for (int row = 0; row < rows; row += 2) {
            hits[row] = true;
        }
        return hits;
    }

    private static int[] patients(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    @Test
    void aNumberThatFewPatientsHaveIsOfFew() {
        assertThat(Support.of(FLAG, everySecond(100), patients(100))).isEqualTo(new Support(1, 8, false));
    }

    @Test
    void soIsOneOfWhomFewAreCountedOrFewAreNot() {
        double[] numbers = of(40, 1, 60, 0);
        boolean[] hits = new boolean[100];
        Arrays.fill(hits, 0, 6, true);
        Arrays.fill(hits, 40, 70, true);
        assertThat(Support.of(numbers, hits, patients(100))).isEqualTo(new Support(1, 40, false));
        for (int row = 0; row < hits.length; row++) {
            hits[row] = !hits[row];
        }
        assertThat(Support.of(numbers, hits, patients(100))).isEqualTo(new Support(1, 40, false));
    }

    @Test
    void imagesOfOnePatientCountOnce() {
        int[] patients = IntStream.range(0, 100).map(row -> row / 5).toArray();
        assertThat(Support.of(of(50, 1, 50, 0), everySecond(100), patients)).isEqualTo(new Support(2, 20, false));
        assertThat(Support.of(of(50, 1, 50, 0), everySecond(100), patients(100)))
                .isEqualTo(new Support(0, 0, false));
    }

    @Test
    void fewWithoutANumberAreNoted() {
        double[] three = of(3, Double.NaN, 97, 0);
        assertThat(Support.of(three, everySecond(100), patients(100))).isEqualTo(new Support(0, 0, true));
        assertThat(Support.of(of(50, Double.NaN, 50, 0), everySecond(100), patients(100)))
                .isEqualTo(new Support(0, 0, false));
    }

    @Test
    void zeroIsOneNumberHoweverItIsSigned() {
        assertThat(Support.of(of(8, -0.0, 92, 0), everySecond(100), patients(100)))
                .isEqualTo(new Support(0, 0, false));
    }
}
