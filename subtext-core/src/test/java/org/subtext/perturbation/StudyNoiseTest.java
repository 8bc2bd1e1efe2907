package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;

class StudyNoiseTest {
    private static final int SIDE = 100;

    private static double[] added(StudyNoise noise, PixelValues image, int row) {
        PixelValues changed = noise.apply(TestImages.copy(image), row, new Seed(row));
        double[] added = new double[changed.values().length];
        java.util.Arrays.setAll(added, i -> (double) changed.values()[i] - image.values()[i]);
        return added;
    }

    @Test
    void everyImageGetsTheSameField() {
        StudyNoise noise = new StudyNoise("noise 0.1 as coded", 0.1);

        double[] first = added(noise, TestImages.closedForm(SIDE, 3), 0);
        double[] other = added(noise, new PixelValues(TestImages.layout(SIDE, 3), new float[3 * SIDE * SIDE]), 7);

        for (int i = 0; i < first.length; i++) {
            assertThat(first[i]).isCloseTo(other[i], within(1e-6));
            assertThat(first[i]).as("channels alike").isCloseTo(first[i % (SIDE * SIDE)], within(1e-6));
        }
    }

    @Test
    void fieldHasTheDeviationAndNothingIsClipped() {
        StudyNoise noise = new StudyNoise("noise 0.1 as coded", 0.1);

        double[] figures = TestImages.figures(
                added(noise, new PixelValues(TestImages.layout(SIDE, 1), new float[SIDE * SIDE]), 0));

        assertThat(figures[0]).isCloseTo(0, within(0.004));
        assertThat(figures[1]).isCloseTo(0.1, within(0.003));
        assertThat(figures[2]).isNegative();
    }
}
