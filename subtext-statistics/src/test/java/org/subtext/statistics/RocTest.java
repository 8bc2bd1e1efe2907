package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class RocTest {
    @Test
    void cornersStepThroughDistinctScores() {
        BinaryScores scores =
                BinaryScores.independent(new double[] {0.9, 0.8, 0.8, 0.1}, new boolean[] {true, true, false, false});
        assertThat(Roc.of(scores).points())
                .containsExactly(
                        new Roc.Point(0, 0, Double.POSITIVE_INFINITY),
                        new Roc.Point(0, 0.5, 0.9),
                        new Roc.Point(0.5, 1, 0.8),
                        new Roc.Point(1, 1, 0.1));
    }

    @Seeds
    void theAreaUnderTheCornersIsTheAuc(SplittableRandom random) {
        Roc roc = Roc.of(Fixture.random(random));
        List<Roc.Point> points = roc.points();
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            area += (points.get(i).falsePositiveRate() - points.get(i - 1).falsePositiveRate())
                    * (points.get(i).sensitivity() + points.get(i - 1).sensitivity())
                    / 2;
        }
        assertThat(area).isCloseTo(value(roc.auc()), EXACT);
    }

    @Test
    void theBandHoldsTheCurveAndRises() {
        double[] grid = {0, 0.1, 0.5, 0.9, 1};
        List<Roc.BandPoint> band = Roc.of(Fixture.first()).band(grid, 0.95, new ClusterBootstrap(500, 1, 1));
        double last = 0;
        for (Roc.BandPoint point : band) {
            double sensitivity = value(point.sensitivity());
            assertThat(sensitivity).isGreaterThanOrEqualTo(last);
            assertThat(interval(point.sensitivity()).contains(sensitivity)).isTrue();
            last = sensitivity;
        }
        assertThat(interval(band.get(4).sensitivity()).lower()).isEqualTo(1);
    }

    @Test
    void theBandMeetsTheCornersOfTheCurve() {
        // upper ends of the vertical steps, tie-free
        BinaryScores scores = BinaryScores.independent(
                new double[] {6, 5, 4, 3, 2, 1}, new boolean[] {true, false, true, true, false, false});
        List<Roc.BandPoint> band =
                Roc.of(scores).band(new double[] {0, 1.0 / 3, 0.5}, 0.9, new ClusterBootstrap(50, 1, 1));
        assertThat(band).extracting(point -> value(point.sensitivity())).containsExactly(1.0 / 3, 1.0, 1.0);
    }

    @Test
    void ratesOutOfOrderAreRefused() {
        assertThatThrownBy(() ->
                        Roc.of(Fixture.first()).band(new double[] {0.5, 0.1}, 0.95, new ClusterBootstrap(50, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascend");
    }
}
