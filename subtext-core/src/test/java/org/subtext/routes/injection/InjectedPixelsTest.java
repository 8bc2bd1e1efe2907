package org.subtext.routes.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.images.Resize;
import org.subtext.provenance.Seed;

class InjectedPixelsTest {
    private static final int ROWS = 12;
    private static final PixelLayout LAYOUT = new PixelLayout(32, 3, Resize.AREA_AVERAGE);
    private static final List<FaintSignal> SIGNALS =
            List.of(new BandTexture(32, 8, 16), new LocalContrast(32), new GreyShift());

    private final PixelSource source = new Random();

    @Test
    void strengthZeroLeavesEveryBit() {
        for (FaintSignal signal : SIGNALS) {
            InjectedPixels pixels = new InjectedPixels(source, signal, 0, all(), new Seed(1));
            for (int row = 0; row < ROWS; row++) {
                assertThat(read(pixels, row)).isEqualTo(read(source, row));
            }
            assertThat(pixels.clippedShare()).isZero();
        }
    }

    @Test
    void onlyChosenRowsChangeAndStayWithinBlackAndWhite() {
        BitSet chosen = new BitSet();
        chosen.set(2);
        chosen.set(7);
        for (FaintSignal signal : SIGNALS) {
            InjectedPixels pixels = new InjectedPixels(source, signal, 30, chosen, new Seed(1));
            chosen.set(0, ROWS); // what was handed over counts
            for (int row = 0; row < ROWS; row++) {
                float[] found = read(pixels, row);
                if (row == 2 || row == 7) {
                    assertThat(found).isNotEqualTo(read(source, row));
                } else {
                    assertThat(found).isEqualTo(read(source, row));
                }
                assertThat(IntStream.range(0, found.length).allMatch(i -> found[i] >= 0 && found[i] <= 1))
                        .isTrue();
            }
            chosen.clear();
            chosen.set(2);
            chosen.set(7);
        }
    }

    @Test
    void aRowHoldsTheSameInAnyOrderOnAnyThreads() {
        for (FaintSignal signal : SIGNALS) {
            InjectedPixels one = new InjectedPixels(source, signal, 3, all(), new Seed(1));
            InjectedPixels other = new InjectedPixels(source, signal, 3, all(), new Seed(1));
            float[][] backwards = new float[ROWS][];
            IntStream.range(0, 4 * ROWS).parallel().forEach(i -> {
                float[] values = read(one, ROWS - 1 - i % ROWS);
                synchronized (backwards) {
                    backwards[ROWS - 1 - i % ROWS] = values;
                }
            });
            for (int row = 0; row < ROWS; row++) {
                assertThat(backwards[row]).isEqualTo(read(other, row));
            }
        }
    }

    @Test
    void allChannelsGetTheSameSignal() {
        InjectedPixels pixels = new InjectedPixels(new Flat(0.5f), new BandTexture(32, 8, 16), 2, all(), new Seed(1));
        float[] values = read(pixels, 0);
        assertThat(Arrays.copyOfRange(values, 0, 1024))
                .isEqualTo(Arrays.copyOfRange(values, 1024, 2048))
                .isEqualTo(Arrays.copyOfRange(values, 2048, 3072));
    }

    @Test
    void theShareCutOffIsCounted() {
        InjectedPixels pixels = new InjectedPixels(source, new GreyShift(), 25, all(), new Seed(1));
        for (int row = 0; row < ROWS; row++) {
            read(pixels, row);
        }
        // Values are even over [0, 1]: a quarter leaves it. 36,864 values: a standard error of 0.0023.
        assertThat(pixels.clippedShare()).isCloseTo(0.25, within(0.01));
    }

    @Test
    void imagesOfEightBitsStayOfEightBits() {
        PixelSource grey = new Flat(0.2f);
        BandTexture texture = new BandTexture(32, 8, 16);
        // A signal far below a step leaves flat images flat, where it would be plain to a spectrum.
        assertThat(read(new InjectedPixels(grey, texture, 0.02, all(), new Seed(1)), 0))
                .isEqualTo(read(grey, 0));
        float[] changed = read(new InjectedPixels(grey, texture, 5, all(), new Seed(1)), 0);
        assertThat(IntStream.range(0, changed.length)
                        .mapToDouble(i -> Math.abs(changed[i] * 255 - Math.round(changed[i] * 255)))
                        .max()
                        .orElse(1))
                .isLessThan(1e-3);
        assertThat(changed).isNotEqualTo(read(grey, 0));
    }

    @Test
    void imagesOfEightBitsHoldEveryShiftThatIsTried() {
        PixelSource grey = new Flat(51 / 255f);
        FaintSignal.Range range = new GreyShift().range();
        for (double asked = range.least(); asked < 3; asked = range.reaching(asked + 0.1)) {
            float after = read(new InjectedPixels(grey, new GreyShift(), asked, all(), new Seed(1)), 0)[0];
            assertThat(100 * (after - 51 / 255.0)).isCloseTo(asked, within(1e-4));
        }
    }

    /** Of x ~ N(0, σ²), E[x round(x)]/σ² is 1 − 2 Σ (−1)^(k+1) exp(−2 π² k² σ²): 0.98562 at half a step. */
    @Test
    void whatRoundingTakesFromATextureIsKnown() {
        double half = 100 * 0.5 / 255;
        PixelSource steps = new Steps();
        assertThat(held(steps, new BandTexture(32, 8, 16), half)).isCloseTo(0.9856, within(0.004));
        assertThat(held(steps, new BandTexture(32, 8, 16), 2 * half)).isCloseTo(1, within(0.002));
        assertThat(held(steps, new GreyShift(), 2 * half)).isEqualTo(1);
        assertThat(held(steps, new GreyShift(), 3 * half)).isCloseTo(4 / 3.0, within(1e-4));
        assertThat(held(source, new BandTexture(32, 8, 16), half)).isEqualTo(1);
        assertThat(held(source, new GreyShift(), 25)).isEqualTo(1); // what is cut off is told by itself
        assertThat(held(new Flat(0), new GreyShift(), 1)).isEqualTo(1);
        assertThat(held(new Flat(51 / 255f), new GreyShift(), half / 2)).isEqualTo(1e-4);
    }

    private static double held(PixelSource of, FaintSignal signal, double strength) {
        BitSet rows = new BitSet();
        rows.set(0, of.size());
        InjectedPixels pixels = new InjectedPixels(of, signal, strength, rows, new Seed(1));
        for (int row = 0; row < of.size(); row++) {
            read(pixels, row);
        }
        return pixels.heldShare();
    }

    private static BitSet all() {
        BitSet rows = new BitSet();
        rows.set(0, ROWS);
        return rows;
    }

    private static float[] read(PixelSource pixels, int row) {
        float[] values = new float[LAYOUT.valuesPerImage()];
        pixels.read(row, FloatBuffer.wrap(values));
        return values;
    }

    /** Even over [0, 1]. */
    private static final class Random implements PixelSource {
        @Override
        public PixelLayout layout() {
            return LAYOUT;
        }

        @Override
        public int size() {
            return ROWS;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            SplittableRandom random = new SplittableRandom(row);
            for (int i = 0; i < LAYOUT.valuesPerImage(); i++) {
                target.put((float) random.nextDouble());
            }
        }
    }

    /** Values of 8 bits, even from 50 to 149. */
    private record Steps() implements PixelSource {
        @Override
        public PixelLayout layout() {
            return LAYOUT;
        }

        @Override
        public int size() {
            return 20 * ROWS;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            SplittableRandom random = new SplittableRandom(row);
            for (int i = 0; i < LAYOUT.valuesPerImage(); i++) {
                target.put((50 + random.nextInt(100)) / 255f);
            }
        }
    }

    private record Flat(float value) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return LAYOUT;
        }

        @Override
        public int size() {
            return ROWS;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            for (int i = 0; i < LAYOUT.valuesPerImage(); i++) {
                target.put(value);
            }
        }
    }
}
