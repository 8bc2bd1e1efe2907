package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.address.ImageAddress;
import org.subtext.provenance.ContentHash;
import org.subtext.testing.TiffBytes;

/**
 * Known answers: {@code ImageOps.exif_transpose} of Pillow 13.0.0 on an image of 3 by 2 pixels that holds 0 to 5, for
 * each value of the tag.
 */
class OrientationTest {
    private static final long[] STORED = {0, 1, 2, 3, 4, 5};

    private final ImageDecoder decoder = new ImageDecoder();

    @ParameterizedTest
    @CsvSource({
        "1, 3, 0 1 2 3 4 5",
        "2, 3, 2 1 0 5 4 3",
        "3, 3, 5 4 3 2 1 0",
        "4, 3, 3 4 5 0 1 2",
        "5, 2, 0 3 1 4 2 5",
        "6, 2, 3 0 4 1 5 2",
        "7, 2, 5 2 4 1 3 0",
        "8, 2, 2 5 1 4 0 3",
        "9, 3, 0 1 2 3 4 5",
        "0, 3, 0 1 2 3 4 5",
    })
    void ofTiffAndPngIsAppliedAsPillowDoes(int tag, int width, String expected) throws IOException {
        int[] samples =
                Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray();
        byte[] png = TestImages.png(3, 2, 8, 0, new byte[] {0, 0, 1, 2, 0, 3, 4, 5});
        byte[][] files = {
            TiffBytes.grey(3, 8, 1, Map.of(274, tag), STORED),
            TiffBytes.grey(3, 16, 1, Map.of(274, tag), STORED),
            withExif(png, tag),
        };
        for (byte[] file : files) {
            DecodedImage image = decoder.decode(file);
            assertThat(image.width()).isEqualTo(width);
            assertThat(TestImages.samples(image)).isEqualTo(samples);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofJpegTurnsItsPixels(int tag) throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
            byte[] plain = TestImages.write(gradient(type), "jpg");
            DecodedImage stored = decoder.decode(plain);

            DecodedImage turned = decoder.decode(jpegWithExif(plain, tag));

            DecodedImage expected = Orientation.ofTag(tag).upright(stored);
            assertThat(TestImages.samples(turned)).isEqualTo(TestImages.samples(expected));
            assertThat(turned.width()).isEqualTo(tag < 5 ? 24 : 16);
        }
    }

    @Test
    void aTurnedImageIsKnownByAnotherContentAndAnUprightOneByItsFile(@TempDir Path folder) throws IOException {
        byte[] upright = TiffBytes.grey(3, 8, 1, Map.of(274, 1), STORED);
        byte[] turned = TiffBytes.grey(3, 8, 1, Map.of(274, 6), STORED);

        assertThat(content(folder, upright)).isEqualTo(ContentHash.ofBytes(upright));
        assertThat(content(folder, turned)).isNotEqualTo(ContentHash.ofBytes(turned));
    }

    @Test
    void damageWithinExifLosesNoPixel() throws IOException {
        byte[] plain = TestImages.write(gradient(BufferedImage.TYPE_BYTE_GRAY), "jpg");
        byte[] whole = jpegWithExif(plain, 6);
        byte[] damaged = whole.clone();
        damaged[2 + 4 + 6 + 7] = 99; // the directory lies outside the block

        assertThat(TestImages.samples(decoder.decode(damaged))).isEqualTo(TestImages.samples(decoder.decode(plain)));
    }

    private ContentHash content(Path folder, byte[] file) throws IOException {
        Path path = Files.write(folder.resolve("image.tif"), file);
        return decoder.read(ImageAddress.ofFile(path)).content();
    }

    private static BufferedImage gradient(int type) {
        BufferedImage image = new BufferedImage(24, 16, type);
        for (int i = 0; i < 24 * 16; i++) {
            for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                image.getRaster().setSample(i % 24, i / 24, band, 3 * (i % 24) + 7 * (i / 24) + 20 * band);
            }
        }
        return image;
    }

    private static byte[] withExif(byte[] png, int tag) {
        byte[] block = TiffBytes.exif(tag);
        byte[] typed = ByteBuffer.allocate(4 + block.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(block)
                .array();
        CRC32 sum = new CRC32();
        sum.update(typed);
        int afterHeader = 8 + 12 + 13;
        return ByteBuffer.allocate(png.length + typed.length + 8)
                .put(png, 0, afterHeader)
                .putInt(block.length)
                .put(typed)
                .putInt((int) sum.getValue())
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }

    private static byte[] jpegWithExif(byte[] jpeg, int tag) {
        byte[] block = TiffBytes.exif(tag);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + 6 + block.length))
                .array());
        out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(block);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
