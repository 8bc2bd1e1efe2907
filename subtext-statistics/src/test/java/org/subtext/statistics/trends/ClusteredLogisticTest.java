package org.subtext.statistics.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class ClusteredLogisticTest {
    private static double[] score(double[][] columns, boolean[] called, double[] coefficients) {
        double[] score = new double[coefficients.length];
        for (int row = 0; row < called.length; row++) {
            double linear = 0;
            for (int p = 0; p < coefficients.length; p++) {
                linear += columns[row][p] * coefficients[p];
            }
            for (int p = 0; p < coefficients.length; p++) {
                score[p] += columns[row][p] * ((called[row] ? 1 : 0) - 1 / (1 + Math.exp(-linear)));
            }
        }
        return score;
    }

    /** Skewed columns with far rows, of which Newton's full steps overshoot: where there is a fit its slope is none. */
    @Seeds(60)
    void whereThereIsAFitTheLikelihoodHasItsTop(SplittableRandom random) {
        int rows = 80;
        double[][] columns = new double[rows][];
        boolean[] called = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            double far = Math.exp(2.5 * random.nextGaussian());
            columns[row] = new double[] {1, far, random.nextGaussian()};
            called[row] = random.nextDouble() < 1 / (1 + Math.exp(3 - 0.2 * Math.min(far, 60)));
        }
        Optional<ClusteredLogistic> fit =
                ClusteredLogistic.fit(columns, called, IntStream.range(0, rows).toArray(), rows);
        fit.ifPresent(found -> {
            double[] slope = score(columns, called, found.coefficients());
            for (int p = 0; p < slope.length; p++) {
                int column = p;
                double size = Arrays.stream(columns)
                        .mapToDouble(row -> Math.abs(row[column]))
                        .sum();
                assertThat(slope[p] / size).isCloseTo(0, within(1e-9));
            }
        });
    }

    /** One far row that is called against the others: full steps swing past it. */
    @Test
    void aFarRowThatSpeaksAgainstTheOthersHasAFit() {
        int rows = 60;
        double[][] columns = new double[rows][];
        boolean[] called = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            columns[row] = new double[] {1, row == 0 ? 400 : row % 10};
            called[row] = row != 0 && row % 10 > row % 7;
        }
        Optional<ClusteredLogistic> fit =
                ClusteredLogistic.fit(columns, called, IntStream.range(0, rows).toArray(), rows);
        assertThat(fit).isPresent();
        assertThat(score(columns, called, fit.get().coefficients())[0]).isCloseTo(0, within(1e-7));
    }
}
