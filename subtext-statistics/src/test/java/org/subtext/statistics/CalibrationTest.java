package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;
import static org.subtext.statistics.calibration.Reliability.Binning.EQUAL_MASS;
import static org.subtext.statistics.calibration.Reliability.Binning.EQUAL_WIDTH;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.calibration.Calibration;
import org.subtext.statistics.calibration.MulticlassCalibration;
import org.subtext.statistics.calibration.Recalibration;
import org.subtext.statistics.calibration.Reliability;
import org.subtext.testing.Seeds;

/** Expected numbers: scikit-learn 1.9.1 and statsmodels 0.15.0, validation/statistics/reference.py. */
class CalibrationTest {
    private final Calibration first = Calibration.of(Fixture.first());

    @Test
    void brierScoreAgreesWithScikitLearnAndItsIntervalWithStatsmodels() {
        // brier_score_loss; OLS of the squared errors on a constant, cov_type="cluster"
        Estimate brier = first.brier(0.95);
        assertThat(value(brier)).isCloseTo(0.215488088239411, EXACT);
        assertThat(interval(brier).lower()).isCloseTo(0.193010810999004, EXACT);
        assertThat(interval(brier).upper()).isCloseTo(0.237965365479818, EXACT);
    }

    @Test
    void recalibrationAgreesWithStatsmodels() {
        // Logit(y, [1, logit p]).fit(cov_type="cluster")
        Recalibration fit = first.recalibration(0.95);
        assertThat(value(fit.intercept())).isCloseTo(-0.377556353188361, within(1e-9));
        assertThat(value(fit.slope())).isCloseTo(0.735752377887658, within(1e-9));
        assertThat(interval(fit.intercept()).lower()).isCloseTo(-1.141917227025546, within(1e-8));
        assertThat(interval(fit.intercept()).upper()).isCloseTo(0.386804520648824, within(1e-8));
        assertThat(interval(fit.slope()).lower()).isCloseTo(0.54316010819132, within(1e-8));
        assertThat(interval(fit.slope()).upper()).isCloseTo(0.928344647583996, within(1e-8));
    }

    @Test
    void calibrationInTheLargeAgreesWithStatsmodels() {
        // GLM(y, 1, Binomial, offset=logit p).fit(cov_type="cluster")
        Estimate large = first.recalibration(0.95).inTheLarge();
        assertThat(value(large)).isCloseTo(-0.407213659017161, within(1e-9));
        assertThat(interval(large).lower()).isCloseTo(-1.219911275159421, within(1e-8));
        assertThat(interval(large).upper()).isCloseTo(0.405483957125098, within(1e-8));
    }

    @Test
    void expectedErrorsAgreeWithNumPy() {
        assertThat(value(first.expectedError(EQUAL_WIDTH, 10))).isCloseTo(0.141798941798942, EXACT);
        assertThat(value(first.expectedError(EQUAL_WIDTH, Calibration.USUAL_BINS)))
                .isCloseTo(0.180952380952381, EXACT);
        // distinct scores, so that bins of equal mass are numpy.array_split of the sorted rows
        BinaryScores distinct = Fixture.withScores(Fixture.first(), row -> (row * 37 % 101 + 0.5) / 101);
        assertThat(value(Calibration.of(distinct).expectedError(EQUAL_MASS, 10)))
                .isCloseTo(0.35038503850385, EXACT);
    }

    @Test
    void multiclassMeasuresAgreeWithScikitLearn() {
        // brier_score_loss(scale_by_half=False)
        MulticlassCalibration calibration = MulticlassCalibration.of(Fixture.threeClasses());
        assertThat(value(calibration.brier(0.95))).isCloseTo(0.4568036437568, EXACT);
        assertThat(value(calibration.expectedError(EQUAL_WIDTH, 10))).isCloseTo(0.233865370312261, EXACT);
        assertThat(calibration.topLabel(EQUAL_MASS, 5).bins())
                .extracting(Reliability.Bin::rows)
                .allMatch(rows -> rows >= 15 && rows <= 21);
    }

    @Test
    void equalProbabilitiesShareABin() {
        BinaryScores two =
                BinaryScores.independent(new double[] {0.2, 0.2, 0.2, 1}, new boolean[] {true, false, false, true});
        Reliability byMass = Calibration.of(two).reliability(EQUAL_MASS, 4);
        assertThat(byMass.bins()).hasSize(2);
        assertThat(byMass.bins().get(0).rows()).isEqualTo(3);
        assertThat(byMass.bins().get(0).observedShare()).isCloseTo(1 / 3.0, EXACT);
        Reliability byWidth = Calibration.of(two).reliability(EQUAL_WIDTH, 5);
        assertThat(byWidth.bins()).extracting(Reliability.Bin::rows).containsExactly(3, 1);
        assertThat(value(byWidth.maximumError())).isCloseTo(1 / 3.0 - 0.2, EXACT);
    }

    @Seeds(50)
    void aCalibratedScoreHasSlopeOneAndInterceptZero(SplittableRandom random) {
        int rows = 4_000;
        double[] p = random.doubles(rows, 0.02, 0.98).toArray();
        boolean[] labels = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextDouble() < p[row];
        }
        Recalibration fit = Calibration.of(BinaryScores.independent(p, labels)).recalibration(0.9999);
        assertThat(interval(fit.slope()).contains(1)).isTrue();
        assertThat(interval(fit.intercept()).contains(0)).isTrue();
        assertThat(interval(fit.inTheLarge()).contains(0)).isTrue();
    }

    @Test
    void logOddsAreNoProbabilities() {
        Calibration calibration =
                Calibration.of(BinaryScores.independent(new double[] {-2, 3}, new boolean[] {false, true}));
        Estimate.Undefined expected = new Estimate.Undefined("scores lie outside 0 to 1, so they are no probabilities");
        assertThat(calibration.brier(0.95)).isEqualTo(expected);
        assertThat(calibration.expectedError(EQUAL_MASS, 5)).isEqualTo(expected);
        assertThat(calibration.recalibration(0.95).slope()).isEqualTo(expected);
        assertThat(calibration.reliability(EQUAL_MASS, 5).bins()).isEmpty();
    }

    @Test
    void scoresThatDoNotSumToOneAreNoProbabilities() {
        MulticlassScores scores = MulticlassScores.of(
                List.of("F", "M"), new double[][] {{0.5, 0.9}, {0.5, 0.4}}, new int[] {0, 1}, new int[] {0, 1});
        assertThat(MulticlassCalibration.of(scores).brier(0.95))
                .isInstanceOfSatisfying(
                        Estimate.Undefined.class,
                        undefined -> assertThat(undefined.reason())
                                .isEqualTo("the scores of a row do not sum to 1, so they are no probabilities"));
    }

    @Test
    void separatedClassesHaveNoSlope() {
        Recalibration fit = Calibration.of(BinaryScores.independent(
                        new double[] {0.1, 0.2, 0.8, 0.9}, new boolean[] {false, false, true, true}))
                .recalibration(0.95);
        assertThat(fit.slope()).isInstanceOf(Estimate.Undefined.class);
        assertThat(fit.intercept()).isInstanceOf(Estimate.Undefined.class);
        assertThat(fit.inTheLarge()).isInstanceOf(Estimate.Known.class);
    }

    @Test
    void equalScoresHaveNoSlope() {
        Recalibration fit = Calibration.of(BinaryScores.independent(
                        new double[] {0.3, 0.3, 0.3, 0.3}, new boolean[] {false, true, true, true}))
                .recalibration(0.95);
        assertThat(fit.slope()).isInstanceOf(Estimate.Undefined.class);
        assertThat(value(fit.inTheLarge())).isCloseTo(Math.log(3) - Math.log(0.3 / 0.7), within(1e-9));
    }
}
