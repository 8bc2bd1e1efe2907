package org.subtext.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.Findings.PRINTED;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.value;
import static org.subtext.statistics.calibration.Reliability.Binning.EQUAL_MASS;
import static org.subtext.statistics.calibration.Reliability.Binning.EQUAL_WIDTH;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Findings;
import org.subtext.testing.Seeds;

/** Calibration of each group of findings.csv, and of all rows. */
class GroupCalibrationTest {
    private static Calibration of(String race) {
        return Calibration.of(Findings.read().of(race));
    }

    /** scikit-learn 1.9.1 brier_score_loss; NumPy 2.4.6; uncertainty-calibration 0.1.4 for the debiased error. */
    @ParameterizedTest
    @CsvSource({
        "all, 0.156753524096, 0.108042168675, 0.117981927711, 0.362, 0.0123084276625",
        "Asian, 0.16212175, 0.120833333333, 0.19375, 0.469, -0.031370975",
        "Black, 0.184114411765, 0.143294117647, 0.11, 0.349, -0.0266291561625",
        "White, 0.146946972222, 0.180546296296, 0.17875, 0.364833333333, 0.0252930646344"
    })
    void errorsInBinsAgree(String race, double brier, double width, double mass, double largest, double debiased) {
        Calibration calibration = of(race);
        assertThat(value(calibration.brier(0.95))).isCloseTo(brier, PRINTED);
        assertThat(value(calibration.expectedError(EQUAL_WIDTH, 10))).isCloseTo(width, PRINTED);
        assertThat(value(calibration.expectedError(EQUAL_MASS, 10))).isCloseTo(mass, PRINTED);
        assertThat(value(calibration.reliability(EQUAL_WIDTH, 10).maximumError()))
                .isCloseTo(largest, PRINTED);
        assertThat(value(calibration.reliability(EQUAL_MASS, 5).debiasedSquaredError()))
                .isCloseTo(debiased, PRINTED);
    }

    /** NumPy 2.4.6, ten bins of equal width. */
    @ParameterizedTest
    @CsvSource({
        "all, 0.0188910037447, 0.11056719798, 0.25, 0.000698968212873, 0.00226924988076, 0.156753524096",
        "Asian, 0.0297827777778, 0.111111111111, 0.243055555556, 0.000269527777778, -0.000125, 0.16212175",
        "Black, 0.0273075061275, 0.0803633217993, 0.246539792388, 0.000648082107843, 0.0100176470588, 0.184114411765",
        "White, 0.0397499301882, 0.142014322765, 0.248628257888, 0.000724989752337, 0.000141882841006, 0.146946972222"
    })
    void partsOfTheBrierScoreAgree(
            String race,
            double reliability,
            double resolution,
            double uncertainty,
            double variance,
            double covariance,
            double brier) {
        Murphy murphy = of(race).murphy(EQUAL_WIDTH, 10).orElseThrow();
        assertThat(murphy.reliability()).isCloseTo(reliability, PRINTED);
        assertThat(murphy.resolution()).isCloseTo(resolution, PRINTED);
        assertThat(murphy.uncertainty()).isCloseTo(uncertainty, PRINTED);
        assertThat(murphy.varianceWithin()).isCloseTo(variance, PRINTED);
        assertThat(murphy.covarianceWithin()).isCloseTo(covariance, PRINTED);
        assertThat(murphy.sum()).isCloseTo(brier, PRINTED);
    }

    /** scikit-learn 1.9.1 IsotonicRegression. */
    @ParameterizedTest
    @CsvSource({
        "all, 0.0265008467202, 0.119747322624, 0.25, 0.123638554217",
        "Asian, 0.0287884166667, 0.109722222222, 0.243055555556, 0.0926388888889",
        "Black, 0.0306830392157, 0.0931084198385, 0.246539792388, 0.102705882353",
        "White, 0.0488628135825, 0.150544099248, 0.248628257888, 0.188435185185"
    })
    void partsWithoutBinsAgree(
            String race, double miscalibration, double discrimination, double uncertainty, double mean) {
        Corp corp = of(race).corp().orElseThrow();
        assertThat(corp.miscalibration()).isCloseTo(miscalibration, PRINTED);
        assertThat(corp.discrimination()).isCloseTo(discrimination, PRINTED);
        assertThat(corp.uncertainty()).isCloseTo(uncertainty, PRINTED);
        assertThat(value(of(race).curveErrors(CurveErrors.Curve.ISOTONIC).mean()))
                .isCloseTo(mean, PRINTED);
    }

    /**
     * statsmodels 0.15.0 GLM Binomial, in the large with the logit as an offset, which stops at about 1e-11; NumPy
     * 2.4.6.
     */
    @ParameterizedTest
    @CsvSource({
        "all, -0.45044232476, -0.787191920298, 1.7098594633, 0.0834759036145",
        "Asian, -0.234792602369, -0.361301381684, 1.19189900667, 0.0395833333333",
        "Black, -0.215995270182, -0.320722801293, 1.23245253572, 0.0418235294118",
        "White, -0.575224841592, -1.06943603969, 2.14275807015, 0.106342592593"
    })
    void recalibrationAgrees(String race, double inTheLarge, double intercept, double slope, double tooHigh) {
        Recalibration fit = of(race).recalibration(0.95);
        assertThat(value(fit.inTheLarge())).isCloseTo(inTheLarge, within(1e-10));
        assertThat(value(fit.intercept())).isCloseTo(intercept, within(1e-10));
        assertThat(value(fit.slope())).isCloseTo(slope, within(1e-10));
        assertThat(value(of(race).expectedMinusObserved(0.95))).isCloseTo(tooHigh, PRINTED);
    }

    /** The exact Poisson-binomial law in each of ten bins of equal width, NumPy 2.4.6. */
    @ParameterizedTest
    @CsvSource({"all, 0.0784232446543", "Asian, 0.204793571411", "Black, 0.174356819007", "White, 0.0966801626669"})
    void floorsAgree(String race, double floor) {
        ErrorFloor found = of(race).errorFloor(EQUAL_WIDTH, 10).orElseThrow();
        assertThat(found.value()).isCloseTo(floor, PRINTED);
        assertThat(found.largestError()).isZero();
    }

    /** R 4.2.2 loess(y ~ p) by default, interpolated surface. */
    @ParameterizedTest
    @CsvSource({
        "all, 0.1015608717, 0.105905709494, 0.193228256487, 0.200304078968",
        "Asian, 0.0544586221731, 0.0538577210069, 0.0927324977939, 0.103157625727",
        "Black, 0.0968150270969, 0.093606948476, 0.160057359413, 0.247981009351",
        "White, 0.150459714789, 0.160388557046, 0.243115701246, 0.24343940216"
    })
    void smoothCurvesAgreeWithR(String race, double mean, double median, double ninetieth, double largest) {
        CurveErrors errors = of(race).curveErrors(CurveErrors.Curve.LOESS);
        assertThat(value(errors.mean())).isCloseTo(mean, PRINTED);
        assertThat(value(errors.median())).isCloseTo(median, PRINTED);
        assertThat(value(errors.ninetieth())).isCloseTo(ninetieth, PRINTED);
        assertThat(value(errors.largest())).isCloseTo(largest, PRINTED);
    }

    /** Fitted at each row and not at corners of a tree ("direct" in R): 0.0579 at 24 rows, which is another number. */
    @Test
    void theCurveIsNotTheDirectOne() {
        assertThat(value(of("Asian").curveErrors(CurveErrors.Curve.LOESS).mean()))
                .isNotCloseTo(0.0578874459887, within(1e-3));
    }

    /** SciPy 1.17.1 minimize_scalar of the mean log loss of expit(logit/T), whose tolerance is 1.5e-8 of T. */
    @Test
    void theTemperatureAgreesWithScipy() {
        Temperature temperature = of("all").temperature();
        assertThat(value(temperature.value())).isCloseTo(0.728766057048, within(1e-8));
        assertThat(value(temperature.logLoss())).isCloseTo(0.469759665616, PRINTED);
        assertThat(value(temperature.logLossBefore())).isCloseTo(0.480258212774, PRINTED);
    }

    @Test
    void thereIsNoTemperatureWhereOutcomesAreSeparatedOrRankedWrongly() {
        double[] p = {0.9, 0.8, 0.2, 0.1};
        Temperature separated = Calibration.of(BinaryScores.independent(p, new boolean[] {true, true, false, false}))
                .temperature();
        assertThat(separated.value()).isInstanceOf(Estimate.Undefined.class);
        Temperature wrong = Calibration.of(BinaryScores.independent(p, new boolean[] {false, false, true, true}))
                .temperature();
        assertThat(wrong.value()).isInstanceOf(Estimate.Undefined.class);
        assertThat(wrong.logLossBefore().isDefined()).isTrue();
    }

    @Test
    void scoresThatAreNoProbabilitiesHaveNoneOfThese() {
        Calibration calibration =
                Calibration.of(BinaryScores.independent(new double[] {3, -2}, new boolean[] {true, false}));
        assertThat(calibration.murphy(EQUAL_WIDTH, 10)).isEmpty();
        assertThat(calibration.corp()).isEmpty();
        assertThat(calibration.errorFloor(EQUAL_WIDTH, 10)).isEmpty();
        assertThat(calibration.curveErrors().mean().isDefined()).isFalse();
        assertThat(calibration.temperature().value().isDefined()).isFalse();
        assertThat(calibration.expectedMinusObserved(0.95).isDefined()).isFalse();
    }

    @Test
    void coarseProbabilitiesHaveStepsAndNoParabola() {
        double[] p = new double[200];
        boolean[] y = new boolean[200];
        for (int row = 0; row < 200; row++) {
            p[row] = row % 2 == 0 ? 0.25 : 0.75;
            y[row] = row % 5 < 2;
        }
        Calibration calibration = Calibration.of(BinaryScores.independent(p, y));
        assertThat(calibration.curveErrors(CurveErrors.Curve.LOESS).mean().isDefined())
                .isFalse();
        assertThat(calibration.curveErrors().curve()).isEqualTo(CurveErrors.Curve.ISOTONIC);
        assertThat(calibration.curveErrors().mean().isDefined()).isTrue();
    }

    @Seeds(50)
    void partsAddUpToTheBrierScore(SplittableRandom random) {
        BinaryScores scores = random(random, random.nextInt(30, 300));
        Calibration calibration = Calibration.of(scores);
        double brier = value(calibration.brier(0.95));
        int bins = random.nextInt(1, 20);
        for (Reliability.Binning binning : Reliability.Binning.values()) {
            assertThat(calibration.murphy(binning, bins).orElseThrow().sum()).isCloseTo(brier, EXACT);
        }
        Corp corp = calibration.corp().orElseThrow();
        assertThat(corp.sum()).isCloseTo(brier, EXACT);
        assertThat(corp.miscalibration()).isGreaterThanOrEqualTo(-1e-12);
        assertThat(corp.discrimination()).isGreaterThanOrEqualTo(-1e-12);
    }

    /** Between {@code exact} and the normal law there is no more than is promised. */
    @Seeds(20)
    void theNormalLawIsOffByNoMoreThanItsBound(SplittableRandom random) {
        double[] p = random.doubles(random.nextInt(5, 800)).map(x -> x * x * x).toArray();
        double off = Math.abs(ErrorFloor.exact(p) - ErrorFloor.normal(p));
        assertThat(off).isLessThanOrEqualTo(ErrorFloor.largestError(p));
        assertThat(ErrorFloor.largestError(p)).isLessThanOrEqualTo(1.0 / p.length);
    }

    @Test
    void largeBinsTakeTheNormalLawAndSayByHowMuchItMayBeOff() {
        double[] p = new double[2_001];
        Arrays.fill(p, 0.3);
        int[] oneBin = new int[p.length];
        ErrorFloor floor = ErrorFloor.of(p, oneBin, 1);
        assertThat(floor.value()).isEqualTo(ErrorFloor.normal(p));
        assertThat(floor.largestError()).isBetween(1e-4, 1.0 / 2_001);
        assertThat(floor.value()).isCloseTo(ErrorFloor.exact(p), within(floor.largestError()));
    }

    /** Simulated: outcomes drawn from the very probabilities have the floor as their mean error. */
    @Test
    void theFloorIsTheMeanErrorOfPerfectProbabilities() {
        SplittableRandom random = new SplittableRandom(11);
        double[] p = random.doubles(120).toArray();
        double sum = 0;
        for (int draw = 0; draw < 4_000; draw++) {
            boolean[] y = new boolean[p.length];
            for (int row = 0; row < y.length; row++) {
                y[row] = random.nextDouble() < p[row];
            }
            sum += value(Reliability.of(p, y, EQUAL_WIDTH, 10).expectedError());
        }
        double floor =
                ErrorFloor.of(p, Reliability.binOfRow(p, EQUAL_WIDTH, 10), 10).value();
        assertThat(sum / 4_000).isCloseTo(floor, within(0.002));
    }

    @Seeds(20)
    void orderOfRowsDoesNotMatter(SplittableRandom random) {
        BinaryScores scores = random(random, 150);
        int[] turned = new int[scores.size()];
        Arrays.setAll(turned, i -> scores.size() - 1 - i);
        double[] p = Arrays.stream(turned).mapToDouble(scores::score).toArray();
        boolean[] y = new boolean[p.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = scores.isPositive(turned[i]);
        }
        Calibration one = Calibration.of(scores);
        Calibration other = Calibration.of(BinaryScores.independent(p, y));
        for (CurveErrors.Curve curve : CurveErrors.Curve.values()) {
            assertThat(value(other.curveErrors(curve).mean()))
                    .isCloseTo(value(one.curveErrors(curve).mean()), within(1e-9));
        }
        assertThat(value(other.temperature().value()))
                .isCloseTo(value(one.temperature().value()), within(1e-9));
    }

    private static BinaryScores random(SplittableRandom random, int rows) {
        double[] p = new double[rows];
        boolean[] y = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            p[row] = Math.round(random.nextDouble() * 200) / 200.0;
            y[row] = row < 2 ? row == 0 : random.nextDouble() < 0.2 + 0.6 * p[row];
        }
        return BinaryScores.independent(p, y);
    }
}
