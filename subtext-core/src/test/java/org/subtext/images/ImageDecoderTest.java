package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.testing.Seeds;

class ImageDecoderTest {
    private final ImageDecoder decoder = new ImageDecoder();

    @Nested
    class ExactValues {
        @ParameterizedTest
        @CsvSource({
            "png, 10, 8, 1",
            "png, 11, 16, 1",
            "png, 5, 8, 3",
            "png, 6, 8, 3",
            "tiff, 10, 8, 1",
            "tiff, 11, 16, 1",
            "tiff, 5, 8, 3",
        })
        void ofEveryFormatDepthAndColour(String format, int type, int bits, int channels) throws IOException {
            BufferedImage image = TestImages.random(new SplittableRandom(1), type, 37, 23);
            DecodedImage decoded = decoder.decode(TestImages.write(image, format));
            assertThat(decoded.bits()).isEqualTo(bits);
            assertThat(decoded.channels()).isEqualTo(channels);
            assertThat(TestImages.samples(decoded)).isEqualTo(TestImages.samples(image.getRaster(), channels));
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "tiff"})
        void ofOneBitImagesAreStretchedToEight(String format) throws IOException {
            BufferedImage image = TestImages.random(new SplittableRandom(2), BufferedImage.TYPE_BYTE_BINARY, 19, 7);
            DecodedImage decoded = decoder.decode(TestImages.write(image, format));
            int[] expected = Arrays.stream(TestImages.samples(image.getRaster(), 1))
                    .map(v -> 255 * v)
                    .toArray();
            assertThat(TestImages.samples(decoded)).isEqualTo(expected);
        }

        @Test
        void ofAPaletteAreItsColours() throws IOException {
            byte[] red = {0, 10, (byte) 200, 7};
            byte[] green = {0, 20, (byte) 201, 7};
            byte[] blue = {0, 30, (byte) 202, 7};
            BufferedImage image = new BufferedImage(
                    8, 8, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 4, red, green, blue));
            image.getRaster().setSample(3, 2, 0, 2);
            DecodedImage decoded = decoder.decode(TestImages.write(image, "png"));
            assertThat(decoded.sample(3, 2, 0)).isEqualTo(200);
            assertThat(decoded.sample(3, 2, 2)).isEqualTo(202);
            assertThat(decoded.sample(0, 0, 1)).isZero();
        }

        @Test
        void aColourBeyondThePaletteIsNoColour() throws IOException {
            byte[] grey = {0, 10, 20};
            BufferedImage image = new BufferedImage(
                    8, 8, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, grey, grey, grey));
            image.getRaster().setSample(3, 2, 0, 9);
            image.getRaster().setSample(4, 2, 0, 3);
            byte[] file = TestImages.write(image, "png");
            assertThatExceptionOfType(UnreadableImageException.class)
                    .isThrownBy(() -> decoder.decode(file))
                    .withMessageContaining("2 of its pixels name a colour beyond the 3 of its palette");
        }

        @ParameterizedTest
        @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_INT_ARGB})
        void ofInterlacedPngs(int type) throws IOException {
            BufferedImage image = TestImages.random(new SplittableRandom(3), type, 29, 31);
            DecodedImage decoded = decoder.decode(TestImages.writeInterlacedPng(image));
            assertThat(TestImages.samples(decoded))
                    .isEqualTo(TestImages.samples(image.getRaster(), decoded.channels()));
        }

        @Test
        void ofAGreyJpegEqualThePlatformsRaster() throws IOException {
            byte[] file = TestImages.write(
                    TestImages.random(new SplittableRandom(4), BufferedImage.TYPE_BYTE_GRAY, 61, 47), "jpg");
            BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(TestImages.samples(decoder.decode(file))).isEqualTo(TestImages.samples(expected.getRaster(), 1));
        }

        @Test
        void ofAColourJpegAreCloseToWhatWasSaved() throws IOException {
            BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_3BYTE_BGR);
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 32; x++) {
                    image.getRaster().setPixel(x, y, new int[] {200, 100, 30});
                }
            }
            DecodedImage decoded = decoder.decode(TestImages.write(image, "jpg"));
            assertThat(decoded.sample(16, 16, 0)).isBetween(197, 203);
            assertThat(decoded.sample(16, 16, 1)).isBetween(97, 103);
            assertThat(decoded.sample(16, 16, 2)).isBetween(27, 33);
        }
    }

    @Seeds(60)
    void everyRowFilterOfPngIsUndone(SplittableRandom random) throws IOException {
        int[][] kinds = {{8, 0, 1}, {16, 0, 2}, {8, 2, 3}, {16, 2, 6}, {8, 4, 2}, {16, 4, 4}, {8, 6, 4}, {16, 6, 8}};
        int[] kind = kinds[random.nextInt(kinds.length)];
        int width = random.nextInt(1, 40);
        byte[][] rows = new byte[random.nextInt(1, 12)][width * kind[2]];
        for (byte[] row : rows) {
            random.nextBytes(row);
        }
        int[] filters = random.ints(7, 0, 5).toArray();
        byte[] file = TestImages.filteredPng(rows, width, kind[0], kind[1], kind[2], filters);
        DecodedImage decoded = decoder.decode(file);
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(TestImages.samples(decoded)).isEqualTo(TestImages.samples(expected.getRaster(), decoded.channels()));
    }

    @Test
    void colourWithEqualChannelsIsGreyAndHasTheSamePixelHash() throws IOException {
        BufferedImage grey = TestImages.random(new SplittableRandom(5), BufferedImage.TYPE_BYTE_GRAY, 20, 20);
        BufferedImage colour = new BufferedImage(20, 20, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 400; i++) {
            int v = grey.getRaster().getSample(i % 20, i / 20, 0);
            colour.getRaster().setPixel(i % 20, i / 20, new int[] {v, v, v});
        }
        PixelHash hash = PixelHash.of(decoder.decode(TestImages.write(grey, "png")));
        assertThat(PixelHash.of(decoder.decode(TestImages.write(colour, "tiff"))))
                .isEqualTo(hash);
        grey.getRaster().setSample(19, 19, 0, grey.getRaster().getSample(19, 19, 0) ^ 1);
        assertThat(PixelHash.of(decoder.decode(TestImages.write(grey, "png")))).isNotEqualTo(hash);
    }

    @Nested
    class Refused {
        @Test
        void isAFileOfZeroBytes() {
            assertReason(new byte[0], "zero bytes");
        }

        @Test
        void isTextWithWhatItStartsWith() {
            assertReason("patient,age".getBytes(StandardCharsets.UTF_8), "not an image: starts with \"patient,\"");
        }

        @ParameterizedTest
        @CsvSource({
            "GIF89a......, a GIF",
            "BM12345678, a BMP",
            "RIFF1234WEBPVP8, a WebP",
            "....ftypheic...., a HEIC picture",
            "%PDF-1.7...., a PDF",
        })
        void isAnotherFormatByItsName(String content, String name) {
            assertReason(
                    content.getBytes(StandardCharsets.ISO_8859_1),
                    name + ", which is not read; PNG, JPEG, TIFF or DICOM was expected; export");
        }

        @Test
        void isDicomByItsName() {
            byte[] dicom = new byte[200];
            System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
            assertReason(dicom, "DICOM that cannot be read");
        }

        @Test
        void isAHeaderThatClaimsTooManyPixels() {
            assertReason(TestImages.png(60000, 60000, 8, 0, new byte[10]), "60000 x 60000 pixels; the limit is");
        }

        @Test
        void isASmallFileThatClaimsMoreThanItCanHold() {
            assertReason(TestImages.png(8000, 8000, 8, 0, new byte[10]), "cannot hold the 8000 x 8000 pixels");
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "jpg", "tiff"})
        void isAFileCutAnywhere(String format) throws IOException {
            byte[] whole = TestImages.write(
                    TestImages.random(new SplittableRandom(6), BufferedImage.TYPE_BYTE_GRAY, 64, 64), format);
            for (int length = 3; length < whole.length * 9 / 10; length += 1 + whole.length / 40) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatExceptionOfType(UnreadableImageException.class)
                        .as("%d of %d bytes", length, whole.length)
                        .isThrownBy(() -> decoder.decode(cut));
            }
        }

        @Test
        void isAPngWithADamagedByte() throws IOException {
            byte[] file = TestImages.write(
                    TestImages.random(new SplittableRandom(7), BufferedImage.TYPE_BYTE_GRAY, 64, 64), "png");
            file[file.length / 2] ^= 4;
            assertReason(file, "a damaged PNG");
        }

        private void assertReason(byte[] file, String reason) {
            assertThatExceptionOfType(UnreadableImageException.class)
                    .isThrownBy(() -> decoder.decode(file))
                    .withMessageContaining(reason);
        }
    }
}
