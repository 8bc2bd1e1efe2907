package org.subtext.learn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.subtext.recognition.TrainingPlan;
import org.subtext.recognition.TrainingPlan.Schedule;
import org.subtext.recognition.TrainingPresets;

class LearningRateTest {
    private static final TrainingPlan PLAN = TrainingPresets.SMALL
            .plan()
            .withOptimisation(optimisation -> optimisation.withLearningRate(1.0)); // warm-up 0.1

    @Test
    void cosineRisesOverTheWarmUpAndFallsToZero() {
        LearningRate rate = new LearningRate(
                PLAN.withOptimisation(optimisation -> optimisation.withSchedule(Schedule.COSINE)), 100);
        assertThat(rate.at(0)).isCloseTo(0.1, within(1e-12));
        assertThat(rate.at(9)).isCloseTo(1.0, within(1e-12));
        assertThat(rate.at(10)).isCloseTo(1.0, within(1e-12));
        assertThat(rate.at(55)).isCloseTo(0.5, within(1e-12));
        assertThat(rate.at(99)).isLessThan(0.001);
    }

    @Test
    void constantStaysAfterTheWarmUp() {
        LearningRate rate = new LearningRate(
                PLAN.withOptimisation(optimisation -> optimisation.withSchedule(Schedule.CONSTANT)), 100);
        assertThat(rate.at(50)).isEqualTo(1.0);
        rate.passEnded(9);
        rate.passEnded(9);
        rate.passEnded(9);
        assertThat(rate.at(99)).isEqualTo(1.0);
    }

    @Test
    void plateauFallsAfterTwoPassesWithoutGainAndNotBelowItsLowestRate() {
        LearningRate rate = new LearningRate(
                TrainingPresets.STUDY_CXR.plan().withOptimisation(optimisation -> optimisation.withLearningRate(5e-4)),
                100);
        double[] losses = {0.5, 0.4, 0.39995, 0.41}; // the third gains less than 1e-4
        for (double loss : losses) {
            assertThat(rate.at(50)).isEqualTo(5e-4);
            rate.passEnded(loss);
        }
        assertThat(rate.at(50)).isCloseTo(5e-5, within(1e-15));
        for (int pass = 0; pass < 6; pass++) {
            rate.passEnded(0.4);
        }
        assertThat(rate.at(50)).isEqualTo(1e-5);
    }

    @Test
    void plateauNeverRaisesARateBelowItsLowest() {
        LearningRate rate = new LearningRate(
                TrainingPresets.STUDY_CXR.plan().withOptimisation(optimisation -> optimisation.withLearningRate(1e-6)),
                100);
        for (int pass = 0; pass < 6; pass++) {
            rate.passEnded(0.4);
        }
        assertThat(rate.at(50)).isEqualTo(1e-6);
    }
}
