package org.subtext.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.assessment.SampleSizes.Size;

class SampleSizesTest {
    private static final AssessmentPlan PLAN = AssessmentPlan.ofDefaults(1);

    @Test
    void everyStatedSizeIsTheFirstThatGivesThePower() {
        SampleSizes sizes = of(PLAN, 100, 140);
        for (Size size : sizes.reveals().subList(0, 4)) {
            int patients = (int) size.patients();
            List<Integer> enough = divided(patients, 100 / 240.0);
            List<Integer> few = divided((int) (0.9 * patients), 100 / 240.0);
            assertThat(powerOf(size.auc(), enough)).as("AUC %s", size.auc()).isGreaterThan(0.78);
            assertThat(powerOf(size.auc(), few)).as("AUC %s", size.auc()).isLessThan(0.8);
        }
    }

    @Test
    void smallerEffectsAndSmallerClassesNeedMorePatients() {
        SampleSizes even = of(PLAN, 100, 100);
        SampleSizes uneven = of(PLAN, 20, 180);

        assertThat(even.reveals())
                .extracting(Size::patients)
                .isSortedAccordingTo((one, other) -> -one.compareTo(other));
        for (int effect = 0; effect < even.reveals().size(); effect++) {
            assertThat(uneven.reveals().get(effect).patients())
                    .isGreaterThan(even.reveals().get(effect).patients());
        }
        assertThat(uneven.chance().patients()).isGreaterThan(even.chance().patients());
    }

    @Test
    void noSizeIsStatedWhereNoneWouldDo() {
        assertThat(of(PLAN.withMargin(0.0002), 100, 100).chance().patients()).isZero();
    }

    @Test
    void nothingIsStatedOfFewerThanTwoClassesThatAreAnsweredFor() {
        assertThat(SampleSizes.of(PLAN, List.of(14, 200), 214)).isEmpty();
        assertThat(SampleSizes.of(PLAN, List.of(14, 200, 15), 229)).isPresent();
    }

    private static double powerOf(double auc, List<Integer> patients) {
        return of(PLAN, patients.get(0), patients.get(1)).reveals().stream()
                .filter(size -> size.auc() == auc)
                .findFirst()
                .orElseThrow()
                .powerHere();
    }

    private static List<Integer> divided(int patients, double share) {
        int first = (int) Math.round(share * patients);
        return List.of(first, patients - first);
    }

    private static SampleSizes of(AssessmentPlan plan, int first, int second) {
        return SampleSizes.of(plan, List.of(first, second), first + second).orElseThrow();
    }

    /** 15 of 400: 400 times 15/400 is a hair below 15 in doubles. */
    @Test
    void aCohortThatHasThePowerIsNotToldThatItNeedsMorePatients() {
        SampleSizes sizes = SampleSizes.of(AssessmentPlan.ofDefaults(1), List.of(15, 385), 400)
                .orElseThrow();

        assertThat(sizes.reveals())
                .filteredOn(one -> one.powerHere() >= sizes.power())
                .isNotEmpty()
                .allMatch(one -> one.patients() <= 400);
    }
}
