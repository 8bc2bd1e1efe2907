package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.value;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class PermutationTestTest {
    @Test
    void threadsDoNotChangeADigit() {
        MulticlassScores scores = Fixture.threeClasses();
        PermutationTest.Result alone = new PermutationTest(200, 3, 1).oneVersusRest(scores);
        assertThat(new PermutationTest(200, 3, 3).oneVersusRest(scores)).isEqualTo(alone);
        assertThat(new PermutationTest(200, 3, 8).oneVersusRest(scores)).isEqualTo(alone);
    }

    @Test
    void plantedSignalReachesTheSmallestP() {
        PermutationTest.Result result = new PermutationTest(999, 1, 2).oneVersusRest(Fixture.threeClasses());
        assertThat(value(result.macroP())).isEqualTo(0.001);
        assertThat(result.adjustedP()).extracting(Fixture::value).containsOnly(0.001);
    }

    @Test
    void pOfTwoIndependentGroupsIsThatOfTheRankSumTest() {
        // 3 against 4 rows, rank sum W = 3 + 5 + 7 = 15 of the positives, one-sided exact p: subsets of {1..7} of three
        // with sum of 15 or more, 7 of 35 (counted by hand: 15: 456 357 267 ... listed in the loop below)
        double[] score = {1, 2, 3, 4, 5, 6, 7};
        int[] truth = {1, 1, 0, 1, 0, 1, 0};
        int atLeast = 0;
        int all = 0;
        for (int a = 1; a <= 7; a++) {
            for (int b = a + 1; b <= 7; b++) {
                for (int c = b + 1; c <= 7; c++) {
                    all++;
                    atLeast += a + b + c >= 15 ? 1 : 0;
                }
            }
        }
        double[] negated = new double[7];
        for (int i = 0; i < 7; i++) {
            negated[i] = -score[i];
        }
        MulticlassScores scores =
                MulticlassScores.of(List.of("F", "M"), new double[][] {score, negated}, truth, Clusters.oneEach(7));
        PermutationTest.Result result = new PermutationTest(20_000, 1, 2).oneVersusRest(scores);
        // standard error of a share near 0.2 from 20,000: 0.003
        assertThat(value(result.p().get(0))).isCloseTo(atLeast / (double) all, within(0.012));
        // with two classes and mirrored scores there is but one question
        assertThat(result.p().get(1)).isEqualTo(result.p().get(0));
        assertThat(value(result.adjustedP().get(0))).isEqualTo(value(result.p().get(0)));
    }

    /** Of 300 rows the AUC is near normal under permutation, with variance (m + n + 1)/(12 m n). */
    @Seeds(10)
    void aWideningDividesTheObservedDeviation(SplittableRandom random) {
        int[] truth = new int[300];
        double[][] scores = new double[2][300];
        for (int row = 0; row < 300; row++) {
            truth[row] = row % 3 == 0 ? 1 : 0;
            scores[1][row] = random.nextGaussian() + 0.3 * truth[row];
            scores[0][row] = -scores[1][row];
        }
        MulticlassScores rows = MulticlassScores.of(List.of("F", "M"), scores, truth, Clusters.oneEach(300));
        double auc = value(DeLong.wald(rows.oneVersusRest(1), 0.95));
        double z = (auc - 0.5) / Math.sqrt(301 / (12.0 * 100 * 200));
        PermutationTest test = new PermutationTest(20_000, random.nextLong(), 1);

        PermutationTest.Result wide = test.oneVersusRest(rows, index -> true, new Widening(1.3));

        // standard error of a share near one half from 20,000: 0.0035
        assertThat(value(wide.p().get(1))).isCloseTo(1 - Gaussian.cumulative(z / 1.3), within(0.015));
        assertThat(value(wide.adjustedP().get(1))).isCloseTo(value(wide.p().get(1)), within(1e-3));
        assertThat(value(wide.macroP())).isCloseTo(value(wide.p().get(1)), within(1e-3));
        assertThat(test.oneVersusRest(rows, index -> true, Widening.NONE)).isEqualTo(test.oneVersusRest(rows));
    }

    @Test
    void ofThreeClassesTheMeanIsAMemberAndWhatIsNotTestedIsNone() {
        MulticlassScores scores = Fixture.threeClasses();
        PermutationTest test = new PermutationTest(999, 1, 1);

        PermutationTest.Result all = test.oneVersusRest(scores);
        PermutationTest.Result some = test.oneVersusRest(scores, index -> index > 0, Widening.NONE);

        assertThat(value(all.adjustedMacroP())).isGreaterThanOrEqualTo(value(all.macroP()));
        assertThat(some.adjustedMacroP().isDefined()).isFalse();
        assertThat(some.adjustedP().get(0).isDefined()).isFalse();
        assertThat(some.p()).isEqualTo(all.p());
        assertThat(some.anyClassP()).isEqualTo(all.anyClassP());
        // fewer members, smaller corrections
        assertThat(value(some.adjustedP().get(1)))
                .isLessThanOrEqualTo(value(all.adjustedP().get(1)));
    }

    /** The same scores without the class that nobody has give the same numbers, wherever it stands. */
    @Test
    void aClassThatNobodyHasIsLeftOutOfTheTests() {
        MulticlassScores scores = Fixture.threeClasses();
        PermutationTest test = new PermutationTest(499, 7, 2);
        PermutationTest.Result without = test.oneVersusRest(scores, index -> index != 2, Widening.NONE);
        for (int absent = 0; absent <= 3; absent++) {
            MulticlassScores wide = withAbsent(scores, absent);
            int place = absent;
            PermutationTest.Result with = test.oneVersusRest(
                    wide, index -> index == place || index - (index > place ? 1 : 0) != 2, Widening.NONE);

            assertThat(others(with.p(), absent)).isEqualTo(without.p());
            assertThat(others(with.adjustedP(), absent)).isEqualTo(without.adjustedP());
            assertThat(others(with.adjustedBelowP(), absent)).isEqualTo(without.adjustedBelowP());
            assertThat(with.macroP()).isEqualTo(without.macroP());
            assertThat(with.anyClassP()).isEqualTo(without.anyClassP());
            assertThat(test.oneVersusRest(wide).adjustedMacroP())
                    .isEqualTo(test.oneVersusRest(scores).adjustedMacroP());
            assertThat(with.p().get(absent).isDefined()).isFalse();
            assertThat(with.adjustedP().get(absent).isDefined()).isFalse();
        }
    }

    private static List<Estimate> others(List<Estimate> all, int but) {
        List<Estimate> others = new ArrayList<>(all);
        others.remove(but);
        return others;
    }

    /** The same with a class more that nobody has, at a place. */
    private static MulticlassScores withAbsent(MulticlassScores scores, int absent) {
        List<String> classes = new ArrayList<>(scores.classes());
        classes.add(absent, "nobody");
        double[][] columns = new double[classes.size()][scores.size()];
        int[] truth = new int[scores.size()];
        int[] patients = new int[scores.size()];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = scores.truth(row) + (scores.truth(row) >= absent ? 1 : 0);
            patients[row] = scores.cluster(row);
            for (int k = 0; k < columns.length; k++) {
                columns[k][row] = k == absent ? row % 7 : scores.score(k - (k > absent ? 1 : 0), row);
            }
        }
        return MulticlassScores.of(classes, columns, truth, patients);
    }

    @Test
    void whereOneClassIsThereAloneThereIsNoTest() {
        MulticlassScores one = MulticlassScores.of(
                List.of("F", "M", "X"), new double[3][4], new int[] {1, 1, 1, 1}, new int[] {0, 1, 2, 3});
        assertThat(new PermutationTest(99, 1, 1).oneVersusRest(one).p()).noneMatch(Estimate::isDefined);
    }

    @Seeds(10)
    void withTheSignsChangedAboveAndBelowAreExchanged(SplittableRandom random) {
        MulticlassScores scores = noise(random, false);
        double[][] changed = new double[scores.classCount()][scores.size()];
        int[] truth = new int[scores.size()];
        int[] patients = new int[scores.size()];
        for (int row = 0; row < truth.length; row++) {
            truth[row] = scores.truth(row);
            patients[row] = scores.cluster(row);
            for (int k = 0; k < changed.length; k++) {
                changed[k][row] = -scores.score(k, row);
            }
        }
        PermutationTest test = new PermutationTest(199, 1, 1);
        PermutationTest.Result straight = test.oneVersusRest(scores);
        PermutationTest.Result mirrored =
                test.oneVersusRest(MulticlassScores.of(scores.classes(), changed, truth, patients));

        assertThat(mirrored.adjustedBelowP()).isEqualTo(straight.adjustedP());
        assertThat(mirrored.adjustedP()).isEqualTo(straight.adjustedBelowP());
    }

    @Test
    void imagesThatRepeatAPatientAddNoEvidence() {
        double[] score = {1, 2, 3, 4, 5, 6, 7};
        int[] truth = {1, 1, 0, 1, 0, 1, 0};
        double[][] scores = new double[2][70];
        int[] truths = new int[70];
        int[] patients = new int[70];
        for (int row = 0; row < 70; row++) {
            patients[row] = row / 10;
            truths[row] = truth[row / 10];
            scores[0][row] = score[row / 10];
            scores[1][row] = -score[row / 10];
        }
        MulticlassScores images = MulticlassScores.of(List.of("F", "M"), scores, truths, patients);
        double p = value(new PermutationTest(5_000, 1, 2).oneVersusRest(images).macroP());
        assertThat(p).isBetween(0.15, 0.4);
    }

    @Seeds(100)
    void adjustedPIsNeverSmaller(SplittableRandom random) {
        PermutationTest.Result result = new PermutationTest(99, 1, 1).oneVersusRest(noise(random, false));
        for (int k = 0; k < 3; k++) {
            assertThat(value(result.adjustedP().get(k)))
                    .isBetween(value(result.p().get(k)) - 1e-9, 1.0);
        }
    }

    @Test
    void patientsWithSeveralClassesExchangeWholeSequences() {
        PermutationTest.Result result =
                new PermutationTest(199, 1, 2).oneVersusRest(noise(new SplittableRandom(5), true));
        assertThat(value(result.macroP())).isBetween(0.005, 1.0);
    }

    @Test
    void patientsOfDifferentSizeWithSeveralClassesCannotExchange() {
        MulticlassScores scores = MulticlassScores.of(
                List.of("F", "M"), new double[][] {{1, 2, 3}, {3, 2, 1}}, new int[] {0, 1, 1}, new int[] {0, 0, 1});
        assertThat(new PermutationTest(99, 1, 1).oneVersusRest(scores).macroP())
                .isEqualTo(new Estimate.Undefined("no two patients can exchange their recorded classes"));
    }

    /** 20 patients of 1 to 3 images with scores that know nothing. */
    static MulticlassScores noise(SplittableRandom random, boolean severalClassesAPatient) {
        int[] patients = new int[40];
        int[] truth = new int[40];
        double[][] scores = new double[3][40];
        for (int row = 0; row < 40; row++) {
            patients[row] = severalClassesAPatient || row < 20 ? row % 20 : random.nextInt(20);
            truth[row] = severalClassesAPatient ? random.nextInt(3) : patients[row] % 3;
            for (int k = 0; k < 3; k++) {
                scores[k][row] = random.nextDouble();
            }
        }
        return MulticlassScores.of(List.of("Asian", "Black", "White"), scores, truth, patients);
    }
}
