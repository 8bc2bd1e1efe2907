package org.subtext.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearReaderTest {
    private static final int[] PATIENTS = {0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 5, 5};
    private static final int[] LABELS = {0, 0, 0, 1, 1, 2, 0, 0, 1, 2, 2, 2};
    private static final int[] PARITY =
            Arrays.stream(PATIENTS).map(patient -> patient % 2).toArray();

    /**
     * {@code Ridge(alpha, solver="cholesky").fit(Z, indicator, sample_weight).predict(Z)} less the weighted mean of the
     * indicator, of scikit-learn 1.9.1, with Z scaled by weighted means and deviations and by the root of the block's
     * size, sample_weight 1/√n of a patient's n images and alpha the sum of weighted squares of Z over four times the
     * patients.
     */
    @Test
    void scoresAreThoseOfAnIndependentRidgeRegression() {
        TaughtImages images = small(LABELS);
        LinearReader reader = LinearReader.taughtBy(images);

        assertClose(reader.scores(images.features()[0]), 0.2019634080842827, 0.2584688692311667, -0.4604322773154493);
        assertClose(reader.scores(images.features()[5]), -0.429333451167637, -0.03234703954363655, 0.46168049071127343);
        assertClose(
                reader.scores(images.features()[11]), 0.25121591009804556, -0.22961013700012017, -0.021605773097925496);
    }

    /** As above, fitted on the rows of the other fold. */
    @Test
    void acrossFoldsOnlyTheOthersTeach() {
        double[][] scores = LinearReader.acrossFolds(small(LABELS), PARITY);

        assertClose(scores[0], 0.3118476951243416, 0.07377355908297939, -0.38562125420732085);
        assertClose(scores[3], -0.2788087729219527, 0.23684981198643973, 0.04195896093551299);
        assertClose(scores[11], 0.8706537423890637, -0.4336775403757109, -0.43697620201335297);
    }

    @Test
    void noLabelOfAPatientReachesTheirOwnScore() {
        double[][] asRecorded = LinearReader.acrossFolds(small(LABELS), PARITY);
        for (int patient = 0; patient < 6; patient++) {
            int[] other = LABELS.clone();
            for (int i = 0; i < other.length; i++) {
                other[i] = PATIENTS[i] == patient ? (other[i] + 1) % 3 : other[i];
            }
            double[][] scores = LinearReader.acrossFolds(small(other), PARITY);
            boolean reachedOthers = false;
            for (int i = 0; i < other.length; i++) {
                if (PATIENTS[i] == patient) {
                    assertThat(scores[i]).containsExactly(asRecorded[i]);
                }
                reachedOthers |= !Arrays.equals(scores[i], asRecorded[i]);
            }
            assertThat(reachedOthers)
                    .as("patient %d taught the other fold", patient)
                    .isTrue();
        }
    }

    @Test
    void scoresOfAnImageAddUpToNothing() {
        for (double[] scores : LinearReader.acrossFolds(small(LABELS), PARITY)) {
            assertThat(Arrays.stream(scores).sum()).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void unitsAndOriginsOfFeaturesDoNotMatter() {
        TaughtImages images = small(LABELS);
        float[][] other = Arrays.stream(images.features())
                .map(row -> new float[] {64 * row[0] - 16, row[1] / 8, row[2] * 4 + 32, 1 + row[3]})
                .toArray(float[][]::new);
        double[][] scores = LinearReader.acrossFolds(images, PARITY);
        double[][] inOtherUnits = LinearReader.acrossFolds(
                new TaughtImages(other, images.blocks(), new RecordedClasses(LABELS, PATIENTS, 3, 0.5)), PARITY);
        for (int i = 0; i < scores.length; i++) {
            assertThat(inOtherUnits[i]).containsExactly(scores[i], within(1e-9));
        }
    }

    @Test
    void threadsDoNotChangeADigit() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        float[][] features = new float[60][200];
        for (float[] row : features) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        int[] patients = IntStream.range(0, 60).map(i -> i / 2).toArray();
        int[] labels = IntStream.range(0, 60).map(i -> i / 2 % 2).toArray();
        int[] folds = IntStream.range(0, 60).map(i -> i / 2 / 2 % 3).toArray();
        TaughtImages images =
                new TaughtImages(features, new int[] {150, 50}, new RecordedClasses(labels, patients, 2, 0.5));
        double[][] here = LinearReader.acrossFolds(images, folds);
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            assertThat(alone.submit(() -> LinearReader.acrossFolds(images, folds))
                            .get())
                    .isDeepEqualTo(here);
        } finally {
            alone.shutdown();
        }
    }

    @Test
    void constantFeaturesSayNothing() {
        float[][] features = new float[12][2];
        Arrays.stream(features).forEach(row -> Arrays.fill(row, 0.3f));
        TaughtImages images = new TaughtImages(features, new int[] {1, 1}, new RecordedClasses(LABELS, PATIENTS, 3, 0));
        assertThat(LinearReader.taughtBy(images).scores(new float[] {0.9f, 0.1f}))
                .containsOnly(0);
    }

    @Test
    void aPatientInTwoFoldsIsRefused() {
        int[] folds = PARITY.clone();
        folds[0] = 1;
        assertThatThrownBy(() -> LinearReader.acrossFolds(small(LABELS), folds))
                .hasMessageContaining("images of one patient lie in several folds");
        folds[0] = LinearReader.TEACHES_ALL;
        assertThatThrownBy(() -> LinearReader.acrossFolds(small(LABELS), folds))
                .hasMessageContaining("images of one patient lie in several folds");
    }

    @Test
    void whoIsNotAssessedTeachesEveryReader() {
        TaughtImages images = small(LABELS);
        int[] folds = Arrays.stream(PATIENTS)
                .map(patient -> patient < 3 ? LinearReader.TEACHES_ALL : 0)
                .toArray();
        int[] teaching = {0, 1, 2, 3, 4, 5};
        LinearReader reader = LinearReader.taughtBy(new TaughtImages(
                Arrays.copyOf(images.features(), teaching.length),
                images.blocks(),
                new RecordedClasses(
                        Arrays.copyOf(LABELS, teaching.length), Arrays.copyOf(PATIENTS, teaching.length), 3, 0.5)));

        double[][] scores = LinearReader.acrossFolds(images, folds);

        assertThat(scores[0]).isNull();
        assertThat(scores[7]).containsExactly(reader.scores(images.features()[7]));

        int[] three = Arrays.stream(PATIENTS).map(patient -> patient % 3 - 1).toArray();
        int[] two =
                Arrays.stream(PATIENTS).map(patient -> patient % 3 == 2 ? 1 : 0).toArray();
        assertThat(LinearReader.acrossFolds(images, three)[11])
                .as("of the last fold, whom all others teach")
                .containsExactly(LinearReader.acrossFolds(images, two)[11], within(1e-12));
    }

    /** Up to 1,000 features are solved by another routine than more. */
    @ParameterizedTest
    @ValueSource(ints = {90, 1_020})
    void severalLabelsAreReadAsOneByOne(int width) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] features = new float[12][width];
        for (float[] row : features) {
            for (int j = 0; j < width; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        int[] blocks = {width - 40, 40};
        int[] turned = Arrays.stream(LABELS).map(label -> (label + 1) % 3).toArray();
        List<int[]> labels = List.of(turned, LABELS, PARITY);
        TaughtImages images = new TaughtImages(features, blocks, new RecordedClasses(LABELS, PATIENTS, 3, 0.5));

        List<double[][]> together = LinearReader.acrossFolds(images, PARITY, labels);
        List<LinearReader> readers = LinearReader.taughtBy(images, labels);

        for (int l = 0; l < labels.size(); l++) {
            TaughtImages alone =
                    new TaughtImages(features, blocks, new RecordedClasses(labels.get(l), PATIENTS, 3, 0.5));
            assertThat(together.get(l)).isDeepEqualTo(LinearReader.acrossFolds(alone, PARITY));
            assertThat(readers.get(l).scores(features[3]))
                    .containsExactly(LinearReader.taughtBy(alone).scores(features[3]));
        }
        assertThat(together.get(0)[0]).isNotEqualTo(together.get(1)[0]);
    }

    private static void assertClose(double[] scores, double... expected) {
        // features are floats
        assertThat(scores).containsExactly(expected, within(2e-7));
    }

    private static TaughtImages small(int[] labels) {
        float[][] features = new float[12][];
        for (int i = 0; i < features.length; i++) {
            features[i] = new float[] {i * i % 7, (3 * i + 1) % 5 / 4f, 10 + (5 * i * i + 2) % 11 / 8f, 2.5f};
        }
        return new TaughtImages(features, new int[] {3, 1}, new RecordedClasses(labels, PATIENTS, 3, 0.5));
    }
}
