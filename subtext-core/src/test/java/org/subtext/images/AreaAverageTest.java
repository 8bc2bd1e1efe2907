package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.subtext.testing.Seeds;

class AreaAverageTest {
    @Seeds(100)
    void constantImageStaysConstant(SplittableRandom random) {
        int width = random.nextInt(1, 300);
        int height = random.nextInt(1, 300);
        byte value = (byte) random.nextInt(256);
        byte[] image = new byte[width * height];
        Arrays.fill(image, value);
        short[] resized = resize(DecodedImage.of8Bit(width, height, 1, image), random.nextInt(4, 64), 1);
        for (short pixel : resized) {
            assertThat(pixel & 0xFFFF).isEqualTo((value & 0xFF) * 257);
        }
    }

    @Seeds(100)
    void meanIsPreserved(SplittableRandom random) {
        DecodedImage image = randomImage(random, random.nextInt(1, 200), random.nextInt(1, 200));
        double before = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                before += image.sample(x, y, 0);
            }
        }
        before /= (double) image.width() * image.height();
        double after = 0;
        short[] resized = resize(image, random.nextInt(4, 100), 1);
        for (short pixel : resized) {
            after += pixel & 0xFFFF;
        }
        assertThat(after / resized.length).isCloseTo(before, within(0.5));
    }

    @Seeds(50)
    void equalsTheDefinitionInDoublePrecision(SplittableRandom random) {
        DecodedImage image = randomImage(random, random.nextInt(1, 60), random.nextInt(1, 60));
        int side = random.nextInt(4, 40);
        short[] resized = resize(image, side, 1);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                assertThat((double) (resized[row * side + column] & 0xFFFF))
                        .isCloseTo(definition(image, side, row, column), within(0.51));
            }
        }
    }

    @Seeds(20)
    void equalSizeChangesNothing(SplittableRandom random) {
        int side = random.nextInt(4, 80);
        DecodedImage image = randomImage(random, side, side);
        assertThat(resize(image, side, 1)).isEqualTo(image.words());
    }

    @Test
    void wholeFactorEnlargingRepeatsPixels() {
        DecodedImage image = DecodedImage.of16Bit(2, 2, 1, new short[] {1, 20000, (short) 40000, (short) 65535});
        short[] resized = resize(image, 6, 1);
        for (int i = 0; i < 36; i++) {
            assertThat(resized[i] & 0xFFFF).isEqualTo(image.sample(i % 6 / 3, i / 6 / 3, 0));
        }
    }

    @Test
    void colourBecomesLumaOrKeepsItsChannels() {
        byte[] red = new byte[4 * 4 * 3];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = (byte) 255;
        }
        DecodedImage image = DecodedImage.of8Bit(4, 4, 3, red);
        assertThat(resize(image, 4, 1)[5] & 0xFFFF).isEqualTo(19595); // 0.299 of 65,535
        short[] rgb = resize(image, 4, 3);
        assertThat(rgb[5] & 0xFFFF).isEqualTo(65535);
        assertThat(rgb[16 + 5]).isZero();
    }

    @Test
    void greyIsRepeatedIntoThreeChannels() {
        short[] rgb = resize(DecodedImage.of8Bit(1, 1, 1, new byte[] {100}), 4, 3);
        assertThat(rgb).hasSize(48).containsOnly((short) (100 * 257));
    }

    private static double definition(DecodedImage image, int side, int row, int column) {
        double heightStep = (double) image.height() / side;
        double widthStep = (double) image.width() / side;
        double sum = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                double weight = overlap(row * heightStep, (row + 1) * heightStep, y)
                        * overlap(column * widthStep, (column + 1) * widthStep, x);
                sum += weight * image.sample(x, y, 0);
            }
        }
        return sum / (heightStep * widthStep);
    }

    private static double overlap(double from, double to, int pixel) {
        return Math.max(0, Math.min(to, pixel + 1) - Math.max(from, pixel));
    }

    private static DecodedImage randomImage(SplittableRandom random, int width, int height) {
        short[] words = new short[width * height];
        for (int i = 0; i < words.length; i++) {
            words[i] = (short) random.nextInt(65536);
        }
        return DecodedImage.of16Bit(width, height, 1, words);
    }

    private static short[] resize(DecodedImage image, int side, int channels) {
        PixelLayout layout = new PixelLayout(side, channels, Resize.AREA_AVERAGE);
        short[] target = new short[layout.valuesPerImage()];
        new AreaAverage().resample(image, layout, target);
        return target;
    }
}
