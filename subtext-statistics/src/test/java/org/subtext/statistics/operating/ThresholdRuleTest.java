package org.subtext.statistics.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Findings;
import org.subtext.statistics.Fixture;
import org.subtext.testing.Seeds;

class ThresholdRuleTest {
    private static final BinaryScores COHORT = Findings.read().all();

    /** NumPy 2.4.6 over all distinct scores; scikit-learn 1.9.1 roc_curve(drop_intermediate=False) agrees. */
    @Test
    void thresholdsAgreeWithNumpyOverAllDistinctScores() {
        assertThat(on(new ThresholdRule.FalsePositiveRateNearest(0.2))).isEqualTo(0.629);
        assertThat(on(new ThresholdRule.FalsePositiveRateAtMost(0.2))).isEqualTo(0.631);
        assertThat(on(new ThresholdRule.SensitivityAtLeast(0.8))).isEqualTo(0.599);
        assertThat(on(new ThresholdRule.Youden())).isEqualTo(0.633);
        assertThat(on(new ThresholdRule.MaximumF1())).isEqualTo(0.549);
    }

    /** scikit-learn 1.9.1 roc_curve thins collinear corners by default, and argmin |fpr − 0.2| then lands at 0.646. */
    @Test
    void collinearCornersAreCandidatesToo() {
        assertThat(on(new ThresholdRule.FalsePositiveRateNearest(0.2))).isNotEqualTo(0.646);
    }

    /** NumPy 2.4.6, false positive rate nearest 0.20 within each view. */
    @Test
    void thresholdsWithinAViewAgreeWithNumpy() {
        Findings findings = Findings.read();
        ThresholdRule rule = new ThresholdRule.FalsePositiveRateNearest(0.2);
        assertThat(rule.on(findings.where(row -> findings.views().get(row).equals("AP"))))
                .isEqualTo(new Estimate.Point(0.665));
        assertThat(rule.on(findings.where(row -> findings.views().get(row).equals("PA"))))
                .isEqualTo(new Estimate.Point(0.618));
    }

    @Test
    void ofEquallyGoodThresholdsTheHighestIsTaken() {
        // false positive rates 0, ½, 1 at 4, 3, 1: both 0 and ½ are ¼ away from ¼
        BinaryScores scores = BinaryScores.independent(new double[] {4, 3, 1}, new boolean[] {true, false, false});
        assertThat(new ThresholdRule.FalsePositiveRateNearest(0.25).on(scores)).isEqualTo(new Estimate.Point(4));
    }

    @Test
    void aRuleThatNoScoreMeetsHasNoThreshold() {
        BinaryScores scores = BinaryScores.independent(new double[] {5, 5, 1}, new boolean[] {true, false, false});
        assertThat(new ThresholdRule.FalsePositiveRateAtMost(0.2).on(scores))
                .isEqualTo(new Estimate.Undefined("no score meets the rule for the threshold"));
        BinaryScores oneClass = BinaryScores.independent(new double[] {5, 1}, new boolean[2]);
        assertThat(new ThresholdRule.Youden().on(oneClass))
                .isEqualTo(new Estimate.Undefined("no positive among 2 rows"));
    }

    @Test
    void aFixedThresholdNeedsNoRows() {
        BinaryScores none = BinaryScores.independent(new double[0], new boolean[0]);
        assertThat(new ThresholdRule.Fixed(0.4).on(none)).isEqualTo(new Estimate.Point(0.4));
        assertThatThrownBy(() -> new ThresholdRule.Fixed(Double.POSITIVE_INFINITY))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new ThresholdRule.SensitivityAtLeast(80)).hasMessageContaining("[0, 1]");
    }

    /** By brute force over every score. */
    @Seeds(100)
    void limitsAreMetAsTightlyAsScoresAllow(SplittableRandom random) {
        BinaryScores scores = Fixture.random(random);
        double limit = random.nextInt(11) / 10.0;
        Estimate atMost = new ThresholdRule.FalsePositiveRateAtMost(limit).on(scores);
        Estimate atLeast = new ThresholdRule.SensitivityAtLeast(limit).on(scores);
        double lowest = Double.NaN;
        double highest = Double.NaN;
        for (int candidate = 0; candidate < scores.size(); candidate++) {
            double threshold = scores.score(candidate);
            long hits = 0;
            long falseAlarms = 0;
            for (int row = 0; row < scores.size(); row++) {
                hits += scores.isPositive(row) && scores.score(row) >= threshold ? 1 : 0;
                falseAlarms += !scores.isPositive(row) && scores.score(row) >= threshold ? 1 : 0;
            }
            if (10 * falseAlarms <= Math.round(10 * limit) * scores.negatives() && !(threshold >= lowest)) {
                lowest = threshold;
            }
            if (10 * hits >= Math.round(10 * limit) * scores.positives() && !(threshold <= highest)) {
                highest = threshold;
            }
        }
        assertThat(atMost.valueOr(Double.NaN)).isEqualTo(lowest);
        assertThat(atLeast.valueOr(Double.NaN)).isEqualTo(highest);
    }

    private static double on(ThresholdRule rule) {
        return rule.on(COHORT).valueOr(Double.NaN);
    }
}
