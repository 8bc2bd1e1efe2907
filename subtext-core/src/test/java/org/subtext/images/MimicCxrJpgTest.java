package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.address.ImageAddress;
import org.subtext.provenance.ContentHash;

/**
 * Known answers by numpy 2.4.6 and OpenCV 5.0.0: {@code s = a.astype(float) - a.min(); v = (s / s.max() *
 * 255).astype(uint8)}, {@code v = 255 - v} for MONOCHROME1, then {@code cv2.equalizeHist(v)}, and {@code
 * cv2.imencode('.jpg', ..., [cv2.IMWRITE_JPEG_QUALITY, 95])}.
 */
class MimicCxrJpgTest {
    private static final String EQUALISED = "24c96b29951e93401e733baca5c9fec6933231d12086dde4e5592142b78df39c";

    @Test
    void smallImagesEqualOpenCv() throws Exception {
        long[] values = LongStream.range(0, 48).map(i -> i * 37 % 101 + 1000).toArray();

        assertThat(unsigned(MimicCxrJpg.pixels(values, false)))
                .startsWith(0, 98, 190, 27, 125, 217, 54, 152, 244, 81, 174, 11, 109, 201, 38, 136)
                .endsWith(49, 146, 239, 76, 168, 5, 103, 195, 33, 130, 222, 60);
        assertThat(unsigned(MimicCxrJpg.pixels(values, true)))
                .startsWith(255, 157, 65, 228, 130, 38, 201, 103, 11, 174, 81, 244, 146, 54, 217, 119)
                .endsWith(206, 109, 16, 179, 87, 250, 152, 60, 222, 125, 33, 195);
    }

    @Test
    void signedValuesWithACommonWhiteEqualOpenCv() throws Exception {
        long[] values =
                LongStream.range(0, 48).map(i -> Math.min(i * i, 900) - 300).toArray();

        assertThat(unsigned(MimicCxrJpg.pixels(values, false)))
                .startsWith(0, 0, 6, 11, 17, 22, 28, 33, 39, 44, 50, 55, 61, 67, 72, 78, 83, 89, 94, 100, 105, 111)
                .endsWith(
                        116, 122, 128, 133, 139, 144, 150, 155, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                        255, 255, 255, 255, 255, 255, 255);
    }

    @ParameterizedTest
    @CsvSource({
        "false, " + EQUALISED,
        "true, 19699e178c70fafafc7e193a52707c8aba22fdd22ebd79f9784b671f020e4a89",
    })
    void sixtyFourBySixtyFourEqualOpenCv(boolean inverted, String sha256) throws Exception {
        assertThat(ContentHash.ofBytes(MimicCxrJpg.pixels(noise(), inverted)).hex())
                .isEqualTo(sha256);
    }

    /** The compressed picture too: the pixels that a reader gets out of it are those of OpenCV's own file. */
    @Test
    void theJpegHoldsThePixelsOfOpenCv(@TempDir Path folder) throws Exception {
        long[] values = noise();
        byte[] rows = new byte[64 * 129];
        for (int i = 0; i < values.length; i++) {
            int at = i / 64 * 129 + 1 + i % 64 * 2;
            rows[at] = (byte) (values[i] >> 8);
            rows[at + 1] = (byte) values[i];
        }
        Path file = Files.write(folder.resolve("film.png"), TestImages.png(64, 64, 16, 0, rows));

        Picture picture = new Pictures().read(ImageAddress.ofFile(file)).as(new PictureForm.OfMimicCxrJpg());

        assertThat(picture.pixels().hex()).isEqualTo(EQUALISED);
        assertThat(ContentHash.ofBytes(new ImageDecoder().decode(picture.file()).bytes())
                        .hex())
                .isEqualTo("8d82394f278cd38f6f808a19fcbce574cff24760445f60c0132ac3a1b3aa480b");
    }

    @Test
    void oneValueEverywhereHasNoRange() {
        assertThatThrownBy(() -> MimicCxrJpg.pixels(new long[] {7, 7, 7}, false))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("every pixel has the value 7, so that there is no range to normalise");
    }

    /** A linear congruential generator, so that any program can make the same image. */
    private static long[] noise() {
        long[] values = new long[64 * 64];
        long state = 12345;
        for (int i = 0; i < values.length; i++) {
            state = (state * 1103515245L + 12345) % (1L << 31);
            values[i] = (state >> 16) % (i % 3 != 0 ? 4096 : 300);
        }
        return values;
    }

    private static int[] unsigned(byte[] pixels) {
        return IntStream.range(0, pixels.length).map(i -> pixels[i] & 0xFF).toArray();
    }
}
