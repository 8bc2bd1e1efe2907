package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.subtext.provenance.ContentHash;

class TriangleFilterTest {
    record Fixture(String mode, int width, int height, int side, String sha256) {}

    /** Written by validation/images/pillow_resize.py with the Pillow version in the file's first line. */
    static List<Fixture> fixtures() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TriangleFilterTest.class.getResourceAsStream("pillow-bilinear.tsv")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(f -> new Fixture(
                            f[0], Integer.parseInt(f[1]), Integer.parseInt(f[2]), Integer.parseInt(f[3]), f[4]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void equalsPillowBitForBit(Fixture fixture) {
        int channels = fixture.mode().equals("RGB") ? 3 : 1;
        PixelLayout layout = new PixelLayout(fixture.side(), channels, Resize.ANTIALIASED_BILINEAR);
        short[] target = new short[layout.valuesPerImage()];
        Resampler.of(layout.resize()).resample(image(fixture), layout, target);
        byte[] bytes = new byte[target.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) target[i];
        }
        assertThat(ContentHash.ofBytes(bytes).hex()).isEqualTo(fixture.sha256());
    }

    private static DecodedImage image(Fixture fixture) {
        int width = fixture.width();
        int height = fixture.height();
        if (fixture.mode().equals("16")) {
            short[] words = new short[width * height];
            for (int i = 0; i < words.length; i++) {
                words[i] = (short) (formula(i % width, i / width, 0) * 37);
            }
            return DecodedImage.of16Bit(width, height, 1, words);
        }
        int channels = fixture.mode().equals("L") ? 1 : 3;
        byte[] bytes = new byte[width * height * channels];
        for (int i = 0; i < bytes.length; i++) {
            int pixel = i / channels;
            bytes[i] = (byte) formula(pixel % width, pixel / width, i % channels);
        }
        return DecodedImage.of8Bit(width, height, channels, bytes);
    }

    private static long formula(long x, long y, int channel) {
        return (7 * x + 13 * y + 5 * ((x * y + channel) % 31) + 3 * ((x * x + 3 * y) % 17) + 50L * channel) % 65536;
    }
}
