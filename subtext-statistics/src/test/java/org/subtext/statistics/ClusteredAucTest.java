package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

/** Expected numbers: NumPy 2.4.6 over all pairs by brute force, validation/statistics/reference.py, obuchowski(). */
class ClusteredAucTest {
    @Test
    void varianceAgreesWithBruteForceWhenPatientsHaveOneClass() {
        assertThat(value(ClusteredAuc.variance(Fixture.first()))).isCloseTo(7.223264930068503e-04, EXACT);
        double se = Math.sqrt(7.223264930068503e-04);
        Interval interval = interval(ClusteredAuc.wald(Fixture.first(), 0.95));
        assertThat(interval.lower()).isCloseTo(0.707304526748971 - 1.959963984540054 * se, EXACT);
        assertThat(interval.upper()).isCloseTo(0.707304526748971 + 1.959963984540054 * se, EXACT);
        assertThat(interval(ClusteredAuc.logit(Fixture.first(), 0.95)).upper()).isLessThan(interval.upper());
    }

    @Test
    void varianceAgreesWithBruteForceWhenPatientsHaveBothClasses() {
        assertThat(value(ClusteredAuc.variance(Fixture.mixedFirst()))).isCloseTo(2.626925725494944e-03, EXACT);
        assertThat(value(ClusteredAuc.designEffect(Fixture.mixedFirst())))
                .isCloseTo(2.626925725494944e-03 / 0.002322230192212, Fixture.EXACT);
    }

    @Test
    void standardisedIsTheDistanceFromChanceOverTheClusteredError() {
        assertThat(value(ClusteredAuc.standardised(Fixture.first())))
                .isCloseTo((0.707304526748971 - 0.5) / Math.sqrt(7.223264930068503e-04), Fixture.EXACT);
        assertThat(ClusteredAuc.standardised(BinaryScores.independent(
                                new double[] {1, 2, 3, 4}, new boolean[] {false, false, true, true}))
                        .isDefined())
                .isFalse();
    }

    @Test
    void pairedDifferenceUsesTheClusteredCovariance() {
        DifferenceTest test = ClusteredAuc.paired(Fixture.mixedFirst(), Fixture.mixedSecond(), 0.95);
        double variance = 2.626925725494944e-03 + 1.014782214770784e-03 + 2 * 9.876139906600059e-05;
        assertThat(value(test.z())).isCloseTo((0.78858024691358 - 0.87962962962963) / Math.sqrt(variance), EXACT);
    }

    @Test
    void aFirstAucThatVariesMoreWeighsMoreInTheDifference() {
        DifferenceTest test = ClusteredAuc.unpaired(Fixture.first(), new Widening(1.4), Fixture.mixedFirst(), 0.95);
        double variance = 1.4 * 1.4 * 7.223264930068503e-04 + 2.626925725494944e-03;
        assertThat(value(test.z())).isCloseTo((0.707304526748971 - 0.78858024691358) / Math.sqrt(variance), EXACT);
    }

    @Test
    void unpairedDifferenceAddsVariances() {
        DifferenceTest test = ClusteredAuc.unpaired(Fixture.first(), Fixture.mixedFirst(), 0.95);
        double variance = 7.223264930068503e-04 + 2.626925725494944e-03;
        assertThat(value(test.z())).isCloseTo((0.707304526748971 - 0.78858024691358) / Math.sqrt(variance), EXACT);
    }

    @Test
    void perfectSeparationCountsPatientsNotImages() {
        boolean[] labels = new boolean[12];
        double[] scores = new double[12];
        for (int row = 0; row < 12; row++) {
            labels[row] = row >= 6;
            scores[row] = row;
        }
        int[] patients = IntStream.range(0, 12).map(row -> row / 3).toArray();
        Interval interval = interval(ClusteredAuc.wald(BinaryScores.of(scores, labels, patients), 0.95));
        assertThat(interval.lower()).isCloseTo(Math.sqrt(0.05), EXACT);
        assertThat(interval.method()).contains("2 independent pairs");
    }

    @Test
    void imagesThatRepeatAPatientAddNothing() {
        BinaryScores once = BinaryScores.independent(
                new double[] {1, 5, 2, 6, 3, 4}, new boolean[] {false, true, false, true, true, false});
        double[] scores = new double[24];
        boolean[] labels = new boolean[24];
        int[] patients = new int[24];
        for (int row = 0; row < 24; row++) {
            patients[row] = row / 4;
            scores[row] = once.score(row / 4);
            labels[row] = once.isPositive(row / 4);
        }
        BinaryScores fourTimes = BinaryScores.of(scores, labels, patients);
        assertThat(value(ClusteredAuc.variance(fourTimes))).isCloseTo(value(DeLong.variance(once)), EXACT);
    }

    @Seeds
    void withOneRowAPatientItIsDeLong(SplittableRandom random) {
        BinaryScores clustered = Fixture.random(random);
        boolean[] labels = new boolean[clustered.size()];
        double[] scores = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = clustered.isPositive(row);
            scores[row] = clustered.score(row);
        }
        BinaryScores single = BinaryScores.independent(scores, labels);
        if (DeLong.variance(single).isDefined()) {
            assertThat(value(ClusteredAuc.variance(single))).isCloseTo(value(DeLong.variance(single)), EXACT);
        }
    }
}
