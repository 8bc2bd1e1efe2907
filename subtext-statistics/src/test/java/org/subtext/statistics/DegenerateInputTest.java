package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.statistics.calibration.Calibration;
import org.subtext.statistics.operating.OperatingPoint;
import org.subtext.statistics.operating.ThresholdRule;

/** Every statistic of one class against the rest, on input that has no answer: a reason, no NaN and no exception. */
class DegenerateInputTest {
    private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(50, 1, 1);

    private static final List<Function<BinaryScores, Estimate>> STATISTICS = List.of(
            scores -> Roc.of(scores).auc(),
            scores -> DeLong.wald(scores, 0.95),
            scores -> DeLong.logit(scores, 0.95),
            DeLong::variance,
            scores -> ClusteredAuc.wald(scores, 0.95),
            scores -> ClusteredAuc.logit(scores, 0.95),
            ClusteredAuc::variance,
            ClusteredAuc::designEffect,
            scores -> DeLong.paired(scores, scores, 0.95).p(),
            scores -> DeLong.unpaired(scores, scores, 0.95).p(),
            scores -> ClusteredAuc.paired(scores, scores, 0.95).difference(),
            scores -> ClusteredAuc.unpaired(scores, scores, 0.95).log10P(),
            scores -> BOOTSTRAP.auc(scores).percentile(0.95),
            scores -> BOOTSTRAP.auc(scores).basic(0.95),
            scores -> BOOTSTRAP.auc(scores).bca(0.95),
            scores -> BOOTSTRAP.auc(scores).observed(),
            scores -> BOOTSTRAP.auc(scores).standardError(),
            scores -> BOOTSTRAP.auc(scores).minus(BOOTSTRAP.auc(scores)).percentile(0.95),
            scores -> Roc.of(scores)
                    .band(new double[] {0.5}, 0.95, BOOTSTRAP)
                    .get(0)
                    .sensitivity(),
            AveragePrecision::of,
            scores -> AveragePrecision.of(scores, BOOTSTRAP).percentile(0.95),
            scores ->
                    OperatingPoint.chosenBy(new ThresholdRule.Youden(), scores).threshold(),
            scores ->
                    OperatingPoint.chosenBy(new ThresholdRule.Youden(), scores).sensitivity(0.95),
            scores -> OperatingPoint.chosenBy(new ThresholdRule.FalsePositiveRateNearest(0.2), scores)
                    .specificity(0.95),
            scores -> Calibration.of(scores).recalibration(0.95).slope());

    static Stream<BinaryScores> oneClass() {
        return Stream.of(
                BinaryScores.independent(new double[0], new boolean[0]),
                BinaryScores.independent(new double[] {0.2, 0.4}, new boolean[] {true, true}),
                BinaryScores.independent(new double[] {0.2, 0.4, 0.1}, new boolean[3]));
    }

    @ParameterizedTest
    @MethodSource("oneClass")
    void withoutBothClassesTheReasonIsGiven(BinaryScores scores) {
        for (Function<BinaryScores, Estimate> statistic : STATISTICS) {
            assertThat(statistic.apply(scores))
                    .isInstanceOfSatisfying(
                            Estimate.Undefined.class,
                            undefined -> assertThat(undefined.reason())
                                    .containsAnyOf("no rows", "no positive among 3", "no negative among 2"));
        }
        assertThat(Roc.of(scores).points()).isEmpty();
        assertThat(DeLong.covariance(List.of(scores))).isEmpty();
    }

    static Stream<BinaryScores> tooFew() {
        return Stream.of(
                BinaryScores.independent(new double[] {0.2, 0.4}, new boolean[] {true, false}),
                BinaryScores.independent(new double[] {0.2, 0.2, 0.2}, new boolean[] {true, false, false}),
                BinaryScores.of(
                        new double[] {0.2, 0.4, 0.1, 0.3}, new boolean[] {true, false, false, true}, new int[4]),
                BinaryScores.of(
                        new double[] {1, 0.4, 0, 0.3}, new boolean[] {true, false, false, true}, new int[] {0, 1, 1, 0
                        }),
                BinaryScores.independent(
                        new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY},
                        new boolean[] {true, false}));
    }

    @ParameterizedTest
    @MethodSource("tooFew")
    void aFewRowsGiveFiniteNumbersOrReasons(BinaryScores scores) {
        // Estimate itself refuses NaN and infinity: that nothing is thrown is the claim
        for (Function<BinaryScores, Estimate> statistic : STATISTICS) {
            assertThat(statistic.apply(scores)).isNotNull();
        }
        assertThat(Roc.of(scores).auc()).isInstanceOf(Estimate.Point.class);
    }
}
