package org.subtext.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.subtext.statistics.SamplePlan.VarianceModel.BINORMAL;
import static org.subtext.statistics.SamplePlan.VarianceModel.HANLEY_MCNEIL;
import static org.subtext.statistics.SamplePlan.VarianceModel.NORMAL;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplePlanTest {
    /**
     * R 4.2.2, pROC 1.18.0 {@code power.roc.test(auc, sig.level = .05, power = .9, kappa = 3)}, cases and controls;
     * validation/statistics/reference.R. pROC rounds √2 to 1.414.
     */
    @ParameterizedTest
    @CsvSource({"0.6, 443.4873", "0.7, 109.5686", "0.9, 21.8445"})
    void casesAgreeWithPRoc(double auc, double cases) {
        assertThat(new SamplePlan(0.25, 1, BINORMAL).casesToExcludeChance(auc, 0.05, 0.9))
                .isBetween((long) cases - 1, (long) cases + 2);
    }

    @Test
    void powerAgreesWithPRoc() {
        // power.roc.test(auc = .65, ncases = 40, ncontrols = 120, sig.level = .05)
        assertThat(new SamplePlan(0.25, 1, BINORMAL).power(0.65, 160, 0.05)).isCloseTo(0.832535290695547, within(1e-4));
    }

    @Test
    void hanleyAndMcNeilForetellTheVarianceOfExponentialScores() {
        // a positive score is exponential with mean 3, a negative one with mean 1: AUC = 3/4
        SplittableRandom random = new SplittableRandom(1);
        int samples = 4_000;
        double squares = 0;
        for (int sample = 0; sample < samples; sample++) {
            double[] scores = new double[50];
            boolean[] labels = new boolean[50];
            for (int row = 0; row < 50; row++) {
                labels[row] = row < 20;
                scores[row] = -Math.log(1 - random.nextDouble()) * (labels[row] ? 3 : 1);
            }
            double error =
                    Roc.of(BinaryScores.independent(scores, labels)).auc().valueOr(0) - 0.75;
            squares += error * error;
        }
        // a variance from 4,000 samples has a relative standard error of about sqrt(2/4000) = 2.2 percent
        double foretold = HANLEY_MCNEIL.of(0.75, 20, 30);
        assertThat(squares / samples).isBetween(0.91 * foretold, 1.09 * foretold);
    }

    @Test
    void theModelsAgreeNearChance() {
        double exact = 101 / (12.0 * 50 * 50);
        assertThat(BINORMAL.of(0.5, 50, 50)).isCloseTo(exact, within(0.06 * exact));
        assertThat(HANLEY_MCNEIL.of(0.5, 50, 50)).isCloseTo(exact, within(1e-12));
        assertThat(NORMAL.of(0.5, 50, 50)).isCloseTo(exact, within(1e-12));
    }

    @Test
    void theAnswerIsTheSmallestNumberThatDoes() {
        SamplePlan plan = SamplePlan.of(0.3);
        long cases = plan.casesForHalfWidth(0.8, 0.05, 0.95);
        assertThat(plan.halfWidth(0.8, cases, 0.95)).isLessThanOrEqualTo(0.05);
        assertThat(plan.halfWidth(0.8, cases - 1, 0.95)).isGreaterThan(0.05);
    }

    @Test
    void aDesignEffectOfThreeTriplesTheCases() {
        long once = SamplePlan.of(0.3).casesForHalfWidth(0.8, 0.05, 0.95);
        long thrice = new SamplePlan(0.3, 3, NORMAL).casesForHalfWidth(0.8, 0.05, 0.95);
        assertThat(thrice).isBetween(3 * once - 3, 3 * once);
    }

    @Test
    void aNarrowerMarginNeedsMoreCases() {
        SamplePlan plan = SamplePlan.of(0.5);
        long wide = plan.casesToShowChance(0.10, 0.05, 0.8);
        // (1.6449 + 1.2816)² · (n + 1)/(3n²) = 0.01 by hand
        assertThat(wide).isEqualTo(287);
        assertThat(plan.casesToShowChance(0.05, 0.05, 0.8)).isBetween(4 * wide - 8, 4 * wide);
    }

    @Test
    void impossibleQuestionsAreRefused() {
        assertThatThrownBy(() -> SamplePlan.of(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SamplePlan.of(0.5).casesToExcludeChance(0.5, 0.05, 0.8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0.5");
        assertThatThrownBy(() -> new SamplePlan(0.5, 0, BINORMAL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SamplePlan.of(0.5).casesForHalfWidth(1, 0.1, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
