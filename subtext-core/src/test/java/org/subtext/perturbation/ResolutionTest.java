package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.testing.Seeds;

class ResolutionTest {
    @Seeds(60)
    void reductionKeepsTheMean(SplittableRandom random) {
        int side = 5 + random.nextInt(40);
        PixelValues image = TestImages.random(side, 1, random);
        int small = 4 + random.nextInt(side - 4);

        PixelValues reduced = TestImages.apply(new ReducedSize(small, 4), image);

        assertThat(reduced.side()).isEqualTo(small);
        assertThat(TestImages.figures(TestImages.plane(reduced, 0))[0])
                .isCloseTo(TestImages.figures(TestImages.plane(image, 0))[0], within(1e-6));
    }

    @Seeds(40)
    void valuesStayBetweenTheDarkestAndTheBrightest(SplittableRandom random) {
        int side = 6 + random.nextInt(40);
        PixelValues image = TestImages.random(side, 1, random);

        double[] before = TestImages.figures(TestImages.plane(image, 0));
        double[] after = TestImages.figures(TestImages.plane(TestImages.apply(new Resolution(5), image), 0));

        assertThat(after[2]).isGreaterThanOrEqualTo(before[2] - 1e-6);
        assertThat(after[3]).isLessThanOrEqualTo(before[3] + 1e-6);
    }

    @Test
    void sizesNotBelowTheImagesOwnChangeNothing() {
        PixelValues image = TestImages.closedForm(64, 3);

        for (int side : new int[] {64, 128, 320}) {
            assertThat(new Resolution(side).isIdentity(image.layout())).isTrue();
            assertThat(TestImages.apply(new Resolution(side), image).values()).isEqualTo(image.values());
            Perturbation trained = new Resolution(side).trainedForm(32);
            assertThat(trained.layout(image.layout())).isEqualTo(image.layout());
            assertThat(TestImages.apply(trained, image).values()).isEqualTo(image.values());
        }
    }

    @Test
    void smallImageIsRepeatedUpToWhatANetworkTakes() {
        PixelValues image = TestImages.closedForm(64, 3);
        Perturbation trained = new Resolution(4).trainedForm(10);

        PixelValues repeated = TestImages.apply(trained, image);
        PixelValues small = TestImages.apply(new Resolution(4).trainedForm(4), image);

        assertThat(trained.layout(image.layout()).side()).isEqualTo(10);
        assertThat(trained.description()).contains("10 × 10");
        assertThat(repeated.layout()).isEqualTo(trained.layout(image.layout()));
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 10; x++) {
                assertThat(repeated.values()[repeated.offset(2) + y * 10 + x])
                        .isEqualTo(small.values()[small.offset(2) + y * 4 / 10 * 4 + x * 4 / 10]);
            }
        }
    }
}
