package org.subtext.statistics.operating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.subtext.statistics.Fixture.EXACT;
import static org.subtext.statistics.Fixture.interval;
import static org.subtext.statistics.Fixture.value;

import org.junit.jupiter.api.Test;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Fixture;
import org.subtext.statistics.Interval;
import org.subtext.statistics.Proportion;

class OperatingPointTest {
    @Test
    void youdenAgreesWithScikitLearn() {
        // scikit-learn 1.9.1 roc_curve, argmax(tpr - fpr), validation/statistics/reference.py
        OperatingPoint first = OperatingPoint.chosenBy(new ThresholdRule.Youden(), Fixture.first());
        assertThat(value(first.threshold())).isCloseTo(0.357142857142857, EXACT);
        assertThat(value(first.sensitivity(0.95))).isCloseTo(0.888888888888889, EXACT);
        assertThat(value(first.specificity(0.95))).isCloseTo(0.425925925925926, EXACT);
        OperatingPoint mixed = OperatingPoint.chosenBy(new ThresholdRule.Youden(), Fixture.mixedFirst());
        assertThat(value(mixed.threshold())).isCloseTo(0.595238095238095, EXACT);
        assertThat(value(mixed.sensitivity(0.95))).isCloseTo(0.611111111111111, EXACT);
        assertThat(value(mixed.specificity(0.95))).isCloseTo(0.833333333333333, EXACT);
    }

    @Test
    void theNearestFalsePositiveRateIsTaken() {
        // false positive rates 1/4, 2/4, 3/4, 1 at 4, 3, 2, 1
        BinaryScores scores = BinaryScores.independent(
                new double[] {4, 3, 2, 1, 3.5, 5}, new boolean[] {false, false, false, false, true, true});
        assertThat(value(new ThresholdRule.FalsePositiveRateNearest(0.2).on(scores)))
                .isEqualTo(4);
        assertThat(value(new ThresholdRule.FalsePositiveRateNearest(0.7).on(scores)))
                .isEqualTo(2);
        assertThat(value(new ThresholdRule.FalsePositiveRateNearest(0.05).on(scores)))
                .isEqualTo(5);
    }

    @Test
    void aThresholdFromElsewhereMayMeetOneClassOnly() {
        BinaryScores positives = BinaryScores.independent(new double[] {1, 2, 3}, new boolean[] {true, true, true});
        OperatingPoint point = OperatingPoint.at(positives, 2);
        assertThat(value(point.sensitivity(0.95))).isCloseTo(2 / 3.0, EXACT);
        assertThat(point.specificity(0.95)).isEqualTo(new Estimate.Undefined("no negative among 3 rows"));
    }

    @Test
    void patientsWithManyAlikeImagesWidenTheInterval() {
        // 20 patients with 5 equal images each, half of them right
        boolean[] labels = new boolean[100];
        double[] scores = new double[100];
        int[] patients = new int[100];
        for (int row = 0; row < 100; row++) {
            labels[row] = true;
            patients[row] = row / 5;
            scores[row] = patients[row] % 2;
        }
        Interval clustered = interval(
                OperatingPoint.at(BinaryScores.of(scores, labels, patients), 1).sensitivity(0.95));
        Interval ofPatients = interval(Proportion.wilson(10, 20, 0.95));
        Interval ofImages = interval(Proportion.wilson(50, 100, 0.95));
        assertThat(clustered.lower()).isBetween(ofPatients.lower() - 0.01, ofPatients.lower() + 0.01);
        assertThat(clustered.lower()).isLessThan(ofImages.lower());
        assertThat(clustered.method()).isEqualTo("Wilson, clustered by patient");
    }
}
