package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.address.ImageAddress;
import org.subtext.progress.Progress;

/** A picture shows exactly what a network sees. */
class PicturesTest {
    private static final PictureForm FULL = new PictureForm.AsSeen(null, null);

    @TempDir
    private Path folder;

    private final Pictures pictures = new Pictures();
    private final ImageDecoder decoder = new ImageDecoder();

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_3BYTE_BGR})
    void atFullSizeItHoldsThePixelsThatACacheDecodes(int type) throws IOException {
        Path file = noise(type);
        try (PixelCache cache = cache(file, 8, 1)) {
            Outcome.Decoded seen = (Outcome.Decoded) cache.outcome(0);

            Pictures.Read read = pictures.read(ImageAddress.ofFile(file));
            Picture picture = read.as(FULL);

            assertThat(PixelHash.of(decoder.decode(picture.file()))).isEqualTo(seen.pixels());
            assertThat(picture.bits()).isEqualTo(seen.bits());
            assertThat(read.content()).isEqualTo(seen.content());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_3BYTE_BGR})
    void atASideItHoldsWhatACacheOfThatSideHolds(int type) throws IOException {
        Path file = noise(type);
        int channels = type == BufferedImage.TYPE_3BYTE_BGR ? 3 : 1;
        try (PixelCache cache = cache(file, 8, channels)) {
            FloatBuffer values = FloatBuffer.allocate(channels * 64);
            cache.read(0, values);

            DecodedImage picture = decoder.decode(pictures.read(ImageAddress.ofFile(file))
                    .as(new PictureForm.AsSeen(null, 8))
                    .file());

            List<Float> shown = new ArrayList<>();
            for (int channel = 0; channel < channels; channel++) {
                for (int i = 0; i < 64; i++) {
                    shown.add(picture.sample(i % 8, i / 8, channel) / 65535f);
                }
            }
            assertThat(shown).hasSize(values.capacity());
            for (int i = 0; i < shown.size(); i++) {
                assertThat(shown.get(i)).isEqualTo(values.get(i));
            }
        }
    }

    @Test
    void bitsKeepWhiteAndBlack() throws IOException {
        byte[] rows = {0, 0, 0, 0x00, (byte) 0x80, 0x00, (byte) 0x81, (byte) 0xFF, (byte) 0xFF};
        Path wide = Files.write(folder.resolve("wide.png"), TestImages.png(4, 1, 16, 0, rows));
        Path narrow =
                Files.write(folder.resolve("narrow.png"), TestImages.png(3, 1, 8, 0, new byte[] {0, 0, 1, (byte) 255}));

        // 128 / 257 = 0.498 and 129 / 257 = 0.502, rounded.
        assertThat(samples(wide, 8)).containsExactly(0, 0, 1, 255);
        assertThat(samples(narrow, 16)).containsExactly(0, 257, 65535);
    }

    @Test
    void itHoldsPixelsAndNothingElse() throws IOException {
        byte[] file = pictures.read(ImageAddress.ofFile(noise(BufferedImage.TYPE_BYTE_GRAY)))
                .as(FULL)
                .file();

        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(text.substring(12, 16)).isEqualTo("IHDR");
        assertThat(text.substring(37, 41)).isEqualTo("IDAT");
        int pixels = java.nio.ByteBuffer.wrap(file).getInt(33);
        assertThat(text.substring(33 + 12 + pixels + 4)).startsWith("IEND").hasSize(8);
    }

    private int[] samples(Path file, int bits) throws IOException {
        Picture picture = pictures.read(ImageAddress.ofFile(file)).as(new PictureForm.AsSeen(bits, null));
        return TestImages.samples(decoder.decode(picture.file()));
    }

    private Path noise(int type) throws IOException {
        BufferedImage image = TestImages.random(new SplittableRandom(7), type, 31, 17);
        return Files.write(folder.resolve("noise.png"), TestImages.write(image, "png"));
    }

    private PixelCache cache(Path file, int side, int channels) throws IOException {
        PixelLayout layout = new PixelLayout(side, channels, Resize.AREA_AVERAGE);
        return PixelCache.build(
                folder.resolve("cache"), ImageAddress.ofFiles(List.of(file)), layout, 1, Progress.SILENT);
    }
}
