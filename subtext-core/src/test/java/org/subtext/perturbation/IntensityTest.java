package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class IntensityTest {
    private final Seed seed = new Seed(5);

    @Test
    void theStudysClipIsInNormalisedUnits() {
        // shared reference filters.json, clipping: pixel_space_equivalents of 0.6 and 1.0
        PixelValues white = new PixelValues(Perturbed.colour(4), filled(48, 1));
        float[] clipped = new Clip(0.6).studyFaithful().apply(white, 0, seed).values();
        assertThat(clipped[0]).isCloseTo(0.6224f, within(1e-6f));
        assertThat(clipped[16]).isCloseTo(0.5904f, within(1e-6f));
        assertThat(clipped[32]).isCloseTo(0.5410f, within(1e-6f));
        PixelValues grey = new PixelValues(Perturbed.grey(4), filled(16, 1));
        assertThat(new Clip(1).studyFaithful().apply(grey, 0, seed).values()[0]).isCloseTo(0.714f, within(1e-6f));
    }

    @Test
    void theStudysClipOfTheReferenceImageKeepsWhatLiesBelow() {
        float[] before = Perturbed.formula(224, 0);
        float[] after = Perturbed.apply(new Clip(0.6).studyFaithful(), before);
        for (int i = 0; i < before.length; i++) {
            double normalised = (before[i] - 0.485) / 0.229;
            assertThat((after[i] - 0.485) / 0.229).isCloseTo(Math.min(normalised, 0.6), within(1e-6));
        }
    }

    @Seeds(20)
    void clippingFromAboveAndBelowLeavesOneGrey(SplittableRandom random) {
        PixelValues image = Perturbed.random(random, Perturbed.colour(8));
        new ClipBelow(0.3).apply(new Clip(0.3).apply(image, 0, seed), 0, seed);
        assertThat(image.values()).containsOnly(0.3f);
    }

    @Seeds(20)
    void gammaAndItsInverseGiveTheImageBack(SplittableRandom random) {
        PixelValues image = Perturbed.random(random, Perturbed.grey(8));
        float[] before = image.values().clone();
        new Gamma(0.5).apply(new Gamma(2).apply(image, 0, seed), 0, seed);
        for (int i = 0; i < before.length; i++) {
            // the square of a dark grey keeps few of 16 bits
            assertThat(image.values()[i]).isCloseTo(before[i], within(0.004f));
        }
    }

    @Seeds(20)
    void equalisingKeepsTheOrderOfGreyValuesAndFillsTheRange(SplittableRandom random) {
        PixelValues image = Perturbed.random(random, Perturbed.grey(16));
        float[] before = image.values().clone();
        float[] after = new Equalise().apply(image, 0, seed).values();
        for (int i = 1; i < before.length; i++) {
            assertThat((before[i] - before[i - 1]) * (after[i] - after[i - 1])).isGreaterThanOrEqualTo(0);
        }
        assertThat(maximum(after)).isEqualTo(1);
    }

    @Test
    void anImageOfOneGreyIsNotEqualised() {
        assertThat(Perturbed.apply(new Equalise(), filled(64, 0.25f))).containsOnly(0.25f);
    }

    @Seeds(20)
    void shufflingKeepsTheHistogramAndMovesAlmostEveryPixel(SplittableRandom random) {
        PixelValues image = Perturbed.random(random, Perturbed.grey(31));
        float[] before = image.values().clone();
        float[] after = new HistogramOnly()
                .apply(image, 0, new Seed(random.nextLong()))
                .values()
                .clone();
        int stayed = 0;
        for (int i = 0; i < before.length; i++) {
            stayed += before[i] == after[i] ? 1 : 0;
        }
        assertThat(stayed).isLessThan(12); // Poisson of mean 1
        Arrays.sort(before);
        Arrays.sort(after);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void everyPlaceIsReachedEquallyOften() {
        int[] counts = new int[16];
        float[] image = new float[16];
        image[0] = 1;
        for (int i = 0; i < 16000; i++) {
            PixelValues shuffled = new PixelValues(Perturbed.grey(4), image.clone());
            new HistogramOnly().apply(shuffled, 0, seed.child("image", i));
            for (int k = 0; k < 16; k++) {
                counts[k] += shuffled.values()[k] == 1 ? 1 : 0;
            }
        }
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - 1000.0) * (count - 1000) / 1000)
                .sum();
        assertThat(chiSquare).isLessThan(37.7); // 99.9 % point of 15 degrees of freedom
    }

    @ParameterizedTest
    @ValueSource(strings = {"equalise", "histogram-only", "blur 2", "jpeg 30", "field-of-view 0.6", "noise 0.1"})
    void theThreeChannelsOfAGreyFilmStayAlike(String setting) {
        float[] grey = Perturbed.formula(16, 0);
        float[] film = new float[3 * grey.length];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(grey, 0, film, channel * grey.length, grey.length);
        }
        Perturbation perturbation = Perturbations.parse(setting);
        float[] one = perturbation
                .apply(new PixelValues(Perturbed.grey(16), grey), 0, seed)
                .values();
        float[] three = perturbation
                .apply(new PixelValues(Perturbed.colour(16), film), 0, seed)
                .values();
        for (int channel = 0; channel < 3; channel++) {
            assertThat(Arrays.copyOfRange(three, channel * one.length, (channel + 1) * one.length))
                    .isEqualTo(one);
        }
    }

    @Test
    void everyKindReadsItsOwnNameBack() {
        for (PerturbationKind kind : Perturbations.KINDS) {
            for (String setting : kind.defaults()) {
                assertThat(Perturbations.parse(setting).name()).isEqualTo(setting);
                assertThat(Perturbations.parse(setting).studyFaithful().name()).startsWith(setting);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip 0",
                "clip-below 1",
                "window-width 0",
                "window-centre 1",
                "gamma 0",
                "noise 0",
                "quantum-noise 0",
                "blur 0",
                "jpeg 0",
                "jpeg 30.5",
                "field-of-view 0",
                "clip NaN"
            })
    void numbersThatMakeNoSenseAreRefusedWithAnExample(String setting) {
        assertThatThrownBy(() -> Perturbations.parse(setting))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("For example: " + setting.split(" ")[0]);
    }

    @Test
    void whatChangesNothingSaysSo() {
        for (String setting : new String[] {
            "clip 1", "clip-below 0", "window-width 1", "window-centre 0", "gamma 1", "field-of-view 1", "blur 0.1"
        }) {
            Perturbation perturbation = Perturbations.parse(setting);
            float[] image = Perturbed.formula(16, 0);
            assertThat(perturbation.isIdentity(Perturbed.grey(16))).as(setting).isTrue();
            assertThat(Perturbed.apply(perturbation, image)).as(setting).isEqualTo(image);
        }
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static float maximum(float[] values) {
        float greatest = values[0];
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
