package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.address.ImageAddress;
import org.subtext.testing.TiffBytes;
import org.subtext.testing.TiffBytes.Page;

/** Sample types and pages of TIFF: read for what they are, or refused by their own name. */
class TiffSamplesTest {
    private static final long[] SIXTEEN_BITS = {0, 700, 65535, 256, 40000, 3};

    private final ImageDecoder decoder = new ImageDecoder();

    @ParameterizedTest
    @CsvSource({"32, 1", "32, 2", "32, 4", "16, 4"})
    void sixteenBitsInAWiderContainerAreTheSamePicture(int bits, int format) throws IOException {
        DecodedImage plain = decoder.decode(TiffBytes.grey(3, 16, 1, SIXTEEN_BITS));

        DecodedImage wide = decoder.decode(TiffBytes.grey(3, bits, format, SIXTEEN_BITS));

        assertThat(TestImages.samples(wide)).containsExactly(0, 700, 65535, 256, 40000, 3);
        assertThat(PixelHash.of(wide)).isEqualTo(PixelHash.of(plain));
    }

    @Test
    void valuesThatFillThirtyTwoBitsKeepTheirUpperHalf() throws IOException {
        byte[] file = TiffBytes.grey(2, 32, 1, 0xFFFF_FFFFL, 0x8000_7FFFL, 0x0001_0000L, 0xFFFFL);

        assertThat(TestImages.samples(decoder.decode(file))).containsExactly(65535, 32768, 1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32 | 2 | -1024 | 3071 | signed 32-bit integers from -1,024 to 3,071: what is black is not known",
                "16 | 2 | -1024 | 3071 | signed 16-bit integers from -1,024 to 3,071: what is black",
                "16 | 2 | 0 | 32767 | signed 16-bit integers from 0 to 32,767: how many bits are in use",
                "8 | 2 | -128 | 100 | signed 8-bit integers from -128 to 100: what is black",
                "8 | 2 | 0 | 127 | signed 8-bit integers from 0 to 127: how many bits are in use",
                "32 | 1 | 0 | 0 | unsigned 32-bit integers from 0 to 0: how many bits are in use",
                "32 | 1 | 0 | 255 | unsigned 32-bit integers from 0 to 255: how many bits are in use",
                "32 | 1 | 0 | 4095 | unsigned 32-bit integers from 0 to 4,095: how many bits are in use",
                "32 | 1 | 0 | 70000 | unsigned 32-bit integers from 0 to 70,000: how many bits are in use",
                "32 | 2 | 0 | 2147483647 | signed 32-bit integers from 0 to 2,147,483,647: how many bits are in use",
                "32 | 3 | 0 | 1 | floating-point samples of 32 bits",
                "64 | 3 | 0 | 1 | floating-point samples of 64 bits",
                "64 | 6 | 0 | 1 | complex samples of 64 bits",
                "64 | 1 | 0 | 1 | 64-bit integers",
                "64 | 2 | 0 | 1 | signed 64-bit integers",
            })
    void whatHasNoKnownBlackAndWhiteIsRefusedByItsName(int bits, int format, long low, long high, String reason) {
        assertReason(TiffBytes.grey(2, bits, format, low, high), reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "262 | 4 | transparency mask",
                "259 | 50000 | compressed with Zstandard, which is not read; save it with LZW or Deflate",
                "259 | 34712 | compressed with JPEG 2000",
            })
    void whatNoReaderKnowsIsRefusedByItsName(int tag, int value, String reason) {
        assertReason(TiffBytes.grey(2, 8, 1, Map.of(tag, value), 1, 2), reason);
    }

    @Test
    void wideIntegersInWhichZeroIsWhiteAreRefused() {
        assertReason(
                TiffBytes.grey(2, 32, 1, Map.of(262, 0), 0, 4095), "a TIFF of 32-bit integers in which 0 is white");
    }

    /** 4,095 of 12 bits is white; by the rule of all narrow samples, rounded: 65,535 times 1,365 by 4,095 is 21,845. */
    @Test
    void packedSamplesAreStretchedToSixteenBits() throws IOException {
        byte[] strip = {(byte) 0xFF, (byte) 0xF5, 0x55, 0, 0, 0x10}; // 4095, 1365, 0, 16
        byte[] file = TiffBytes.of(new Page(2, 2, strip, Map.of(258, 12)));

        assertThat(TestImages.samples(decoder.decode(file))).containsExactly(65535, 21845, 0, 256);
    }

    @Test
    void ofSeveralPagesOneIsNamed(@TempDir Path folder) throws IOException {
        Page first = page(Map.of(), 1, 2, 3, 4);
        Page second = page(Map.of(), 5, 6, 7, 8);
        Path file = Files.write(folder.resolve("film.tif"), TiffBytes.of(first, second));

        assertReason(Files.readAllBytes(file), "a TIFF of 2 pages, and nothing says which is meant");
        EncodedImage one = decoder.read(ImageAddress.parse(folder.resolve("film.tif#1")));
        EncodedImage two = decoder.read(ImageAddress.parse(folder.resolve("film.tif#2")));
        assertThat(TestImages.samples(one.decode())).containsExactly(1, 2, 3, 4);
        assertThat(TestImages.samples(two.decode())).containsExactly(5, 6, 7, 8);
        assertThat(two.content()).isNotEqualTo(one.content());
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.read(ImageAddress.parse(folder.resolve("film.tif#3")))
                        .decode())
                .withMessage("page 3 was asked for, but the TIFF has 2 pages");
    }

    @Test
    void thumbnailsMasksAndSmallerPagesAreNotMeant() throws IOException {
        Page thumbnail = new Page(1, 1, new byte[] {9}, Map.of(254, 1));
        Page mask = page(Map.of(254, 4), 0, 1, 0, 1);
        Page smaller = new Page(1, 2, new byte[] {9, 9}, Map.of());

        byte[] file = TiffBytes.of(thumbnail, page(Map.of(), 1, 2, 3, 4), mask, smaller);

        assertThat(TestImages.samples(decoder.decode(file))).containsExactly(1, 2, 3, 4);
    }

    /** What follows the strip in the file, its directory, would be the lower rows of the picture. */
    @Test
    void stripsThatHoldFewerBytesThanTheirRowsNeedAreRefused() {
        assertReason(TiffBytes.of(new Page(16, 16, new byte[200], Map.of())), "fewer bytes than 16 x 16 pixels need");
        assertReason(
                TiffBytes.of(new Page(16, 16, new byte[256], Map.of(258, 16))), "fewer bytes than 16 x 16 pixels need");
        assertReason(
                TiffBytes.of(new Page(16, 16, new byte[256], Map.of(278, 8))), "fewer bytes than 16 x 16 pixels need");
    }

    @Test
    void directoriesThatRunInCirclesAreRefused() {
        byte[] file = TiffBytes.of(page(Map.of(), 1, 2, 3, 4));
        int next = file.length - 4;
        file[next] = file[4];

        assertReason(file, "a damaged TIFF: its directories run in circles at byte 12");
    }

    /** Followed round and round, so short a file would hold tens of thousands of pages. */
    @Test
    void aLastPageThatLeadsBackToTheFirstIsRefused() {
        byte[] file = TiffBytes.of(page(Map.of(), 1, 2, 3, 4), page(Map.of(), 5, 6, 7, 8), page(Map.of(), 1, 1, 1, 1));
        int next = file.length - 4;
        System.arraycopy(file, 4, file, next, 4);

        assertReason(file, "a damaged TIFF: its directories run in circles at byte 12");
    }

    private static Page page(Map<Integer, Integer> tags, long... samples) {
        return new Page(2, 2, TiffBytes.strip(8, samples), tags);
    }

    private void assertReason(byte[] file, String reason) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.decode(file))
                .withMessageContaining(reason);
    }
}
