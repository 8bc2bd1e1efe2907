package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

/** Expected numbers: R 4.2.2, pROC 1.18.0, validation/statistics/reference.R. */
class DeLongTest {
    @Test
    void intervalAgreesWithPRoc() {
        // ci.auc(roc, method = "delong")
        Estimate auc = DeLong.wald(Fixture.first(), 0.95);
        assertThat(value(auc)).isCloseTo(0.707304526748971, EXACT);
        assertThat(interval(auc).lower()).isCloseTo(0.600145031523192, EXACT);
        assertThat(interval(auc).upper()).isCloseTo(0.81446402197475, EXACT);
    }

    @Test
    void logitIntervalAgreesWithPRocsVarianceOnTheLogitScale() {
        Interval logit = interval(DeLong.logit(Fixture.first(), 0.95));
        assertThat(logit.lower()).isCloseTo(0.590180584311621, EXACT);
        assertThat(logit.upper()).isCloseTo(0.802175192467491, EXACT);
    }

    @Test
    void covarianceAgreesWithPRoc() {
        // var(roc, method = "delong"), cov(roc1, roc2, method = "delong")
        double[][] matrix =
                DeLong.covariance(List.of(Fixture.first(), Fixture.second())).orElseThrow();
        assertThat(matrix[0][0]).isCloseTo(0.00298926995004697, EXACT);
        assertThat(matrix[1][1]).isCloseTo(0.00180918996633478, EXACT);
        assertThat(matrix[0][1]).isCloseTo(-0.000450096532853454, EXACT).isEqualTo(matrix[1][0]);
    }

    @Test
    void pairedTestAgreesWithPRoc() {
        // roc.test(roc1, roc2, method = "delong", paired = TRUE)
        DifferenceTest test = DeLong.paired(Fixture.first(), Fixture.second(), 0.95);
        assertThat(value(test.z())).isCloseTo(-1.57068307273593, EXACT);
        assertThat(value(test.p())).isCloseTo(0.116256282975584, EXACT);
        assertThat(value(test.log10P())).isCloseTo(Math.log10(0.116256282975584), EXACT);
        assertThat(interval(test.difference()).lower()).isCloseTo(-0.266526509105302, EXACT);
        assertThat(interval(test.difference()).upper()).isCloseTo(0.0293865914098283, EXACT);
    }

    @Test
    void unpairedTestAgreesWithPRoc() {
        // roc.test(..., paired = FALSE) gives this z; its p uses a t distribution, ours is 2 pnorm(-|z|)
        DifferenceTest test = DeLong.unpaired(Fixture.first(), Fixture.mixedFirst(), 0.95);
        assertThat(value(test.z())).isCloseTo(-1.1151986310515, EXACT);
        assertThat(value(test.p())).isCloseTo(0.264765312580642, EXACT);
    }

    @Test
    void aModelDoesNotDifferFromItself() {
        DifferenceTest test = DeLong.paired(Fixture.first(), Fixture.first(), 0.95);
        assertThat(value(test.p())).isEqualTo(1);
        assertThat(value(test.difference())).isZero();
    }

    @Test
    void perfectSeparationGivesAnExactOneSidedBound() {
        // 3 disjoint pairs: 0.05^(1/3)
        BinaryScores perfect = BinaryScores.independent(
                new double[] {1, 2, 3, 4, 5, 6, 7}, new boolean[] {false, false, false, false, true, true, true});
        Interval interval = interval(DeLong.wald(perfect, 0.95));
        assertThat(interval.lower()).isCloseTo(0.368403149864039, EXACT);
        assertThat(interval.upper()).isEqualTo(1);
        assertThat(interval.method()).contains("one-sided").contains("perfect separation of 3");
        Interval reversed = interval(DeLong.logit(Fixture.withScores(perfect, row -> -row), 0.95));
        assertThat(reversed.lower()).isZero();
        assertThat(reversed.upper()).isCloseTo(1 - 0.368403149864039, EXACT);
    }

    @Test
    void aConstantScoreHasAucOneHalfWithoutVariance() {
        Estimate auc = DeLong.wald(Fixture.withScores(Fixture.first(), row -> 7), 0.95);
        assertThat(value(auc)).isEqualTo(0.5);
        assertThat(interval(auc).lower()).isEqualTo(0.5);
    }

    @Test
    void aPairedTestRefusesOtherRows() {
        assertThatThrownBy(() -> DeLong.paired(Fixture.first(), Fixture.mixedFirst(), 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same rows");
    }

    @Seeds
    void aMonotoneTransformChangesNothing(SplittableRandom random) {
        BinaryScores scores = Fixture.random(random);
        BinaryScores cubed = Fixture.withScores(scores, row -> Math.pow(scores.score(row) - 6, 3));
        assertThat(DeLong.wald(cubed, 0.9)).isEqualTo(DeLong.wald(scores, 0.9));
    }

    @Seeds
    void negatedScoresMirrorAucAndKeepTheVariance(SplittableRandom random) {
        BinaryScores scores = Fixture.random(random);
        BinaryScores negated = Fixture.withScores(scores, row -> -scores.score(row));
        assertThat(value(Roc.of(negated).auc()))
                .isCloseTo(1 - value(Roc.of(scores).auc()), EXACT);
        assertThat(DeLong.variance(negated).valueOr(0))
                .isCloseTo(DeLong.variance(scores).valueOr(0), EXACT);
    }

    @Seeds
    void intervalsStayWithinZeroAndOneAndHoldTheValue(SplittableRandom random) {
        BinaryScores scores = Fixture.random(random);
        for (Estimate estimate : List.of(DeLong.wald(scores, 0.99), DeLong.logit(scores, 0.99))) {
            Estimate.Known known = (Estimate.Known) estimate;
            assertThat(known.interval().lower()).isBetween(0.0, known.value());
            assertThat(known.interval().upper()).isBetween(known.value(), 1.0);
        }
    }

    @Seeds(50)
    void theFastAucIsTheShareOfOrderedPairs(SplittableRandom random) {
        BinaryScores scores = Fixture.random(random);
        double ordered = 0;
        for (int i = 0; i < scores.size(); i++) {
            for (int j = 0; j < scores.size(); j++) {
                if (scores.isPositive(i) && !scores.isPositive(j)) {
                    ordered += (1 + Math.signum(scores.score(i) - scores.score(j))) / 2;
                }
            }
        }
        assertThat(value(Roc.of(scores).auc()))
                .isCloseTo(ordered / ((double) scores.positives() * scores.negatives()), within(1e-12));
    }
}
