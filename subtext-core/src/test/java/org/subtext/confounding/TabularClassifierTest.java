package org.subtext.confounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.provenance.Seed;

class TabularClassifierTest {
    private static final Seed SEED = new Seed(5);

    static List<TabularClassifier> classifiers() {
        return List.of(
                new LogisticRegression(1),
                new RandomForest(30, 4),
                new BoostedTrees(20, 2),
                Tuned.logisticRegression(),
                new Tuned("two forests", List.of(new RandomForest(10, 1), new RandomForest(10, 6))));
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void theSameSeedGivesTheSameNumbersOnAnyThread(TabularClassifier classifier) {
        LabelledRows rows = ClosedForm.twoClassRows();
        double[][] alone = classifier.fit(rows, SEED).probabilities(rows.features());
        List<double[][]> together = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> classifier.fit(rows, SEED).probabilities(rows.features()))
                .toList();
        for (double[][] one : together) {
            assertThat(one).isDeepEqualTo(alone);
        }
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void rowsAskedOneByOneGetWhatTheyGetTogether(TabularClassifier classifier) {
        LabelledRows rows = ClosedForm.twoClassRows();
        TabularClassifier.Fitted fitted = classifier.fit(rows, SEED);
        double[][] alone = Arrays.stream(rows.features())
                .limit(50)
                .map(row -> fitted.probabilities(new double[][] {row})[0])
                .toArray(double[][]::new);
        assertThat(Arrays.copyOf(fitted.probabilities(rows.features()), alone.length))
                .isDeepEqualTo(alone);
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void probabilitiesSumToOneAndFollowTheClass(TabularClassifier classifier) {
        LabelledRows rows = ClosedForm.twoClassRows();
        double[][] probabilities = classifier.fit(rows, SEED).probabilities(rows.features());
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int row = 0; row < rows.size(); row++) {
            assertThat(Arrays.stream(probabilities[row]).sum()).isBetween(1 - 1e-9, 1 + 1e-9);
            ofPositives += rows.labels()[row] == 1 ? probabilities[row][1] : 0;
            ofNegatives += rows.labels()[row] == 0 ? probabilities[row][1] : 0;
        }
        long positives = Arrays.stream(rows.labels()).sum();
        assertThat(ofPositives / positives).isGreaterThan(ofNegatives / (rows.size() - positives) + 0.05);
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void oneClassOrConstantColumnsGiveTheSharesOfTheClasses(TabularClassifier classifier) {
        int[] labels = {0, 0, 0, 1};
        double[][] constant = {{3}, {3}, {3}, {3}};
        assertThat(classifier.fit(LabelledRows.ungrouped(constant, labels, 2), SEED)
                        .probabilities(constant)[0])
                .containsExactly(0.75, 0.25);
        assertThat(classifier.fit(LabelledRows.ungrouped(new double[][] {{1}, {2}}, new int[] {1, 1}, 3), SEED)
                        .probabilities(new double[][] {{9}})[0])
                .containsExactly(0, 1, 0);
    }

    @Test
    void aClassThatTrainingNeverSawGetsNoProbability() {
        LabelledRows rows = LabelledRows.ungrouped(ClosedForm.features(), ClosedForm.twoClasses(), 3);
        for (TabularClassifier classifier : classifiers()) {
            assertThat(classifier.fit(rows, SEED).probabilities(rows.features())[0])
                    .hasSize(3)
                    .endsWith(0);
        }
    }

    @Test
    void treesFindWhatNoLineFinds() {
        // Exclusive or: neither column tells anything by itself.
        double[][] features = new double[200][];
        int[] labels = new int[200];
        for (int row = 0; row < 200; row++) {
            features[row] = new double[] {row % 2, row / 2 % 2};
            labels[row] = (row % 2) ^ (row / 2 % 2);
        }
        LabelledRows rows = LabelledRows.ungrouped(features, labels, 2);
        double[][] boosted = new BoostedTrees(100, 3).fit(rows, SEED).probabilities(features);
        double[][] straight = new LogisticRegression(1).fit(rows, SEED).probabilities(features);
        for (int row = 0; row < 4; row++) {
            assertThat(straight[row][1]).isBetween(0.45, 0.55);
        }
        // Boosting needs an uneven start to find it; the forest's random columns do.
        double[][] forest = new RandomForest(100, 4).fit(rows, SEED).probabilities(features);
        assertThat(forest[1][1]).isGreaterThan(forest[0][1] + 0.3);
        assertThat(boosted[0]).hasSize(2);
    }

    @Test
    void tuningTakesTheCandidateThatPredictsPatientsItDidNotSee() {
        // Each patient has a column value of their own, so that a deep forest learns patients by heart.
        int patients = 60;
        double[][] features = new double[4 * patients][];
        int[] labels = new int[features.length];
        int[] groups = new int[features.length];
        for (int row = 0; row < features.length; row++) {
            groups[row] = row / 4;
            features[row] = new double[] {row / 4 * 29 % patients};
            labels[row] = row / 4 * 7 % 10 < 5 ? 0 : 1;
        }
        LabelledRows rows = new LabelledRows(features, labels, 2, groups);
        Tuned tuned = new Tuned("forests", List.of(new RandomForest(20, 1), new RandomForest(20, 12)));
        assertThat(tuned.fit(rows, SEED).settings()).isEqualTo("20 trees of depth 1");
        // Without the patients the same rows look as if depth paid.
        assertThat(tuned.fit(LabelledRows.ungrouped(features, labels, 2), SEED).settings())
                .isEqualTo("20 trees of depth 12");
    }

    @Test
    void valuesThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> LabelledRows.ungrouped(new double[][] {{Double.NaN}}, new int[] {0}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
    }

    @Test
    void theGridIsSaidInWords() {
        assertThat(Tuned.boostedTrees().description())
                .contains("rounds 30, depth 1; rounds 100, depth 1")
                .contains("3-fold patient-grouped");
    }
}
