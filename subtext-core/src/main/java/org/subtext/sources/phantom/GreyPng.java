package org.subtext.sources.phantom;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes grey values from 0 (black) to 1 (white) as a PNG of 8 or 16 bits. */
final class GreyPng {
    private GreyPng() {}

    static void write(Path file, float[] grey, int side, int bitDepth) throws IOException {
        BufferedImage image = bitDepth == 8 ? eightBits(grey, side) : sixteenBits(grey, side);
        try (OutputStream out = Files.newOutputStream(file);
                MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        }
    }

    private static BufferedImage eightBits(float[] grey, int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) Math.round(255 * grey[i]);
        }
        return image;
    }

    private static BufferedImage sixteenBits(float[] grey, int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
        short[] data = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i++) {
            data[i] = (short) Math.round(65535 * grey[i]);
        }
        return image;
    }
}
