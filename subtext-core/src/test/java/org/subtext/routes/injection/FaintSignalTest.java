package org.subtext.routes.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.Recovery;
import org.subtext.statistics.Interval;

/** What signals put into an image, against definitions computed here from their sums. */
class FaintSignalTest {
    private static final int SIDE = 64;
    private static final List<FaintSignal> SIGNALS =
            List.of(new BandTexture(SIDE, 8, 16), new LocalContrast(SIDE), new GreyShift());

    @Test
    void theTextureHasItsRootMeanSquare() {
        for (int side : new int[] {32, 48, 64, 224}) {
            for (double strength : new double[] {0.1, 1.2, 10}) {
                float[] texture = new float[side * side];
                new BandTexture(side, 8, 16).add(texture, strength, new Seed(side));
                assertThat(Math.sqrt(power(texture)))
                        .as("side %s, strength %s", side, strength)
                        .isCloseTo(strength / 100, within(0.01 * strength / 100));
                assertThat(mean(texture)).isCloseTo(0, within(1e-6));
            }
        }
    }

    @Test
    void nothingOfTheTextureLiesOutsideItsBand() {
        float[] texture = new float[SIDE * SIDE];
        new BandTexture(SIDE, 8, 16).add(texture, 5, new Seed(1));
        double inside = 0;
        for (int k = -16; k <= 16; k++) {
            for (int l = -16; l <= 16; l++) {
                double radius = Math.hypot(k, l);
                if (radius >= 8 && radius <= 16) {
                    inside += fourierPower(texture, k, l);
                }
            }
        }
        // Parseval: the sum of |F|² over all frequencies is the sum of squares times the number of pixels.
        double all = power(texture) * texture.length * texture.length;
        assertThat(1 - inside / all).isBetween(-1e-5, 0.01);
    }

    @Test
    void everyImageHasATextureOfItsOwn() {
        BandTexture texture = new BandTexture(SIDE, 8, 16);
        float[] one = new float[SIDE * SIDE];
        float[] other = new float[SIDE * SIDE];
        texture.add(one, 1, new Seed(1));
        texture.add(other, 1, new Seed(2));
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        double correlation = product / one.length / Math.sqrt(power(one) * power(other));
        // Some 600 independent waves: a deviation of 1/sqrt(600).
        assertThat(correlation).isBetween(-0.2, 0.2);
    }

    @Test
    void aPatternIsTheSameInEveryImageOfADrawAndAnotherInTheNext() {
        FaintSignal pattern = new PlacedTexture(new BandTexture(SIDE, 8, 16));
        float[] one = added(pattern.drawn(new Seed(1)), 1);
        assertThat(added(pattern.drawn(new Seed(1)), 2)).containsExactly(one);
        assertThat(added(pattern.drawn(new Seed(2)), 1)).isNotEqualTo(one);
        assertThat(power(one)).isCloseTo(1e-4, within(1e-8)); // 1 % RMS
    }

    private static float[] added(FaintSignal signal, long ofImage) {
        float[] plane = new float[SIDE * SIDE];
        signal.add(plane, 1, new Seed(ofImage));
        return plane;
    }

    @Test
    void localContrastRaisesWhatDiffersFromTheLocalMeanAndNoMean() {
        float[] flat = new float[SIDE * SIDE];
        Arrays.fill(flat, 0.4f);
        new LocalContrast(SIDE).add(flat, 20, new Seed(1));
        assertThat(IntStream.range(0, flat.length)
                        .mapToDouble(i -> Math.abs(flat[i] - 0.4f))
                        .max()
                        .orElse(1))
                .isLessThan(1e-6);
        float[] wave = new float[SIDE * SIDE];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) (0.5 + 0.1 * Math.cos(2 * Math.PI * 16 * (i % SIDE) / SIDE));
        }
        new LocalContrast(SIDE).add(wave, 20, new Seed(1));
        // Butterworth of order 2 at 4 cycles leaves 1/(1 + 4⁴) of 16 cycles in the local mean.
        double raised = 0.1 * (1 + 0.2 * (1 - 1 / 257.0));
        assertThat(wave[0]).isCloseTo((float) (0.5 + raised), within(1e-5f));
    }

    @Test
    void aShiftRaisesEveryValueAlike() {
        float[] values = {0, 0.25f, 0.5f, 1};
        new GreyShift().add(values, 2, new Seed(1));
        assertThat(values).usingComparatorWithPrecision(1e-6f).containsExactly(0.02f, 0.27f, 0.52f, 1.02f);
    }

    @Test
    void aGreaterStrengthChangesMore() {
        for (FaintSignal signal : SIGNALS) {
            double before = 0;
            for (double strength : new double[] {0.1, 0.5, 1, 2, 5, 10}) {
                float[] values = ramp();
                signal.add(values, strength, new Seed(3));
                double change = 0;
                float[] unchanged = ramp();
                for (int i = 0; i < values.length; i++) {
                    change += Math.abs(values[i] - unchanged[i]);
                }
                assertThat(change).as(signal.words(strength)).isGreaterThan(before);
                before = change;
            }
        }
    }

    @Test
    void aShiftIsTriedInStepsOfEightBitsAlone() {
        FaintSignal.Range range = new GreyShift().range();
        for (double strength : new double[] {0.01, 0.2, 0.5, 0.589, 0.7, 3.1, 12, 49.9, 80}) {
            double nearest = 255 * range.nearest(strength) / 100;
            double reaching = 255 * range.reaching(strength) / 100;
            assertThat(nearest).isCloseTo(Math.rint(nearest), within(1e-9)).isBetween(1.0, 127.0);
            assertThat(reaching).isCloseTo(Math.rint(reaching), within(1e-9)).isBetween(1.0, 127.0);
            assertThat(Math.abs(Math.max(1, Math.min(127, 2.55 * strength)) - nearest))
                    .isLessThanOrEqualTo(0.5 + 1e-9);
            assertThat(reaching).isGreaterThanOrEqualTo(Math.min(127, 2.55 * strength) - 1e-6);
        }
        // A whole step is reached by itself, whatever its rounding.
        for (int step = 1; step <= 127; step++) {
            assertThat(255 * range.reaching(step / 2.55) / 100).isCloseTo(step, within(1e-9));
        }
    }

    @Test
    void anIntervalEndsWhereStrengthsMayBeTried() {
        FaintSignal.Range range = new FaintSignal.Range(0.2, 1, 20);
        assertThat(range.within(interval(0.9, 1.6))).isEqualTo(new Recovery.Span(0.9, 1.6));
        assertThat(range.within(interval(0.2, 1.6))).isEqualTo(new Recovery.Span(null, 1.6));
        assertThat(range.within(interval(9, 20.1))).isEqualTo(new Recovery.Span(9.0, null));
        assertThat(range.within(interval(9, 20))).isEqualTo(new Recovery.Span(9.0, 20.0));
        assertThat(range.within(interval(0.01, 200))).isEqualTo(new Recovery.Span(null, null));
        assertThat(range.within(interval(0.002, 0.19))).isNull();
        double step = 100.0 / 255;
        assertThat(new GreyShift().range().within(interval(0.5, 1.3))).isEqualTo(new Recovery.Span(2 * step, 4 * step));
    }

    private static Interval interval(double lower, double upper) {
        return new Interval(lower, upper, 0.95, "delta");
    }

    @Test
    void signalsAreSaidInPhysicalWords() {
        assertThat(SIGNALS.stream().map(signal -> signal.words(1.234)))
                .containsExactly(
                        "a texture of 1.2 % contrast at 8 to 16 cycles",
                        "a rise of local contrast by 1.2 %", "a shift of grey values by 1.2 % of black to white");
    }

    private static float[] ramp() {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.3f + 0.4f * ((i * 37) % 101) / 101;
        }
        return values;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double power(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum / values.length;
    }

    private static double fourierPower(float[] values, int k, int l) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < values.length; i++) {
            double angle = 2 * Math.PI * (k * (i % SIDE) + l * (i / SIDE)) / SIDE;
            re += values[i] * Math.cos(angle);
            im += values[i] * Math.sin(angle);
        }
        return re * re + im * im;
    }
}
