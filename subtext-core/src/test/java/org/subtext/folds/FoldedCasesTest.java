package org.subtext.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class FoldedCasesTest {
    @Seeds(50)
    void relabellingKeepsTheCountsOfEachFold(SplittableRandom random) {
        FoldedCases cases = drawn(40, 3, random);

        int[] relabelled = cases.relabelled(random);

        for (int fold = 0; fold < cases.folds(); fold++) {
            assertThat(classesOf(cases, relabelled, fold))
                    .containsExactlyInAnyOrder(classesOf(cases, cases.classOfPatient(), fold));
        }
    }

    /** One of four patients of a fold has the class; under many exchanges each has it one time in four. */
    @Seeds(5)
    void everyPatientOfAFoldIsAsLikelyToHaveAClass(SplittableRandom random) {
        int[] each = IntStream.range(0, 8).toArray();
        FoldedCases cases =
                FoldedCases.byPatient(each, new int[] {1, 0, 0, 0, 0, 0, 0, 1}, new int[] {0, 0, 0, 0, 1, 1, 1, 1});
        int[] counts = new int[8];

        for (int draw = 0; draw < 10_000; draw++) {
            int[] relabelled = cases.relabelled(random);
            Arrays.setAll(counts, patient -> counts[patient] + relabelled[patient]);
        }

        // standard error 0.0043
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count / 10_000.0).isCloseTo(0.25, within(0.02)));
    }

    @Test
    void aSampleKeepsFoldsClassesAndAllImagesOfWhomItKeeps() {
        int patients = 4 * CaseSample.MOST_PATIENTS;
        int[] patientOfImage = IntStream.range(0, 2 * patients).map(i -> i / 2).toArray();
        FoldedCases all = FoldedCases.byPatient(
                patientOfImage,
                IntStream.range(0, patients).map(p -> p % 10 == 0 ? 1 : 0).toArray(),
                IntStream.range(0, patients).map(p -> p / 10 % 5).toArray());

        CaseSample sample = CaseSample.of(all, new Seed(4));

        assertThat(sample.cases().patients()).isEqualTo(CaseSample.MOST_PATIENTS);
        assertThat(sample.cases().folds()).isEqualTo(5);
        assertThat(sample.images()).hasSize(2 * CaseSample.MOST_PATIENTS).isSorted();
        assertThat(Arrays.stream(sample.cases().classOfPatient()).sum()).isEqualTo(CaseSample.MOST_PATIENTS / 10);
        for (int i = 0; i < sample.images().length; i++) {
            int before = all.patientOfImage()[sample.images()[i]];
            int now = sample.cases().patientOfImage()[i];
            assertThat(sample.cases().classOfPatient()[now]).isEqualTo(all.classOfPatient()[before]);
            assertThat(sample.cases().foldOfPatient()[now]).isEqualTo(all.foldOfPatient()[before]);
        }
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        int[] three = {0, 1, 2};
        assertThatThrownBy(() -> FoldedCases.byPatient(three, new int[] {0, 1}, new int[] {0, 1}))
                .hasMessageContaining("3 patients of 2");
        assertThatThrownBy(() -> FoldedCases.byPatient(three, new int[] {0, 1, 0}, new int[] {0, 0, 0}))
                .hasMessageContaining("two folds");
    }

    private static int[] classesOf(FoldedCases cases, int[] classes, int fold) {
        return IntStream.range(0, classes.length)
                .filter(patient -> cases.foldOfPatient()[patient] == fold)
                .map(patient -> classes[patient])
                .toArray();
    }

    private static FoldedCases drawn(int patients, int classes, SplittableRandom random) {
        int[] each = IntStream.range(0, patients).toArray();
        return FoldedCases.byPatient(
                each,
                Arrays.stream(each)
                        .map(p -> p < classes ? p : random.nextInt(classes))
                        .toArray(),
                Arrays.stream(each).map(p -> p < 5 ? p : random.nextInt(5)).toArray());
    }
}
