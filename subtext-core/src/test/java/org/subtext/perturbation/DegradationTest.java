package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.GaussianKernel;
import org.subtext.perturbation.pixels.NormalDraws;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

/** Noise, blur, compression and field of view. */
class DegradationTest {
    private final Seed seed = new Seed(11);

    @Test
    void drawsHaveTheMomentsAndTailsOfTheNormalDistribution() {
        int count = 4_000_000;
        float[] draws = new float[count];
        new NormalDraws(seed.random()).fill(draws);
        double[] moments = new double[5];
        int beyondThree = 0;
        double lag = 0;
        for (int i = 0; i < count; i++) {
            double power = 1;
            for (int k = 1; k <= 4; k++) {
                power *= draws[i];
                moments[k] += power / count;
            }
            beyondThree += Math.abs(draws[i]) > 3 ? 1 : 0;
            lag += i == 0 ? 0 : draws[i] * draws[i - 1] / count;
        }
        // four standard errors each: 1, sqrt 2, sqrt 15, sqrt 96 over sqrt n
        assertThat(moments[1]).isCloseTo(0, within(4 / 2000.0));
        assertThat(moments[2]).isCloseTo(1, within(4 * Math.sqrt(2) / 2000));
        assertThat(moments[3]).isCloseTo(0, within(4 * Math.sqrt(15) / 2000));
        assertThat(moments[4]).isCloseTo(3, within(4 * Math.sqrt(96) / 2000));
        assertThat(beyondThree / (double) count).isCloseTo(0.0026998, within(4 * 0.052 / 2000));
        assertThat(lag).isCloseTo(0, within(4 / 2000.0));
    }

    @Test
    void noiseHasItsStandardDeviationAndIsNotCutOff() {
        float[] changed = Perturbed.apply(new Noise(0.3), new float[224 * 224]);
        assertThat(deviation(changed)).isCloseTo(0.3, within(4 * 0.3 / Math.sqrt(2.0 * 224 * 224)));
        assertThat(changed[0] < 0 || changed[1] < 0 || changed[2] < 0 || changed[3] < 0 || changed[4] < 0)
                .isTrue();
    }

    @Test
    void noiseDiffersBetweenImagesAndNotBetweenReadings() {
        PixelValues black = new PixelValues(Perturbed.grey(16), new float[256]);
        float[] first =
                new Noise(0.1).apply(copy(black), 0, seed.child("image", 0)).values();
        float[] again =
                new Noise(0.1).apply(copy(black), 0, seed.child("image", 0)).values();
        float[] second =
                new Noise(0.1).apply(copy(black), 1, seed.child("image", 1)).values();
        assertThat(again).isEqualTo(first);
        assertThat(Math.abs(correlation(first, second))).isLessThan(4 / 16.0);
    }

    @Test
    void theStudysNoiseIsOneFieldForAllImages() {
        PixelValues black = new PixelValues(Perturbed.grey(16), new float[256]);
        Perturbation faithful = new Noise(0.1).studyFaithful();
        float[] first = faithful.apply(copy(black), 0, seed.child("image", 0)).values();
        float[] second = faithful.apply(copy(black), 1, seed.child("image", 1)).values();
        assertThat(second).isEqualTo(first);
        assertThat(faithful.description()).contains("as the study's code");
    }

    @Test
    void fewPhotonsAreNoisiestWhereTheImageIsWhite() {
        float[] white = new float[224 * 224];
        Arrays.fill(white, 1);
        QuantumNoise noise = new QuantumNoise(10);
        assertThat(deviation(Perturbed.apply(noise, white)))
                .isCloseTo(1 / (Math.sqrt(10) * Math.log(100)), within(0.001));
        assertThat(deviation(Perturbed.apply(noise, new float[224 * 224])))
                .isCloseTo(0.1 / (Math.sqrt(10) * Math.log(100)), within(0.0001));
    }

    @Seeds(10)
    void aBlurKeepsTheMean(SplittableRandom random) {
        PixelValues image = Perturbed.random(random, Perturbed.grey(17));
        double before = mean(image.values());
        new GaussianBlur(0.5 + 10 * random.nextDouble()).apply(image, 0, seed);
        assertThat(mean(image.values())).isCloseTo(before, within(1e-6));
    }

    /** scipy.ndimage.gaussian_filter over (images, rows, columns), as in the study: both definitions must agree. */
    @Test
    void theStudysBlurMixesNeighbouringImages() {
        List<float[]> stack = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            float[] image = new float[64];
            Arrays.fill(image, i == 12 ? 1 : 0);
            stack.add(image);
        }
        Perturbation ready =
                new GaussianBlur(2).studyFaithful().prepared(Perturbed.source(stack, Perturbed.grey(8)), new int[0]);
        GaussianKernel kernel = new GaussianKernel(2);
        for (int row : new int[] {12, 13, 17, 21}) {
            float[] blurred = ready.apply(
                            new PixelValues(Perturbed.grey(8), stack.get(row).clone()), row, seed)
                    .values();
            float expected = row - 12 > kernel.reach() ? 0 : kernel.weight(row - 12);
            assertThat(blurred[20]).isCloseTo(expected, within(1e-6f));
        }
    }

    @Test
    void lowerQualityIsFurtherFromTheImage() {
        float[] image = Perturbed.formula(64, 0);
        double before = 0;
        for (int quality : new int[] {90, 50, 10, 1}) {
            float[] changed = Perturbed.apply(new JpegQuality(quality), image);
            double error = 0;
            for (int i = 0; i < image.length; i++) {
                error += (changed[i] - image[i]) * (changed[i] - image[i]);
            }
            assertThat(error).isGreaterThan(before);
            before = error;
        }
    }

    @Test
    void aWiderFieldIsBlackAroundAndKeepsTheSum() {
        float[] image = new float[32 * 32];
        Arrays.fill(image, 0.8f);
        float[] wide = Perturbed.apply(new FieldOfView(2), image);
        assertThat(wide[0]).isZero();
        assertThat(wide[16 * 32 + 16]).isCloseTo(0.8f, within(1e-6f));
        assertThat(mean(wide)).isCloseTo(0.8 / 4, within(1e-4));
    }

    private static PixelValues copy(PixelValues image) {
        return new PixelValues(image.layout(), image.values().clone());
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double square = 0;
        for (float value : values) {
            square += (value - mean) * (value - mean);
        }
        return Math.sqrt(square / values.length);
    }

    private static double correlation(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - mean(a)) * (b[i] - mean(b));
        }
        return sum / a.length / deviation(a) / deviation(b);
    }
}
