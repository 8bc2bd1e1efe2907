package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.perturbation.pixels.PixelChange;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.testing.Seeds;

class FrequencyFilterTest {
    private static final float ROUNDING = 2e-6f;

    /** Sides of every remainder by 4, and a prime. */
    private static int side(SplittableRandom random) {
        return 4 + random.nextInt(40);
    }

    private static double radius(SplittableRandom random, int side) {
        return 0.5 + random.nextDouble() * side;
    }

    private static PixelValues sum(PixelValues a, PixelValues b) {
        PixelValues sum = TestImages.copy(a);
        for (int i = 0; i < sum.values().length; i++) {
            sum.values()[i] += b.values()[i];
        }
        return sum;
    }

    private static void assertClose(PixelValues found, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.values()[i]).isCloseTo(expected[i], within(ROUNDING));
        }
    }

    @Seeds(60)
    void lowAndHighPassAddUpToTheImage(SplittableRandom random) {
        int side = side(random);
        double radius = radius(random, side);
        PixelValues image = TestImages.random(side, 1, random);

        PixelValues low = TestImages.apply(new LowPass(radius), image);
        PixelValues high = TestImages.apply(new HighPass(radius), image);
        float[] sum = sum(low, high).values();

        assertClose(image, sum);
    }

    @Seeds(60)
    void notchAndBandPassAddUpToTheImage(SplittableRandom random) {
        int side = side(random);
        double inner = radius(random, side);
        double outer = inner + radius(random, side);
        PixelValues image = TestImages.random(side, 1, random);

        PixelValues band = TestImages.apply(new BandPass(inner, outer), image);
        PixelValues notch = TestImages.apply(new Notch(inner, outer), image);
        float[] sum = sum(band, notch).values();

        assertClose(image, sum);
    }

    @Seeds(60)
    void idealFiltersDoNothingTheSecondTime(SplittableRandom random) {
        int side = side(random);
        double inner = radius(random, side);
        double outer = inner + radius(random, side);
        for (Perturbation filter :
                List.of(new LowPass(inner), new HighPass(inner), new BandPass(inner, outer), new Notch(inner, outer))) {
            PixelValues once = TestImages.apply(filter, TestImages.random(side, 1, random));

            assertClose(TestImages.apply(filter, once), once.values());
        }
    }

    @Seeds(30)
    void filterOfASumIsTheSumOfTheFiltered(SplittableRandom random) {
        int side = side(random);
        Perturbation filter = new SmoothBandPass(1 + random.nextDouble(), 3 + random.nextDouble() * side);
        PixelValues first = TestImages.random(side, 1, random);
        PixelValues second = TestImages.random(side, 1, random);
        PixelValues both = sum(first, second);

        PixelValues a = TestImages.apply(filter, first);
        PixelValues b = TestImages.apply(filter, second);
        float[] sum = sum(a, b).values();

        assertClose(TestImages.apply(filter, both), sum);
    }

    @Seeds(30)
    void onlyWhatPassesTheZeroFrequencyKeepsTheMean(SplittableRandom random) {
        int side = side(random);
        double radius = radius(random, side);
        PixelValues image = TestImages.random(side, 1, random);
        double mean = TestImages.figures(TestImages.plane(image, 0))[0];

        for (Perturbation keeps :
                List.of(new LowPass(radius), new Notch(radius, radius + 1), new SmoothLowPass(radius))) {
            assertThat(TestImages.figures(TestImages.plane(TestImages.apply(keeps, image), 0))[0])
                    .isCloseTo(mean, within(1e-6));
        }
        for (Perturbation loses : List.of(
                new HighPass(radius),
                new BandPass(radius, radius + 1),
                new SmoothHighPass(radius),
                new SmoothBandPass(radius, radius + 1))) {
            assertThat(TestImages.figures(TestImages.plane(TestImages.apply(loses, image), 0))[0])
                    .isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void lowPass200IsTheImageAndHighPass200IsAllZero() {
        PixelValues image = TestImages.random(224, 3, new SplittableRandom(1));

        assertThat(TestImages.apply("low-pass 200", image).values()).isEqualTo(image.values());
        assertThat(TestImages.apply("high-pass 200", image).values()).containsOnly(0f);
        assertThat(new LowPass(200).isIdentity(image.layout())).isTrue();
        assertThat(new LowPass(158).isIdentity(image.layout()))
                .as("one bin is lost")
                .isFalse();
        assertThat(new LowPass(159).isIdentity(image.layout())).isTrue();
    }

    @Test
    void settingsBeyondTheCornerHaveOneEffect() {
        var small = TestImages.layout(64, 1);

        assertThat(new HighPass(50).effect(small)).isEqualTo(new HighPass(200).effect(small));
        assertThat(new LowPass(50).effect(small)).isEqualTo("identity");
        assertThat(new BandPass(25, 50).effect(small)).isEqualTo(new BandPass(25, 150).effect(small));
        assertThat(new BandPass(10, 25).effect(small)).isNotEqualTo(new BandPass(10, 50).effect(small));
        assertThat(new LowPass(5).effect(small)).isNotEqualTo(new LowPass(10).effect(small));
        assertThat(new SmoothLowPass(100).effect(small)).isNotEqualTo(new SmoothLowPass(150).effect(small));
    }

    @Test
    void smoothFiltersDoNotRing() {
        // A step: the sharp edge overshoots by some 9 % of its height (Gibbs) on the plateau, the soft one hardly.
        PixelValues step = new PixelValues(TestImages.layout(128, 1), new float[128 * 128]);
        for (int i = 0; i < step.values().length; i++) {
            step.values()[i] = i % 128 < 64 ? 0 : 1;
        }

        double sharp = TestImages.figures(TestImages.plane(TestImages.apply("low-pass 16", step), 0))[3];
        double soft = TestImages.figures(TestImages.plane(TestImages.apply("smooth-low-pass 16", step), 0))[3];

        assertThat(sharp).isGreaterThan(1.08);
        assertThat(soft).isLessThan(1.05);
    }

    @Test
    void equalChannelsStayEqualAndOthersAreFilteredByThemselves() {
        PixelValues grey = TestImages.apply("low-pass 3", TestImages.closedForm(31, 3));
        assertThat(grey.channelsAreEqual()).isTrue();

        PixelValues colour = TestImages.random(31, 3, new SplittableRandom(2));
        PixelValues filtered = TestImages.apply("low-pass 3", colour);
        PixelValues last = new PixelValues(
                TestImages.layout(31, 1),
                Arrays.copyOfRange(colour.values(), colour.offset(2), colour.values().length));
        assertThat(Arrays.copyOfRange(filtered.values(), filtered.offset(2), filtered.values().length))
                .isEqualTo(TestImages.apply("low-pass 3", last).values());
    }

    @Test
    void manyThreadsGiveWhatOneGives() {
        PixelValues image = TestImages.closedForm(50, 1);
        PixelChange filter = new HighPass(7).on(image.layout());
        float[] expected = filter.apply(TestImages.copy(image), 0, new Seed(0)).values();

        List<float[]> found = java.util.stream.IntStream.range(0, 64)
                .parallel()
                .mapToObj(i ->
                        filter.apply(TestImages.copy(image), i, new Seed(i)).values())
                .toList();

        assertThat(found).allSatisfy(one -> assertThat(one).isEqualTo(expected));
    }
}
