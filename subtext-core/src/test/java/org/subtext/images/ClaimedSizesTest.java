package org.subtext.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that claim more than their file holds, or than there is memory for, are refused before it is allocated. */
class ClaimedSizesTest {
    private final ImageDecoder decoder = new ImageDecoder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2147483632 | 16 | 100 | tiles of 2147483632 x 16 pixels for a page of 8 x 8",
                "16 | 2147483632 | 100 | tiles of 16 x 2147483632 pixels for a page of 8 x 8",
                "4294967295 | 4294967295 | 100 | tiles of 4294967295 x 4294967295",
                "16 | 16 | 255 | its tiles hold fewer bytes than 8 x 8 pixels need",
                "16 | 0 | 256 | its tiles of 16 x 0 pixels make no page of 8 x 8",
            })
    void tilesOutOfAllProportionAreRefused(long width, long height, long bytes, String said) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.decode(tiled(8, 1, width, height, bytes)))
                .withMessageContaining(said);
    }

    @Test
    void aTileThatReachesOverThePageIsLawful() throws IOException {
        assertThat(decoder.decode(tiled(8, 1, 16, 16, 256)).sample(7, 7, 0)).isEqualTo(7 * 16 + 7);
    }

    @Test
    void aScannedPageOfBitsIsLargeAndLawful() throws IOException {
        int side = 10_000;
        int lineBytes = side / 8;
        ByteBuffer tiff =
                ByteBuffer.allocate(8 + 2 + 12 * 8 + 4 + side * lineBytes).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) 8);
        int data = 8 + 2 + 12 * 8 + 4;
        for (int[] tag : new int[][] {
            {256, side}, {257, side}, {258, 1}, {259, 1}, {262, 1}, {273, data}, {277, 1}, {279, side * lineBytes}
        }) {
            tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        tiff.put(data + 7000 * lineBytes + 1000, (byte) 0b0010_0000);

        DecodedImage decoded = decoder.decode(tiff.array());

        assertThat(decoded.sample(8002, 7000, 0)).isEqualTo(255);
        assertThat(decoded.sample(8001, 7000, 0)).isZero();
        assertThat(decoded.width()).isEqualTo(side);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 32773})
    void compressedPagesThatNoSuchFileHoldsAreRefused(int compression) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.decode(tiled(8192, compression, 8192, 8192, 256)))
                .withMessageContaining("bytes cannot hold the 8192 x 8192 pixels it claims");
    }

    @Test
    void directoriesThatGoRoundAreRefusedAtOnce() {
        ByteBuffer tiff = ByteBuffer.wrap(new byte[200_000]).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8);
        tiff.putShort(8, (short) 16_000);
        tiff.putInt(8 + 2 + 12 * 16_000, 40);
        tiff.putShort(40, (short) 15_000);
        tiff.putInt(40 + 2 + 12 * 15_000, 8);

        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.decode(tiff.array()))
                .withMessageContaining("run in circles");
    }

    @ParameterizedTest
    @CsvSource({"8192, 8192, 16, 6, 1", "8192, 8192, 16, 6, 0", "8192, 8192, 8, 3, 1", "8192, 8192, 8, 0, 0"})
    void pngsThatNoSuchFileHoldsAreRefused(int width, int height, int depth, int type, int interlaced) {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.decode(png(width, height, depth, type, interlaced, new byte[100])))
                .withMessageContaining("bytes cannot hold the 8192 x 8192 pixels it claims");
    }

    @Test
    void whatIsPackedBesideThePixelsOfAPngIsNeverUnpacked() throws IOException {
        BufferedImage image = TestImages.random(new SplittableRandom(1), BufferedImage.TYPE_BYTE_BINARY, 19, 7);
        byte[] plain = TestImages.write(image, "png");
        byte[] packed = deflated(1 << 26);
        ByteArrayOutputStream bombed = new ByteArrayOutputStream();
        bombed.write(plain, 0, 33);
        for (String type : new String[] {"zTXt", "iCCP", "iTXt"}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(type.equals("iTXt") ? new byte[] {'k', 0, 1, 0, 0, 0} : new byte[] {'k', 0, 0});
            body.writeBytes(packed);
            chunk(bombed, type, body.toByteArray());
        }
        bombed.write(plain, 33, plain.length - 33);

        long before = System.nanoTime();
        DecodedImage decoded = decoder.decode(bombed.toByteArray());

        assertThat(PixelHash.of(decoded)).isEqualTo(PixelHash.of(decoder.decode(plain)));
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    /** The reference is the platform's writer, which knows nothing of the reader. */
    @Test
    void interlacedPngsOfEverySmallSizeAreRead() throws IOException {
        for (int width = 1; width <= 9; width++) {
            for (int height = 1; height <= 9; height++) {
                BufferedImage image =
                        TestImages.random(new SplittableRandom(width), BufferedImage.TYPE_3BYTE_BGR, width, height);
                DecodedImage interlaced = decoder.decode(TestImages.writeInterlacedPng(image));
                DecodedImage plain = decoder.decode(TestImages.write(image, "png"));

                assertThat(PixelHash.of(interlaced)).as(width + " x " + height).isEqualTo(PixelHash.of(plain));
            }
        }
    }

    @Test
    void aJpegThatNoSuchFileHoldsIsRefused() throws IOException {
        byte[] file = TestImages.write(
                TestImages.random(new SplittableRandom(1), BufferedImage.TYPE_BYTE_GRAY, 64, 64), "jpg");
        int frame = frameHeader(file);
        ByteBuffer.wrap(file).putShort(frame + 5, (short) 8192).putShort(frame + 7, (short) 8192);

        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.decode(file))
                .withMessageContaining("bytes cannot hold the 8192 x 8192 pixels it claims");
    }

    @Test
    void aJpegOfScansWithoutEndIsRefused() throws IOException {
        byte[] file = TestImages.write(
                TestImages.random(new SplittableRandom(1), BufferedImage.TYPE_BYTE_GRAY, 64, 64), "jpg");
        byte[] scans = withScans(file, file.length - 2);

        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> decoder.decode(scans))
                .withMessageContaining("a JPEG of 301 scans; the limit is 200");
    }

    @Test
    void whatACameraPutBehindAJpegIsNoScanOfIt() throws IOException {
        byte[] file = TestImages.write(
                TestImages.random(new SplittableRandom(1), BufferedImage.TYPE_BYTE_GRAY, 64, 64), "jpg");

        DecodedImage alone = decoder.decode(file);
        DecodedImage withFilm = decoder.decode(withScans(file, file.length));

        assertThat(withFilm).usingRecursiveComparison().isEqualTo(alone);
    }

    /** Starts of 300 scans from a byte on. */
    private static byte[] withScans(byte[] file, int from) {
        byte[] scans = Arrays.copyOf(file, from + 2 * 300);
        for (int at = from; at < scans.length; at += 2) {
            scans[at] = (byte) 0xFF;
            scans[at + 1] = (byte) 0xDA;
        }
        return scans;
    }

    private static int frameHeader(byte[] jpeg) {
        for (int at = 2; ; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                return at;
            }
        }
    }

    /** A grey TIFF of 8 bits whose only tile counts up from 0; the tags of tiles are as given. */
    private static byte[] tiled(int side, int compression, long tileWidth, long tileHeight, long tileBytes) {
        long[][] tags = {
            {256, side},
            {257, side},
            {258, 8},
            {259, compression},
            {262, 1},
            {277, 1},
            {322, tileWidth},
            {323, tileHeight},
            {324, 8 + 2 + 12 * 11 + 4},
            {325, tileBytes},
            {284, 1}
        };
        ByteBuffer tiff =
                ByteBuffer.allocate(8 + 2 + 12 * tags.length + 4 + 256).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.length);
        for (long[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt((int) tag[1]);
        }
        tiff.putInt(0);
        for (int i = 0; i < 256; i++) {
            tiff.put((byte) i);
        }
        return tiff.array();
    }

    private static byte[] png(int width, int height, int depth, int type, int interlaced, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) depth).put((byte) type).put((byte) 0).put((byte) 0).put((byte) interlaced);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", data);
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12).putInt(data.length);
        for (char letter : type.toCharArray()) {
            chunk.put((byte) letter);
        }
        chunk.put(data);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, data.length + 4);
        out.writeBytes(chunk.putInt((int) checksum.getValue()).array());
    }

    private static byte[] deflated(int zeros) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[zeros]);
        deflater.finish();
        byte[] packed = new byte[1 << 20];
        return Arrays.copyOf(packed, deflater.deflate(packed));
    }
}
