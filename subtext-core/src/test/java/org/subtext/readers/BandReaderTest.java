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
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.recognition.testing.PixelArrays;
import org.subtext.sources.phantom.ClassShare;
import org.subtext.sources.phantom.ConfounderCorrelations;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.phantom.PhantomStream;
import org.subtext.sources.phantom.PlantedSignal;

class BandReaderTest {
    private static final int[] PATIENTS = {0, 0, 1, 2, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11};
    private static final int[] LABELS = {0, 0, 1, 0, 0, 0, 1, 2, 1, 1, 0, 2, 1, 1, 0, 2, 0, 0};
    private static final int SIDE = 32;

    /** {@code validation/readers/bands.py}, NumPy 2.4.6 and SciPy 1.17.1. */
    @Test
    void scoresAreThoseOfAnIndependentStack() {
        double[][] scores = reader(waves()).acrossFolds(recorded(LABELS), folds(3));

        assertClose(scores[0], 0.18343700194999002, 0.08673536476579846, -0.2701723667157905);
        assertClose(scores[3], 0.04540638053884977, 0.07600760043192255, -0.12141398097077287);
        assertClose(scores[7], -2.1073483216842037, 2.1073483216842046, 0.0);
        assertClose(scores[17], 0.48708335099966354, -0.08260068164071577, -0.4044826693589457);
    }

    /** Of many folds, of two, and of one beside patients who are not assessed. */
    @ParameterizedTest
    @ValueSource(ints = {3, 2, 1})
    void noLabelOfAPatientReachesTheirOwnScore(int count) {
        float[][] images = waves();
        double[][] asRecorded = reader(images).acrossFolds(recorded(LABELS), folds(count));
        boolean reachedOthers = false;
        for (int patient = 0; patient < 12; patient++) {
            int[] other = LABELS.clone();
            for (int i = 0; i < other.length; i++) {
                other[i] = PATIENTS[i] == patient ? (other[i] + 1) % 3 : other[i];
            }
            double[][] scores = reader(images).acrossFolds(recorded(other), folds(count));
            for (int i = 0; i < other.length; i++) {
                if (PATIENTS[i] == patient && scores[i] != null) {
                    assertThat(scores[i]).containsExactly(asRecorded[i]);
                }
                reachedOthers |= !Arrays.equals(scores[i], asRecorded[i]);
            }
        }
        assertThat(reachedOthers).isTrue();
    }

    @Test
    void whoTeachesAllHasNoScoreAndReachesTheOthers() {
        int[] folds = folds(1);
        double[][] scores = reader(waves()).acrossFolds(recorded(LABELS), folds);

        for (int i = 0; i < folds.length; i++) {
            assertThat(scores[i] == null).isEqualTo(folds[i] == LinearReader.TEACHES_ALL);
        }
        assertThat(Arrays.stream(scores).filter(own -> own != null).anyMatch(own -> own[0] != 0))
                .isTrue();
    }

    /** Coefficients of all bands at once, and several labels of one reading, say what each by itself says. */
    @Test
    void bandsAtHandAndSeveralLabelsGiveTheSameScores() {
        float[][] images = waves();
        int[] other = Arrays.stream(LABELS).map(label -> (label + 1) % 3).toArray();
        TaughtImages atHand = new TaughtImages(
                BandReader.features(
                        new PixelArrays(layout(images), images),
                        IntStream.range(0, images.length).toArray(),
                        Progress.SILENT),
                BandReader.blocks(SIDE),
                recorded(LABELS));
        List<double[][]> scores = BandReader.acrossFolds(atHand, folds(3), List.of(other, LABELS));

        assertThat(scores.get(0)).isDeepEqualTo(reader(images).acrossFolds(recorded(other), folds(3)));
        assertThat(scores.get(1)).isDeepEqualTo(reader(images).acrossFolds(recorded(LABELS), folds(3)));
    }

    @Test
    void threadsDoNotChangeAScore() {
        double[][] one = new ForkJoinPool(1)
                .submit(() -> reader(waves()).acrossFolds(recorded(LABELS), folds(3)))
                .join();
        double[][] four = new ForkJoinPool(4)
                .submit(() -> reader(waves()).acrossFolds(recorded(LABELS), folds(3)))
                .join();

        assertThat(one).isDeepEqualTo(four);
    }

    @Test
    void imagesThatAreAllAlikeHaveNoScore() {
        float[][] alike = new float[PATIENTS.length][SIDE * SIDE];
        for (double[] scores : reader(alike).acrossFolds(recorded(LABELS), folds(3))) {
            assertThat(scores).containsOnly(0);
        }
    }

    @Test
    void aPatientInTwoFoldsIsRefused() {
        int[] folds = folds(3);
        folds[0] = 1;
        assertThatThrownBy(() -> reader(waves()).acrossFolds(recorded(LABELS), folds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("several folds");
    }

    /** The demo's recipe with a texture of 8 to 16 cycles: one ridge over all features reads far less of it. */
    @Test
    void aFaintTextureBesideStrongAnatomyIsReadAndNothingWhereNothingIs() {
        int patients = 300;
        PhantomStream phantoms = new PhantomStream(new PhantomPlan(
                patients,
                1,
                1,
                64,
                List.of(new ClassShare("A", 0.5), new ClassShare("B", 0.5)),
                new PlantedSignal.Band(8, 16, 0.4),
                ConfounderCorrelations.NONE,
                7,
                8));
        float[][] images = IntStream.range(0, patients).mapToObj(phantoms::grey).toArray(float[][]::new);
        int[] labels = IntStream.range(0, patients).map(phantoms::group).toArray();
        int[] own = IntStream.range(0, patients).toArray();
        int[] folds = IntStream.of(own).map(i -> i % 5).toArray();
        SplittableRandom random = new SplittableRandom(7);
        int[] nothing = IntStream.of(own).map(i -> random.nextInt(2)).toArray();
        double read = auc(reader(images).acrossFolds(new RecordedClasses(labels, own, 2, 0), folds), labels);
        double unread = auc(reader(images).acrossFolds(new RecordedClasses(nothing, own, 2, 0), folds), nothing);
        LinearFeatures features = new LinearFeatures(64);
        float[][] read64 = Arrays.stream(images).map(features::of).toArray(float[][]::new);
        double byOneRidge = auc(
                LinearReader.acrossFolds(
                        new TaughtImages(read64, features.blocks(), new RecordedClasses(labels, own, 2, 0)), folds),
                labels);

        assertThat(read).isGreaterThan(byOneRidge + 0.1);
        assertThat(unread).isBetween(0.5 - 3 * 0.034, 0.5 + 3 * 0.034); // standard errors of 150 against 150
    }

    private static double auc(double[][] scores, int[] labels) {
        double above = 0;
        double pairs = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    above += scores[i][1] > scores[j][1] ? 1 : scores[i][1] == scores[j][1] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return above / pairs;
    }

    private static float[][] waves() {
        float[][] images = new float[PATIENTS.length][SIDE * SIDE];
        for (int i = 0; i < images.length; i++) {
            for (int r = 0; r < SIDE; r++) {
                for (int c = 0; c < SIDE; c++) {
                    double wave = Math.sin(0.7 * (i + 1) * (r + 1) + 1.3 * (c + 1) * (PATIENTS[i] + 2));
                    images[i][r * SIDE + c] =
                            (float) (0.5 + 0.3 * wave + LABELS[i] * 0.1 * Math.cos(0.9 * r + 1.7 * c));
                }
            }
        }
        return images;
    }

    private static int[] folds(int count) {
        return IntStream.of(PATIENTS)
                .map(patient -> count == 1 ? patient % 3 == 0 ? 0 : LinearReader.TEACHES_ALL : patient % count)
                .toArray();
    }

    private static RecordedClasses recorded(int[] labels) {
        return new RecordedClasses(labels, PATIENTS, 3, 0.5);
    }

    private static BandReader reader(float[][] images) {
        return new BandReader(
                new PixelArrays(layout(images), images),
                IntStream.range(0, images.length).toArray(),
                Progress.SILENT);
    }

    private static PixelLayout layout(float[][] images) {
        return new PixelLayout((int) Math.sqrt(images[0].length), 1, Resize.AREA_AVERAGE);
    }

    private static void assertClose(double[] scores, double... expected) {
        for (int k = 0; k < expected.length; k++) {
            assertThat(scores[k]).isCloseTo(expected[k], within(1e-5)); // coefficients are kept as float32
        }
    }
}
