package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class GreyRangeTest {
    private static final PixelLayout LAYOUT = new PixelLayout(32, 1, Resize.AREA_AVERAGE);

    private static float[] applied(String setting, float[] image) {
        return Perturbations.parse(setting)
                .apply(new PixelValues(LAYOUT, image.clone()), 0, new Seed(1))
                .values();
    }

    @Test
    void valuesOutsideAKeptRangeBecomeItsEndsAndInsideARemovedOneItsMiddle() {
        float[] image = new float[32 * 32];
        System.arraycopy(new float[] {0, 0.2f, 0.3f, 0.4f, 0.9f}, 0, image, 0, 5);

        assertThat(applied("keep-range 0.2 0.4", image)).startsWith(0.2f, 0.2f, 0.3f, 0.4f, 0.4f);
        assertThat(applied("remove-range 0.2 0.4", image)).startsWith(0, 0.3f, 0.3f, 0.3f, 0.9f);
    }

    @Seeds(20)
    void theFifthsTogetherHoldTheImage(SplittableRandom random) {
        float[] image = new float[32 * 32];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextDouble();
        }
        double[] sum = new double[image.length];
        List<String> settings = Perturbations.kind("keep-range").defaults();
        assertThat(settings).contains("keep-range 0 0.2", "keep-range 0.6 1");
        for (String setting : settings) {
            float low = Float.parseFloat(setting.split(" ")[1]);
            boolean isFifth = Float.parseFloat(setting.split(" ")[2]) - low < 0.3f;
            if (!isFifth) {
                continue;
            }
            float[] kept = applied(setting, image);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += kept[i] - low;
            }
        }
        for (int i = 0; i < sum.length; i++) {
            assertThat(sum[i]).isCloseTo(image[i], within(1e-6));
        }
    }

    @Test
    void theWholeRangeIsTheImage() {
        assertThat(Perturbations.parse("keep-range 0 1").isIdentity(LAYOUT)).isTrue();
        assertThat(Perturbations.parse("keep-range 0.2 1").isIdentity(LAYOUT)).isFalse();
    }

    @Test
    void namesAreReadAgain() {
        for (String kind : List.of("keep-range", "remove-range")) {
            for (String setting : Perturbations.kind(kind).defaults()) {
                assertThat(Perturbations.parse(setting).name()).isEqualTo(setting);
            }
        }
    }

    @Test
    void anEmptyRangeIsRefusedWithTheMend() {
        assertThatThrownBy(() -> Perturbations.parse("keep-range 0.6 0.4"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("0 <= low < high <= 1")
                .hasMessageContaining("For example: keep-range 0 0.2");
    }
}
