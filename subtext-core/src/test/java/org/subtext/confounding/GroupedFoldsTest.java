package org.subtext.confounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class GroupedFoldsTest {
    @Seeds(50)
    void patientsAreWholeAndClassesSpread(SplittableRandom random) {
        int n = 100 + random.nextInt(100);
        int[] groups = new int[n];
        int[] labels = new int[n];
        for (int row = 0; row < n; row++) {
            groups[row] = random.nextInt(40);
            labels[row] = groups[row] % 3 == 0 ? 1 : 0;
        }
        List<GroupedFolds.Fold> folds = GroupedFolds.of(labels, groups, 4, new Seed(random.nextLong()));
        assertThat(folds).hasSize(4);
        Set<Integer> tested = new HashSet<>();
        for (GroupedFolds.Fold fold : folds) {
            Set<Integer> training = new HashSet<>();
            Arrays.stream(fold.training()).forEach(row -> training.add(groups[row]));
            assertThat(Arrays.stream(fold.test()).noneMatch(row -> training.contains(groups[row])))
                    .isTrue();
            assertThat(fold.training().length + fold.test().length).isEqualTo(n);
            Arrays.stream(fold.test())
                    .forEach(row -> assertThat(tested.add(row)).isTrue());
            Set<Integer> patientsOfClass = new HashSet<>();
            Arrays.stream(fold.test()).filter(row -> labels[row] == 1).forEach(row -> patientsOfClass.add(groups[row]));
            assertThat(patientsOfClass).hasSizeBetween(2, 4); // 14 patients over four folds
        }
        assertThat(tested).hasSize(n);
    }
}
