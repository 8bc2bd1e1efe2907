package org.subtext.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Figures;
import org.subtext.statistics.Gaussian;
import org.subtext.testing.Seeds;

class CrossedCellsTest {
    private static final int[] GROUPS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
    private static final int[] VALUES = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};

    /** Patients of one cell each, with one row or two that are alike with the correlation named. */
    private record Rows(int[] cells, boolean[] hits, int[] patients, int patientCount) {
        static Rows of(int[] patientsOfCell, double[] rates, int most, double correlation, SplittableRandom random) {
            List<int[]> rows = new ArrayList<>();
            List<Boolean> hits = new ArrayList<>();
            int patient = 0;
            for (int cell = 0; cell < rates.length; cell++) {
                for (int i = 0; i < patientsOfCell[cell]; i++, patient++) {
                    boolean first = random.nextDouble() < rates[cell];
                    int images = 1 + random.nextInt(most);
                    for (int image = 0; image < images; image++) {
                        boolean isLikeFirst = image == 0 || random.nextDouble() < correlation;
                        rows.add(new int[] {cell, patient});
                        hits.add(isLikeFirst ? first : random.nextDouble() < rates[cell]);
                    }
                }
            }
            boolean[] isHit = new boolean[hits.size()];
            for (int row = 0; row < isHit.length; row++) {
                isHit[row] = hits.get(row);
            }
            return new Rows(
                    rows.stream().mapToInt(row -> row[0]).toArray(),
                    isHit,
                    rows.stream().mapToInt(row -> row[1]).toArray(),
                    patient);
        }

        CrossedCells crossed(int[] groups, int[] values) {
            return CrossedCells.of(groups, values, cells, hits, patients, patientCount);
        }
    }

    private static List<Estimate> rates(CrossedCells cells, int draws, long seed) {
        return cells.rates(new ClusterBootstrap(draws, seed, 1).draw(List.of(cells.drawn())), 0.95);
    }

    @Test
    void rowsOfPatientsWhoDoNotDifferCountOnce() {
        int[] patientsOfCell = new int[12];
        Arrays.fill(patientsOfCell, 40);
        double[] even = new double[12];
        Arrays.fill(even, 0.6);
        // all rows of a patient alike, two each on the mean of 1 and 3
        CrossedCells alike =
                Rows.of(patientsOfCell, even, 3, 1, new SplittableRandom(1)).crossed(GROUPS, VALUES);
        assertThat(alike.designEffect()).isBetween(2.0, 2.7);
        CrossedCells single =
                Rows.of(patientsOfCell, even, 1, 1, new SplittableRandom(1)).crossed(GROUPS, VALUES);
        assertThat(single.designEffect()).isCloseTo(1, within(1e-9));
    }

    @Test
    void edgesAreNoFaults() {
        int[] one = {0, 0, 0};
        CrossedCells allHits = CrossedCells.of(
                new int[] {0}, new int[] {0}, one, new boolean[] {true, true, true}, new int[] {0, 1, 2}, 3);
        assertThat(rates(allHits, 50, 1)).containsExactly(new Estimate.Point(1));
        assertThat(CrossedCells.points(new int[] {0, 1}, new int[] {0, 0}, new int[2], new int[] {3, 4}, 1))
                .containsOnly(new Estimate.Point(0));
        // a group of a single patient is missing in more than a third of draws
        CrossedCells rare = CrossedCells.of(
                new int[] {0, 0, 1, 1},
                new int[] {0, 1, 0, 1},
                new int[] {0, 0, 1, 1, 2, 3},
                new boolean[] {true, false, true, false, true, false},
                new int[] {0, 1, 2, 3, 4, 4},
                5);
        assertThat(rates(rare, 200, 1)).allMatch(rate -> rate instanceof Estimate.Point);
    }

    /** The same for any order of rows and number of threads; intervals hold the estimate; what is told anew agrees. */
    @Seeds(8)
    void ratesDependOnNothingElse(SplittableRandom random) {
        int[] patientsOfCell = random.ints(12, 12, 40).toArray();
        double[] rates = random.doubles(12, 0.3, 0.9).toArray();
        Rows rows = Rows.of(patientsOfCell, rates, 2, 0.5, random);
        CrossedCells cells = rows.crossed(GROUPS, VALUES);
        List<Estimate> found = rates(cells, 100, 5);
        assertThat(cells.rates(new ClusterBootstrap(100, 5, 3).draw(List.of(cells.drawn())), 0.95))
                .isEqualTo(found);
        int[] hits = new int[12];
        int[] all = new int[12];
        for (int row = 0; row < rows.cells().length; row++) {
            all[rows.cells()[row]]++;
            hits[rows.cells()[row]] += rows.hits()[row] ? 1 : 0;
        }
        List<Estimate> anew = CrossedCells.points(GROUPS, VALUES, hits, all, cells.designEffect());
        for (int cell = 0; cell < 12; cell++) {
            assertThat(interval(found.get(cell)).contains(value(found.get(cell))))
                    .isTrue();
            assertThat(value(anew.get(cell))).isCloseTo(value(found.get(cell)), within(1e-9));
        }
    }

    /**
     * How often intervals hold a cell's true rate, by how much cells spread around their margins, and how far pooled
     * and raw rates are off. Figures stand in docs/validation-statistics.md.
     */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0", "1, 0", "0, 0.7", "0.5, 0.7"})
    void intervalsHoldTheTrueRates(double spread, double correlation) {
        int[] patientsOfCell = {60, 30, 12, 40, 25, 15, 30, 12, 12, 20, 15, 12};
        double[] ofGroup = {0.8, 0.4, 1.2, 0};
        double[] ofValue = {0, -0.6, 0.5};
        int runs = 200;
        int held = 0;
        int heldOfSmall = 0;
        double pooledError = 0;
        double rawError = 0;
        double width = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(1_000 * run + 7);
            double[] rates = new double[12];
            for (int cell = 0; cell < 12; cell++) {
                double effect = spread * Gaussian.quantile(Math.max(0x1p-53, random.nextDouble()));
                rates[cell] = 1 / (1 + Math.exp(-ofGroup[GROUPS[cell]] - ofValue[VALUES[cell]] - effect));
            }
            Rows rows = Rows.of(patientsOfCell, rates, correlation > 0 ? 3 : 1, correlation, random);
            List<Estimate> found = rates(rows.crossed(GROUPS, VALUES), 200, run);
            double[] hits = new double[12];
            double[] all = new double[12];
            for (int row = 0; row < rows.cells().length; row++) {
                all[rows.cells()[row]]++;
                hits[rows.cells()[row]] += rows.hits()[row] ? 1 : 0;
            }
            for (int cell = 0; cell < 12; cell++) {
                boolean holds = interval(found.get(cell)).contains(rates[cell]);
                held += holds ? 1 : 0;
                heldOfSmall += holds && patientsOfCell[cell] == 12 ? 1 : 0;
                pooledError += Math.pow(value(found.get(cell)) - rates[cell], 2);
                rawError += Math.pow(hits[cell] / all[cell] - rates[cell], 2);
                width += interval(found.get(cell)).upper()
                        - interval(found.get(cell)).lower();
            }
        }
        double coverage = held / (12.0 * runs);
        double ofSmall = heldOfSmall / (4.0 * runs);
        Figures.record(
                "Crossed cells, spread " + spread + ", correlation " + correlation,
                String.format(
                        Locale.ROOT,
                        "held %.3f, of 12 patients %.3f, mean width %.3f; root mean square error %.3f, raw %.3f",
                        coverage,
                        ofSmall,
                        width / (12.0 * runs),
                        Math.sqrt(pooledError / (12.0 * runs)),
                        Math.sqrt(rawError / (12.0 * runs))));
        assertThat(coverage).isBetween(0.93, 0.99);
        assertThat(ofSmall).isGreaterThan(0.91);
        assertThat(pooledError).isLessThan(rawError);
    }
}
