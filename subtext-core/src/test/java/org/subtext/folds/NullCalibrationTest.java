package org.subtext.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.folds.FoldCalibration.Learner;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;

class NullCalibrationTest {
    private static final int[] EACH = IntStream.range(0, 150).toArray();

    /** One image a patient and two classes. */
    private static final FoldedCases CASES = FoldedCases.byPatient(
            EACH,
            IntStream.of(EACH).map(p -> p / 5 % 2).toArray(),
            IntStream.of(EACH).map(p -> p % 5).toArray());

    @Test
    void withOneImageAPatientTheVarianceIsNearlyTwice() {
        FoldCalibration found = calibration(3).of(CASES, noise(150, 16), EACH);

        assertThat(found.relabellings()).isEqualTo(400);
        assertThat(found.patients()).isEqualTo(150);
        assertThat(found.folds()).isEqualTo(5);
        assertThat(found.sampled()).isFalse();
        assertThat(found.learners()).hasSize(6).extracting(Learner::name).doesNotHaveDuplicates();
        // the bound of learners that are linear in labels, and the error of a deviation from 400 draws
        assertThat(found.learners())
                .allSatisfy(learner ->
                        assertThat(learner.spread().standardDeviation()).isBetween(1.1, Math.sqrt(2) + 0.15));
        assertThat(found.factor())
                .isEqualTo(found.learners().stream()
                        .mapToDouble(learner -> learner.spread().factor())
                        .max()
                        .orElseThrow());
        assertThat(found.widening().factor()).isEqualTo(found.factor());
    }

    @Test
    void threadsDoNotChangeADigit() {
        PixelSource pixels = noise(150, 16);
        FoldCalibration here = calibration(5).of(CASES, pixels, EACH);

        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            assertThat(alone.submit(() -> calibration(5).of(CASES, pixels, EACH))
                            .join())
                    .isEqualTo(here);
        } finally {
            alone.shutdown();
        }
        assertThat(calibration(6).of(CASES, pixels, EACH)).isNotEqualTo(here);
    }

    /** A learner that hears of the assessed patient's neighbour alone has scores that nothing ties together. */
    @Test
    void scoresThatShareNoPairOfPatientsSpreadAsTheirErrorSays() {
        double[][] influences = new double[150][150];
        for (int c = 0; c < 150; c++) {
            influences[c][(c + 1) % 150] = 1 + c / 1_000.0;
        }
        int[][] labels = new int[2_000][];
        for (int r = 0; r < labels.length; r++) {
            labels[r] = CASES.relabelled(new Seed(9).child("labels", r).random());
        }

        double[] z = new StandardisedAucs(CASES, influences).under(labels);

        assertThat(org.subtext.statistics.NullDispersion.of(z).standardDeviation())
                .isCloseTo(1, within(0.06));
    }

    @Test
    void ofThreeClassesEachCounts() {
        FoldedCases three = FoldedCases.byPatient(
                EACH, IntStream.of(EACH).map(p -> p / 5 % 3).toArray(), CASES.foldOfPatient());

        FoldCalibration found = calibration(3).of(three, noise(150, 16), EACH);

        assertThat(found.learners().get(0).spread().draws()).isEqualTo(3 * 400);
    }

    /** Four pixels a side, constant images, colour: there is always an answer. */
    @Test
    void imagesThatHoldNothingAreAnswered() {
        PixelSource blank = source(150, new PixelLayout(4, 3, Resize.AREA_AVERAGE), (row, i) -> 0.5f);

        assertThat(calibration(3).of(CASES, blank, EACH).factor()).isBetween(1.0, 1.5);
    }

    @Test
    void whereNoLearnerCanBeTriedTheBoundStands() {
        FoldedCases lonely = FoldedCases.byPatient(
                EACH, IntStream.of(EACH).map(p -> p == 0 ? 1 : 0).toArray(), CASES.foldOfPatient());

        FoldCalibration found = calibration(3).of(lonely, noise(150, 8), EACH);

        assertThat(found.learners()).isEqualTo(List.of());
        assertThat(found.factor()).isEqualTo(Math.sqrt(2));
    }

    private static NullCalibration calibration(long seed) {
        return new NullCalibration(400, 0, new Seed(seed), Progress.SILENT);
    }

    private static PixelSource noise(int rows, int side) {
        PixelLayout layout = new PixelLayout(side, 1, Resize.AREA_AVERAGE);
        float[][] drawn = new float[rows][layout.valuesPerImage()];
        for (int row = 0; row < rows; row++) {
            var random = new Seed(1).child("noise", row).random();
            for (int i = 0; i < drawn[row].length; i++) {
                drawn[row][i] = (float) random.nextDouble();
            }
        }
        return source(rows, layout, (row, i) -> drawn[row][i]);
    }

    private interface Values {
        float at(int row, int i);
    }

    private static PixelSource source(int rows, PixelLayout layout, Values values) {
        return new PixelSource() {
            @Override
            public PixelLayout layout() {
                return layout;
            }

            @Override
            public int size() {
                return rows;
            }

            @Override
            public void read(int row, FloatBuffer target) {
                for (int i = 0; i < layout.valuesPerImage(); i++) {
                    target.put(values.at(row, i));
                }
            }
        };
    }
}
