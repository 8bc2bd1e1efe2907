package org.subtext.statistics.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.subtext.statistics.Findings.PRINTED;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Findings;
import org.subtext.statistics.Fixture;
import org.subtext.statistics.Interval;
import org.subtext.testing.Seeds;

class RateGapTest {
    private static final Findings FINDINGS = Findings.read();

    /** Black less White at 0.629 among rows of one truth. */
    private static RateGap cohort(boolean truth) {
        int[] clusters = FINDINGS.clusters();
        double[][] hits = new double[2][110];
        double[][] rows = new double[2][110];
        for (int row = 0; row < clusters.length; row++) {
            int group = FINDINGS.raceOrdinals()[row] - 1;
            if (group >= 0 && FINDINGS.truths()[row] == truth) {
                rows[group][clusters[row]]++;
                hits[group][clusters[row]] += FINDINGS.scores()[row] >= 0.629 ? 1 : 0;
            }
        }
        return RateGap.of(hits[0], rows[0], hits[1], rows[1]);
    }

    /** NumPy 2.4.6: Wilson limits on rows over the design effect, joined by MOVER, with z. */
    @Test
    void moverWithTheNormalQuantileAgreesWithNumpy() {
        RateGap sensitivity = cohort(true);
        assertThat(sensitivity.first().orElseThrow().designEffect()).isCloseTo(1.23831846824, PRINTED);
        assertThat(sensitivity.first().orElseThrow().clusters()).isEqualTo(15);
        assertThat(sensitivity.second().orElseThrow().designEffect()).isEqualTo(1);
        Interval black = interval(sensitivity.first().orElseThrow().wilson(0.95));
        assertThat(black.lower()).isCloseTo(0.436080481922, PRINTED);
        assertThat(black.upper()).isCloseTo(0.858570143517, PRINTED);
        Interval white = interval(sensitivity.second().orElseThrow().wilson(0.95));
        assertThat(white.lower()).isCloseTo(0.669628940678, PRINTED);
        assertThat(white.upper()).isCloseTo(0.887562499842, PRINTED);
        assertThat(value(sensitivity.moverNormal(0.95))).isCloseTo(-0.115789473684, PRINTED);
        assertThat(interval(sensitivity.moverNormal(0.95)).lower()).isCloseTo(-0.378916268803, PRINTED);
        assertThat(interval(sensitivity.moverNormal(0.95)).upper()).isCloseTo(0.101921089264, PRINTED);
        RateGap falseAlarms = cohort(false);
        assertThat(falseAlarms.first().orElseThrow().designEffect()).isCloseTo(1.07213675214, PRINTED);
        assertThat(value(falseAlarms.moverNormal(0.95))).isCloseTo(0.17816091954, PRINTED);
        assertThat(interval(falseAlarms.moverNormal(0.95)).lower()).isCloseTo(-0.0399278121565, PRINTED);
        assertThat(interval(falseAlarms.moverNormal(0.95)).upper()).isCloseTo(0.445478597069, PRINTED);
    }

    /** statsmodels 0.15.0 OLS(positive ~ 1 + group).fit(cov_type="cluster"), which lacks the factor C/(C − 1). */
    @Test
    void theClosedFormAgreesWithStatsmodels() {
        assertThat(value(cohort(true).standardError()) * Math.sqrt(57 / 58.0)).isCloseTo(0.130297488823, PRINTED);
        assertThat(value(cohort(false).standardError()) * Math.sqrt(61 / 62.0)).isCloseTo(0.134243636164, PRINTED);
    }

    /** statsmodels 0.15.0 confint_proportions_2indep(13, 19, 40, 50, method="newcomb", compare="diff"). */
    @Test
    void newcombeAgreesWithStatsmodels() {
        Interval interval = interval(cohort(true).newcombe(0.95));
        assertThat(interval.lower()).isCloseTo(-0.356394735709, PRINTED);
        assertThat(interval.upper()).isCloseTo(0.0922678154492, PRINTED);
    }

    @Test
    void studentsTMakesItWider() {
        Interval student = interval(cohort(true).mover(0.95));
        Interval normal = interval(cohort(true).moverNormal(0.95));
        assertThat(student.lower()).isLessThan(normal.lower());
        assertThat(student.upper()).isGreaterThan(normal.upper());
    }

    @Test
    void aGroupWithoutRowsHasNoGapAndASinglePatientNoInterval() {
        double[] none = {0, 0};
        double[] rows = {2, 1};
        double[] hits = {1, 1};
        assertThat(RateGap.of(hits, rows, none, none).mover(0.95))
                .isEqualTo(new Estimate.Undefined("no rows of the rate in the second group"));
        assertThat(RateGap.of(none, none, hits, rows).wald(0.95))
                .isEqualTo(new Estimate.Undefined("no rows of the rate in the first group"));
        assertThat(RateGap.of(new double[] {1, 0}, new double[] {2, 0}, hits, rows)
                        .mover(0.95))
                .isInstanceOf(Estimate.Point.class);
    }

    /** Every patient twice, in both groups alike: the gap is 0 and nothing is left to vary. */
    @Test
    void patientsAlikeInBothGroupsLeaveNoDoubt() {
        double[] hits = {1, 0, 1, 1, 0};
        double[] rows = {1, 1, 1, 1, 1};
        RateGap gap = RateGap.of(hits, rows, hits, rows);
        assertThat(gap.correlation()).isCloseTo(1, Fixture.EXACT);
        assertThat(value(gap.standardError())).isCloseTo(0, Fixture.EXACT);
        Interval paired = interval(gap.mover(0.95));
        RateGap apart = RateGap.of(
                Arrays.copyOf(hits, 10),
                Arrays.copyOf(rows, 10),
                new double[] {0, 0, 0, 0, 0, 1, 0, 1, 1, 0},
                new double[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
        assertThat(paired.upper()).isLessThan(interval(apart.mover(0.95)).upper() / 2);
        assertThat(apart.sharedPatients()).isZero();
        assertThat(gap.sharedPatients()).isEqualTo(5);
    }

    @Seeds(100)
    void exchangingTheGroupsMirrorsEveryInterval(SplittableRandom random) {
        int patients = random.nextInt(4, 40);
        double[][] hits = new double[2][patients];
        double[][] rows = new double[2][patients];
        for (int patient = 0; patient < patients; patient++) {
            for (int group = 0; group < 2; group++) {
                rows[group][patient] = patient < 4 ? 1 : random.nextInt(4);
                hits[group][patient] = random.nextInt((int) rows[group][patient] + 1);
            }
        }
        RateGap gap = RateGap.of(hits[0], rows[0], hits[1], rows[1]);
        RateGap mirrored = RateGap.of(hits[1], rows[1], hits[0], rows[0]);
        for (int kind = 0; kind < 4; kind++) {
            Interval one = interval(of(gap, kind));
            Interval other = interval(of(mirrored, kind));
            assertThat(one.lower()).isCloseTo(-other.upper(), Fixture.EXACT);
            assertThat(one.upper()).isCloseTo(-other.lower(), Fixture.EXACT);
            assertThat(one.contains(value(gap.difference()))).isTrue();
        }
        assertThat(value(gap.standardError())).isCloseTo(value(mirrored.standardError()), Fixture.EXACT);
    }

    private static Estimate of(RateGap gap, int kind) {
        return kind == 0
                ? gap.mover(0.9)
                : kind == 1 ? gap.moverNormal(0.9) : kind == 2 ? gap.newcombe(0.9) : gap.wald(0.9);
    }
}
