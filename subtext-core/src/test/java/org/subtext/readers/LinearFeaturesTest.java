package org.subtext.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;

class LinearFeaturesTest {
    /**
     * numpy 2.4.6: {@code log(mean(abs(fft2((image - m) * w)) ** 2 / sum(w ** 2)) + 1e-7)} over the half plane of
     * frequencies that a real image has, of those from 4 to 5.66 cycles at 0 and 45 degrees and of those above at 45;
     * w = sin² and m the mean under it.
     */
    @Test
    void powersAreThoseOfAnIndependentTransform() {
        float[] image = new float[16 * 16];
        for (int i = 0; i < image.length; i++) {
            int y = i / 16;
            int x = i % 16;
            image[i] = (y * x * 7 + 3 * y + 5 * x * x) % 29 / 32f;
        }
        BandPower power = new BandPower(16, 2);
        float[] found = new float[power.width()];
        power.write(image, 16, 0, 0, found, 0);

        assertThat(found).hasSize(2 + 2 + 4 * 4); // the two lowest bands hold frequencies of two orientations each
        assertThat((double) found[12]).isCloseTo(-2.7563189276442985, within(1e-6));
        assertThat((double) found[13]).isCloseTo(-2.4144448698091923, within(1e-6));
        assertThat((double) found[17]).isCloseTo(-2.781106040013024, within(1e-6));
    }

    @Test
    void whiteNoiseHasThePowerOfItsVarianceInEveryBandAtAnySide() {
        for (int side : new int[] {32, 48, 61}) {
            LinearFeatures features = new LinearFeatures(side);
            int[] blocks = features.blocks();
            double[] mean = new double[IntStream.of(blocks).sum()];
            SplittableRandom random = new SplittableRandom(9);
            int images = 200;
            for (int n = 0; n < images; n++) {
                float[] image = new float[side * side];
                for (int i = 0; i < image.length; i++) {
                    image[i] = (float) (0.5 + 0.1 * random.nextGaussian());
                }
                float[] own = features.of(image);
                for (int j = 0; j < mean.length; j++) {
                    mean[j] += Math.exp(own[j]) / images;
                }
            }
            // the two lowest bands lose what is taken away with the mean
            double[] above = Arrays.copyOfRange(mean, blocks[0] + 8, blocks[0] + blocks[1]);
            assertThat(Arrays.stream(above).average().orElseThrow()).isCloseTo(0.01, within(0.0003));
            for (double power : above) {
                assertThat(power).isBetween(0.008, 0.012);
            }
        }
    }

    @Test
    void aTextureInOneCornerShowsInThatCornersBandAlone() {
        LinearFeatures features = new LinearFeatures(64);
        float[] plain = noise(64, 1);
        float[] textured = plain.clone();
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                textured[y * 64 + x] += (float) (0.05 * Math.sin(2 * Math.PI * x / 4)); // 8 cycles in 32 pixels
            }
        }
        int[] blocks = features.blocks();
        float[] without = features.of(plain);
        float[] with = features.of(textured);
        int placesAt = blocks[0] + blocks[1];
        int aPlace = blocks[2] / 9;
        int strongest = placesAt;
        int placesEnd = placesAt + blocks[2];
        for (int j = placesAt; j < placesEnd; j++) {
            strongest = with[j] - without[j] > with[strongest] - without[strongest] ? j : strongest;
        }
        assertThat(strongest - placesAt).as("the first of nine places").isLessThan(aPlace);
        assertThat(with[strongest] - without[strongest]).isGreaterThan(2);
        for (int j = placesAt + 4 * aPlace + aPlace; j < placesEnd; j++) {
            assertThat(with[j]).as("places that do not hold the corner").isEqualTo(without[j]);
        }
    }

    /** scipy 1.17.1, {@code dctn(image, norm="ortho")}, at [2, 1], [0, 3] and [4, 4]. */
    @Test
    void detailIsThatOfAnIndependentTransform() {
        float[] image = new float[36];
        for (int i = 0; i < image.length; i++) {
            int y = i / 6;
            int x = i % 6;
            image[i] = (y * x * 7 + 3 * y + 5 * x * x) % 29 / 32f;
        }
        FineCosines cosines = new FineCosines(6);
        float[] found = new float[cosines.width() + 1];
        cosines.write(image, found, 1);

        // By horizontal frequency, then by vertical: 5 of 0 (without the mean), 6 of 1, 6 of 2, 6 of 3, 5 of 4, 4 of 5.
        assertThat(cosines.width()).isEqualTo(32);
        assertThat((double) found[1 + 5 + 2]).isCloseTo(0.1172773798120797, within(1e-6));
        assertThat((double) found[1 + 17]).isCloseTo(-0.27083333333333354, within(1e-6));
        assertThat((double) found[1 + 23 + 4]).isCloseTo(-0.07552083333333326, within(1e-6));
    }

    @Test
    void emptyAndTinyImagesHaveFiniteFeatures() {
        for (int side : new int[] {4, 5, 15, 16, 17}) {
            LinearFeatures features = new LinearFeatures(side);
            assertThat(features.of(new float[side * side]))
                    .hasSize(IntStream.of(features.blocks()).sum());
            for (float value : features.of(new float[side * side])) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void threadsAndNeighboursDoNotChangeADigit() throws Exception {
        PixelSource pixels = source(12);
        float[][] all = LinearFeatures.of(pixels, IntStream.range(0, 12).toArray(), Progress.SILENT);
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            assertThat(alone.submit(() -> LinearFeatures.of(pixels, new int[] {7, 3}, Progress.SILENT))
                            .get())
                    .isDeepEqualTo(new float[][] {all[7], all[3]});
        } finally {
            alone.shutdown();
        }
    }

    private static float[] noise(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] image = new float[side * side];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) (0.5 + 0.01 * random.nextGaussian());
        }
        return image;
    }

    private static PixelSource source(int images) {
        PixelLayout layout = new PixelLayout(20, 3, Resize.AREA_AVERAGE);
        return new PixelSource() {
            @Override
            public PixelLayout layout() {
                return layout;
            }

            @Override
            public int size() {
                return images;
            }

            @Override
            public void read(int row, FloatBuffer target) {
                for (int channel = 0; channel < 3; channel++) {
                    target.put(noise(20, 3L * row + channel));
                }
            }
        };
    }
}
