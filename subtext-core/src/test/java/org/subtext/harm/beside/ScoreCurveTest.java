package org.subtext.harm.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.subtext.cohort.SmallestGroups;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Clusters;
import org.subtext.testing.Seeds;

class ScoreCurveTest {
    /** No two cuts, and no cut and the operating point, differ by the counts of fewer than can be told. */
    @Seeds(60)
    void stepsOfALargeGroupTellOfNoFew(SplittableRandom random) {
        int rows = 60 + random.nextInt(600);
        double[] scores = new double[rows];
        boolean[] truths = new boolean[rows];
        boolean[] calls = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            truths[row] = random.nextInt(3) == 0;
            scores[row] = random.nextInt(200) / 200.0 + (truths[row] ? 0.3 : 0);
            calls[row] = scores[row] >= 0.6;
        }
        BinaryScores one = BinaryScores.of(scores, truths, Clusters.oneEach(rows));
        ScoreCurve curve = ScoreCurve.of(one, Optional.of(calls));
        ScoreCurve.Point operating = curve.operating().orElseThrow();
        List<ScoreCurve.Point> points = curve.points();
        assertThat(points.get(points.size() - 1)).isEqualTo(new ScoreCurve.Point(1, 1));
        for (int i = 1; curve.isOfMany() && i < points.size(); i++) {
            double up = (points.get(i).truePositiveRate() - points.get(i - 1).truePositiveRate()) * one.positives();
            double right =
                    (points.get(i).falsePositiveRate() - points.get(i - 1).falsePositiveRate()) * one.negatives();
            assertThat(Math.min(up, right)).isGreaterThan(SmallestGroups.TOLD - 0.01);
            if (i < points.size() - 1) {
                assertNotFew((points.get(i).truePositiveRate() - operating.truePositiveRate()) * one.positives());
                assertNotFew((points.get(i).falsePositiveRate() - operating.falsePositiveRate()) * one.negatives());
            }
        }
        int binned = curve.bins().stream().mapToInt(ScoreCurve.Bin::rows).sum();
        double positives = curve.bins().stream()
                .mapToDouble(bin -> bin.observedShare() * bin.rows())
                .sum();
        assertThat(binned).isEqualTo(rows);
        assertThat(positives).isCloseTo(one.positives(), within(1e-9));
    }

    private static void assertNotFew(double difference) {
        long count = Math.round(Math.abs(difference));
        assertThat(count == 0 || count >= SmallestGroups.TOLD).isTrue();
    }
}
