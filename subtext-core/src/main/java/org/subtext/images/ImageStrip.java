package org.subtext.images;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Some rows of a pixel source side by side as one 8-bit grey PNG, for a report's example images. */
public final class ImageStrip {
    private static final int GAP = 4;
    private static final byte WHITE = (byte) 255;

    private ImageStrip() {}

    /**
     * The images of {@code rows} from left to right with a white gap of 4 pixels; the first channel is shown.
     *
     * @param rows at least one readable row
     * @return a whole PNG file
     */
    public static byte[] png(PixelSource source, int[] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a strip needs at least one image");
        }
        int side = source.layout().side();
        int width = rows.length * (side + GAP) - GAP;
        BufferedImage strip = new BufferedImage(width, side, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) strip.getRaster().getDataBuffer()).getData();
        Arrays.fill(pixels, WHITE);
        FloatBuffer image = FloatBuffer.allocate(source.layout().valuesPerImage());
        for (int i = 0; i < rows.length; i++) {
            image.clear();
            source.read(rows[i], image);
            int left = i * (side + GAP);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    pixels[y * width + left + x] = (byte) Math.round(255 * image.get(y * side + x));
                }
            }
        }
        return encoded(strip);
    }

    private static byte[] encoded(BufferedImage strip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(strip, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
