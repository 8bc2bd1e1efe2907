package org.subtext.routes.perturbed;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Square grey images in rows and columns on white, as one 8-bit PNG. */
public final class Tiles {
    private static final int GAP = 4;
    private static final float SLACK = 0.005f; // a grey level of 8 bits outside the range is not worth a stretch

    private final int tile;
    private final int width;
    private final byte[] pixels;
    private final BufferedImage image;

    Tiles(int rows, int columns, int tile) {
        this.tile = tile;
        this.width = columns * (tile + GAP) - GAP;
        this.image = new BufferedImage(width, rows * (tile + GAP) - GAP, BufferedImage.TYPE_BYTE_GRAY);
        this.pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Arrays.fill(pixels, (byte) 255);
    }

    /**
     * Puts the first {@code side × side} values into a place.
     *
     * @return whether the values leave [0, 1] and are therefore shown stretched from the least to the greatest
     */
    boolean put(int row, int column, float[] values, int side) {
        float[] shown = resized(values, side, tile);
        float least = 0;
        float greatest = 1;
        for (float value : shown) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        boolean stretched = least < -SLACK || greatest > 1 + SLACK;
        if (stretched) {
            least = minimum(shown);
            greatest = Math.max(least + Float.MIN_NORMAL, maximum(shown));
        }
        int start = row * (tile + GAP) * width + column * (tile + GAP);
        for (int y = 0; y < tile; y++) {
            for (int x = 0; x < tile; x++) {
                float share = (shown[y * tile + x] - least) / (greatest - least);
                pixels[start + y * width + x] = (byte) Math.round(255 * share);
            }
        }
        return stretched;
    }

    /** Base64 of a PNG file. */
    String png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Reduced by means of blocks, or enlarged by repeating pixels. */
    public static float[] resized(float[] values, int side, int target) {
        float[] resized = new float[target * target];
        for (int y = 0; y < target; y++) {
            int top = y * side / target;
            int bottom = Math.max(top + 1, (y + 1) * side / target);
            for (int x = 0; x < target; x++) {
                int left = x * side / target;
                int right = Math.max(left + 1, (x + 1) * side / target);
                float sum = 0;
                for (int v = top; v < bottom; v++) {
                    for (int u = left; u < right; u++) {
                        sum += values[v * side + u];
                    }
                }
                resized[y * target + x] = sum / ((bottom - top) * (right - left));
            }
        }
        return resized;
    }

    private static float minimum(float[] values) {
        float least = values[0];
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static float maximum(float[] values) {
        float greatest = values[0];
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
