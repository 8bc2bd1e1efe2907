package org.subtext.images;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small image files made in memory. */
final class TestImages {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private TestImages() {}

    /** A raster of random samples for one of {@link BufferedImage}'s types. */
    static BufferedImage random(SplittableRandom random, int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    raster.setSample(
                            x,
                            y,
                            band,
                            random.nextInt(1 << raster.getSampleModel().getSampleSize(band)));
                }
            }
        }
        return image;
    }

    static byte[] write(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer of " + format + " takes this image");
            }
        }
        return bytes.toByteArray();
    }

    static byte[] writeInterlacedPng(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png")
                .next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A PNG of the given raw rows whose row y is filtered by {@code filters[y % filters.length]}. */
    static byte[] filteredPng(byte[][] rows, int width, int depth, int colourType, int bytesPerPixel, int[] filters) {
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        byte[] above = new byte[rows[0].length];
        for (int y = 0; y < rows.length; y++) {
            int filter = filters[y % filters.length];
            filtered.write(filter);
            for (int i = 0; i < rows[y].length; i++) {
                int left = i < bytesPerPixel ? 0 : rows[y][i - bytesPerPixel] & 0xFF;
                int upperLeft = i < bytesPerPixel ? 0 : above[i - bytesPerPixel] & 0xFF;
                int up = above[i] & 0xFF;
                int predicted = switch (filter) {
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    case 4 -> paeth(left, up, upperLeft);
                    default -> 0;
                };
                filtered.write(rows[y][i] - predicted);
            }
            above = rows[y];
        }
        return png(width, rows.length, depth, colourType, filtered.toByteArray());
    }

    /** A PNG file around filtered rows, its data cut into chunks of at most 97 bytes. */
    static byte[] png(int width, int height, int depth, int colourType, byte[] filteredRows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colourType)
                .array();
        chunk(file, "IHDR", header, 0, header.length);
        Deflater deflater = new Deflater();
        deflater.setInput(filteredRows);
        deflater.finish();
        byte[] packed = new byte[filteredRows.length + 1000];
        int length = deflater.deflate(packed);
        deflater.end();
        for (int from = 0; from < length; from += 97) {
            chunk(file, "IDAT", packed, from, Math.min(97, length - from));
        }
        chunk(file, "IEND", new byte[0], 0, 0);
        return file.toByteArray();
    }

    /** Samples of a raster in the decoder's order. */
    static int[] samples(Raster raster, int bands) {
        int[] samples = new int[raster.getWidth() * raster.getHeight() * bands];
        int i = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                for (int band = 0; band < bands; band++) {
                    samples[i++] = raster.getSample(x, y, band);
                }
            }
        }
        return samples;
    }

    static int[] samples(DecodedImage image) {
        int[] samples = new int[image.width() * image.height() * image.channels()];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / image.channels();
            samples[i] = image.sample(pixel % image.width(), pixel / image.width(), i % image.channels());
        }
        return samples;
    }

    private static int paeth(int left, int up, int upperLeft) {
        int estimate = left + up - upperLeft;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toUpperLeft = Math.abs(estimate - upperLeft);
        if (toLeft <= toUp && toLeft <= toUpperLeft) {
            return left;
        }
        return toUp <= toUpperLeft ? up : upperLeft;
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content, int from, int length) {
        byte[] body = ByteBuffer.allocate(4 + length)
                .put(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .put(content, from, length)
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
