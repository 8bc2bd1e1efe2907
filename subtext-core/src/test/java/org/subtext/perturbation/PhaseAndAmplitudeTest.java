package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.testing.Seeds;

class PhaseAndAmplitudeTest {
    private static PixelValues scaled(PixelValues image, float factor, float shift) {
        PixelValues scaled = TestImages.copy(image);
        for (int i = 0; i < scaled.values().length; i++) {
            scaled.values()[i] = scaled.values()[i] * factor + shift;
        }
        return scaled;
    }

    private static double[] figures(PixelValues image) {
        return TestImages.figures(TestImages.plane(image, 0));
    }

    private static void assertClose(PixelValues found, PixelValues expected, double tolerance) {
        for (int i = 0; i < found.values().length; i++) {
            assertThat((double) found.values()[i]).isCloseTo(expected.values()[i], within(tolerance));
        }
    }

    @Seeds(40)
    void phaseOnlyDoesNotKnowBrightnessAndContrast(SplittableRandom random) {
        PixelValues image = TestImages.random(4 + random.nextInt(30), 1, random);

        PixelValues phase = TestImages.apply(new PhaseOnly(), image);

        assertClose(TestImages.apply(new PhaseOnly(), scaled(image, 0.25f, 0.1f)), phase, 1e-4);
        assertThat(figures(phase)[0]).isCloseTo(0.5, within(1e-6));
        assertThat(figures(phase)[1]).isCloseTo(0.2, within(0.2 / phase.valuesPerChannel()));
    }

    @Seeds(40)
    void phaseOnlyDoesNothingTheSecondTime(SplittableRandom random) {
        PixelValues phase = TestImages.apply(new PhaseOnly(), TestImages.random(4 + random.nextInt(30), 1, random));

        assertClose(TestImages.apply(new PhaseOnly(), phase), phase, 1e-5);
    }

    @Seeds(40)
    void amplitudeOnlyKeepsTheContrastAndDropsTheBrightness(SplittableRandom random) {
        PixelValues image = TestImages.random(4 + random.nextInt(30), 1, random);

        PixelValues amplitude = TestImages.apply(new AmplitudeOnly(), image);

        assertThat(figures(amplitude)[0]).isCloseTo(0.5, within(1e-6));
        assertThat(figures(amplitude)[1]).isCloseTo(figures(image)[1], within(1e-6));
        assertClose(TestImages.apply(new AmplitudeOnly(), scaled(image, 1, 0.2f)), amplitude, 1e-5);
    }

    @Seeds(40)
    void amplitudeOnlyDoesNotKnowWhereThingsLie(SplittableRandom random) {
        int side = 4 + random.nextInt(30);
        PixelValues image = TestImages.random(side, 1, random);
        int down = random.nextInt(side);
        int right = random.nextInt(side);
        PixelValues moved = TestImages.copy(image);
        for (int i = 0; i < moved.values().length; i++) {
            int y = (i / side + down) % side;
            int x = (i % side + right) % side;
            moved.values()[y * side + x] = image.values()[i];
        }

        assertClose(TestImages.apply(new AmplitudeOnly(), moved), TestImages.apply(new AmplitudeOnly(), image), 1e-5);
    }

    @Test
    void imageOfOneValueBecomesMidGrey() {
        PixelValues flat = scaled(TestImages.closedForm(20, 1), 0, 0.3f);

        assertThat(figures(TestImages.apply(new AmplitudeOnly(), flat))[1]).isCloseTo(0, within(1e-6));
        for (float value : TestImages.apply(new PhaseOnly(), flat).values()) {
            assertThat(value).isFinite();
        }
    }
}
