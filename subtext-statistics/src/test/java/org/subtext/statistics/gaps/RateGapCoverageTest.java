package org.subtext.statistics.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Figures;
import org.subtext.statistics.draws.Streams;

/**
 * How often 95 % intervals of a gap hold the true one: two groups of patients with 1 to 5 rows each, beta-binomial
 * within patients. The figures stand in docs/validation-statistics.md; {@link Figures} collects those of
 * {@code mvn -pl subtext-statistics test -Pslow -Dtest=RateGapCoverageTest}.
 */
class RateGapCoverageTest {
    private static final int[][] PATIENTS = {{30, 30}, {30, 100}, {30, 300}, {100, 100}, {100, 300}, {300, 300}};
    private static final double[][] RATES = {
        {0.5, 0.5}, {0.6, 0.6}, {0.7, 0.7}, {0.8, 0.8}, {0.9, 0.9}, {0.95, 0.95}, {0.7, 0.8}, {0.85, 0.95}, {0.5, 0.95}
    };

    /** Patients of both groups, the second behind the first, and how often each interval held the gap. */
    private static int[] held(int[] patients, double[] rates, double correlation, int runs, long seed) {
        int[] held = new int[3];
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = Streams.of(seed, run);
            int all = patients[0] + patients[1];
            double[][] hits = new double[2][all];
            double[][] rows = new double[2][all];
            for (int patient = 0; patient < all; patient++) {
                int group = patient < patients[0] ? 0 : 1;
                rows[group][patient] = 1 + random.nextInt(5);
                hits[group][patient] = hits(rows[group][patient], rates[group], correlation, random);
            }
            RateGap gap = RateGap.of(hits[0], rows[0], hits[1], rows[1]);
            Estimate[] intervals = {gap.mover(0.95), gap.moverNormal(0.95), gap.wald(0.95)};
            for (int kind = 0; kind < 3; kind++) {
                held[kind] += intervals[kind] instanceof Estimate.Known known
                                && known.interval().contains(rates[0] - rates[1])
                        ? 1
                        : 0;
            }
        }
        return held;
    }

    /** Beta-binomial by Pólya's urn: exchangeable rows of the given correlation. */
    private static double hits(double rows, double rate, double correlation, SplittableRandom random) {
        double hits = 0;
        for (int row = 0; row < rows; row++) {
            double chance = (rate * (1 - correlation) + correlation * hits) / (1 - correlation + correlation * row);
            hits += random.nextDouble() < chance ? 1 : 0;
        }
        return hits;
    }

    /** The Monte Carlo error of a coverage near 0.95 is 0.0049. */
    @Test
    void theReportedIntervalHoldsTheGapInSmallGroups() {
        int[] held = held(new int[] {30, 30}, new double[] {0.8, 0.8}, 0.25, 2_000, 17);
        assertThat(held[0] / 2000.0).isBetween(0.93, 0.985);
        int[] uneven = held(new int[] {30, 300}, new double[] {0.7, 0.8}, 0.5, 1_000, 18);
        assertThat(uneven[0] / 1000.0).isBetween(0.91, 0.985);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5})
    void theReportedIntervalHoldsTheGap(double correlation) {
        int runs = 10_000;
        double[] least = {1, 1, 1};
        double most = 0;
        String[] worst = new String[3];
        for (int[] patients : PATIENTS) {
            for (double[] rates : RATES) {
                int[] held = held(patients, rates, correlation, runs, Arrays.hashCode(patients));
                most = Math.max(most, held[0] / (double) runs);
                for (int kind = 0; kind < 3; kind++) {
                    double coverage = held[kind] / (double) runs;
                    if (coverage < least[kind]) {
                        least[kind] = coverage;
                        worst[kind] = Arrays.toString(patients) + " patients at " + Arrays.toString(rates);
                    }
                }
            }
        }
        Figures.record(
                "Gap, correlation " + correlation,
                String.format(
                        Locale.ROOT,
                        "t %.3f (%s) to %.3f; z %.3f (%s); Wald %.3f (%s)",
                        least[0],
                        worst[0],
                        most,
                        least[1],
                        worst[1],
                        least[2],
                        worst[2]));
        assertThat(least[0]).isGreaterThanOrEqualTo(correlation < 0.5 ? 0.93 : 0.92);
        assertThat(most).isLessThanOrEqualTo(0.985);
    }
}
