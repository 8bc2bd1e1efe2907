package org.subtext.audit.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanDifferenceTest {
    @Test
    void aLineIsNamedWithItsSection() {
        assertThat(PlanDifference.of("seed: 1\ntraining:\n  epochs: 3\n", "seed: 1\ntraining:\n  epochs: 5\n"))
                .containsExactly("  then: epochs: 3  (training)", "  now:  epochs: 5  (training)");
    }

    @Test
    void equalLinesOfOtherSectionsDoNotHideADifference() {
        String then = "split:\n  folds: 5\nroutes:\n  folds: 1\n";
        String now = "split:\n  folds: 1\nroutes:\n  folds: 5\n";

        assertThat(PlanDifference.of(then, now)).hasSize(4).contains("  now:  folds: 1  (split)");
    }

    @Test
    void itemsInAnotherOrderAreADifference() {
        assertThat(PlanDifference.of("classes:\n- A\n- B\n", "classes:\n- B\n- A\n"))
                .containsExactly(
                        "  then: - A  (classes)",
                        "  then: - B  (classes)",
                        "  now:  - B  (classes)",
                        "  now:  - A  (classes)");
    }

    @Test
    void equalPlansDoNotDiffer() {
        assertThat(PlanDifference.of("a: 1\n", "a: 1\n")).isEmpty();
    }
}
