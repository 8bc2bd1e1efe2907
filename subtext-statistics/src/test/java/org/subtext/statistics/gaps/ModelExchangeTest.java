package org.subtext.statistics.gaps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Figures;
import org.subtext.statistics.groups.Grouping;
import org.subtext.statistics.groups.Rate;

/** Known answers: {@code validation/statistics/paired_models.py} (NumPy 2.4.6, SciPy 1.17.1, statsmodels 0.15.0). */
class ModelExchangeTest {
    /** Rows of cases that were all true, by group and patient. */
    private static PairedShares paired(String[] groups, int[] patients, boolean[] first, boolean[] second) {
        boolean[] truths = new boolean[first.length];
        Arrays.fill(truths, true);
        int count = Arrays.stream(patients).max().orElse(0) + 1;
        Grouping grouping = Grouping.of(Arrays.asList(groups));
        return new PairedShares(
                GroupShares.of(Rate.TRUE_POSITIVE, truths, first, patients, count, grouping),
                GroupShares.of(Rate.TRUE_POSITIVE, truths, second, patients, count, grouping));
    }

    /** 100 patients: 60 called by both, 5 by the first alone, 17 by the second alone. */
    private static PairedShares mcnemar() {
        String[] groups = new String[100];
        int[] patients = new int[100];
        boolean[] first = new boolean[100];
        boolean[] second = new boolean[100];
        for (int row = 0; row < 100; row++) {
            groups[row] = "a";
            patients[row] = row;
            first[row] = row < 65;
            second[row] = row < 60 || row >= 65 && row < 82;
        }
        return paired(groups, patients, first, second);
    }

    @Test
    void oneRowAPatientIsMcNemarsExactTest() {
        PermutedFamily<ModelExchange.Result> family =
                new ModelExchange(20_000, 5, 2).test(List.of(new ModelExchange.Member(mcnemar(), "a")));
        ModelExchange.Test test = requireNonNull(family.results().get(0).rates().get("a"));
        assertThat(test.p().valueOr(0)).isCloseTo(0.016900539, within(0.003));
        assertThat(test.adjustedP()).isEqualTo(test.p());
        assertThat(family.tests()).isEqualTo(1);
    }

    @Test
    void theIntervalOfPairedRatesIsMoverWithTheirCorrelation() {
        Estimate.Known found = (Estimate.Known) mcnemar().difference("a").mover(0.95);
        assertThat(found.value()).isCloseTo(0.12, within(1e-12));
        assertThat(found.interval().lower()).isCloseTo(0.029445394420, within(1e-9));
        assertThat(found.interval().upper()).isCloseTo(0.208844226103, within(1e-9));
    }

    /** 24 rows of 12 patients. */
    @Test
    void theStandardErrorIsThatOfARegressionByPatient() {
        String first = "101111010101111011101110";
        String second = "100000111111101101010110";
        int[] patients = {0, 1, 1, 2, 2, 2, 3, 4, 4, 5, 5, 5, 6, 7, 7, 8, 8, 8, 9, 10, 10, 11, 11, 11};
        String[] groups = new String[24];
        Arrays.fill(groups, "a");
        boolean[] one = new boolean[24];
        boolean[] other = new boolean[24];
        for (int row = 0; row < 24; row++) {
            one[row] = first.charAt(row) == '1';
            other[row] = second.charAt(row) == '1';
        }
        RateGap difference = paired(groups, patients, one, other).difference("a");
        assertThat(difference.difference().valueOr(0)).isCloseTo(-0.125, within(1e-12));
        assertThat(difference.standardError().valueOr(0)).isCloseTo(0.162106166110, within(1e-9));
    }

    /** Groups a and b of 1 to 3 rows a patient by two models that agree on some rows. */
    private static PairedShares drawn(int patients, double ofFirst, double ofSecondInB, SplittableRandom random) {
        List<String> groups = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        List<boolean[]> calls = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            boolean isB = patient % 3 == 0;
            double own = 0.2 * (random.nextDouble() - 0.5);
            int rows = 1 + random.nextInt(3);
            for (int row = 0; row < rows; row++) {
                groups.add(isB ? "b" : "a");
                ids.add(patient);
                boolean isAlike = random.nextInt(2) == 0;
                double draw = random.nextDouble();
                boolean one = draw < ofFirst + own;
                boolean other = (isAlike ? draw : random.nextDouble()) < (isB ? ofSecondInB : ofFirst) + own;
                calls.add(new boolean[] {one, other});
            }
        }
        boolean[] first = new boolean[calls.size()];
        boolean[] second = new boolean[calls.size()];
        for (int row = 0; row < first.length; row++) {
            first[row] = calls.get(row)[0];
            second[row] = calls.get(row)[1];
        }
        return paired(
                groups.toArray(String[]::new), ids.stream().mapToInt(id -> id).toArray(), first, second);
    }

    @Test
    void exchangingTheModelsTurnsTheSignAndNothingElse() {
        PairedShares shares = drawn(120, 0.7, 0.5, new SplittableRandom(3));
        PairedShares turned = new PairedShares(shares.second(), shares.first());
        ModelExchange exchange = new ModelExchange(499, 9, 1);
        PermutedFamily<ModelExchange.Result> one = exchange.test(List.of(new ModelExchange.Member(shares, "a")));
        PermutedFamily<ModelExchange.Result> other = exchange.test(List.of(new ModelExchange.Member(turned, "a")));
        assertThat(one.results()).isEqualTo(other.results());
        Estimate.Known gap = (Estimate.Known) shares.gapDifference("b", "a").mover(0.95);
        Estimate.Known back = (Estimate.Known) turned.gapDifference("b", "a").mover(0.95);
        assertThat(gap.value()).isCloseTo(-back.value(), within(1e-12));
        assertThat(gap.interval().lower()).isCloseTo(-back.interval().upper(), within(1e-12));
        assertThat(new ModelExchange(499, 9, 3)
                        .test(List.of(new ModelExchange.Member(shares, "a")))
                        .largest())
                .isEqualTo(one.largest());
    }

    @Test
    void modelsThatCallAlikeDoNotDiffer() {
        PairedShares shares = drawn(60, 0.7, 0.7, new SplittableRandom(3));
        PairedShares alike = new PairedShares(shares.first(), shares.first());
        ModelExchange.Result result = new ModelExchange(99, 1, 1)
                .test(List.of(new ModelExchange.Member(alike, "a")))
                .results()
                .get(0);
        assertThat(requireNonNull(result.gaps().get("b")).adjustedP().valueOr(0))
                .isEqualTo(1);
        Estimate.Known gap = (Estimate.Known) alike.gapDifference("b", "a").mover(0.95);
        assertThat(gap.value()).isZero();
        assertThat(gap.interval().contains(0)).isTrue();
    }

    @Test
    void otherGroupsOrPatientsAreRefused() {
        PairedShares shares = drawn(60, 0.7, 0.7, new SplittableRandom(3));
        assertThatThrownBy(
                        () -> new PairedShares(shares.first(), shares.second().among(List.of("a"))))
                .hasMessageContaining("the same groups of the same patients");
    }

    private record Counted(int found, int gapHeld, int rateHeld) {}

    private static Counted counted(int tables, int patients, double ofSecondInB, int draws) {
        int found = 0;
        int gapHeld = 0;
        int rateHeld = 0;
        double truth = ofSecondInB - 0.7;
        for (int table = 0; table < tables; table++) {
            PairedShares shares = drawn(patients, 0.7, ofSecondInB, new SplittableRandom(700 + table));
            ModelExchange.Result result = new ModelExchange(draws, table, 1)
                    .test(List.of(new ModelExchange.Member(shares, "a")))
                    .results()
                    .get(0);
            found += result.rates().values().stream()
                                    .anyMatch(test -> test.adjustedP().valueOr(1) <= 0.05)
                            || result.gaps().values().stream()
                                    .anyMatch(test -> test.adjustedP().valueOr(1) <= 0.05)
                    ? 1
                    : 0;
            gapHeld += holds(shares.gapDifference("b", "a").mover(0.95), truth);
            rateHeld += holds(shares.difference("b").mover(0.95), truth);
        }
        return new Counted(found, gapHeld, rateHeld);
    }

    private static int holds(Estimate estimate, double truth) {
        return estimate instanceof Estimate.Known known && known.interval().contains(truth) ? 1 : 0;
    }

    @Test
    void modelsOfOneAccuracyAreRarelyFoundToDiffer() {
        Counted counted = counted(200, 60, 0.7, 99);
        assertThat(counted.found()).isLessThanOrEqualTo(20);
        assertThat(counted.gapHeld()).isGreaterThan(180);
    }

    /** For docs/validation-statistics.md; Monte Carlo error 0.005. */
    @Tag("slow")
    @Test
    void levelAndCoverage() {
        Counted equal = counted(2_000, 120, 0.7, 199);
        Counted worse = counted(2_000, 120, 0.55, 199);
        Counted few = counted(2_000, 45, 0.7, 199);
        Figures.record("Two models of one accuracy, 120 patients, of 2,000", equal);
        Figures.record("Second worse by 0.15 in b, 120 patients, of 2,000", worse);
        Figures.record("Two models of one accuracy, 45 patients, of 2,000", few);
        assertThat(equal.found()).isBetween(60, 119);
        assertThat(worse.gapHeld()).isGreaterThan(1_860);
        assertThat(few.rateHeld()).isGreaterThan(1_840);
    }
}
