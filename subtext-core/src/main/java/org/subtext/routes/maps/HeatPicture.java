package org.subtext.routes.maps;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.subtext.routes.perturbed.Tiles;

/**
 * Maps of importance over grey images, side by side, with the images themselves above, as one colour PNG.
 *
 * <p>Nothing is clear, more is red and then yellow: lightness and weight rise with the value, so that a reader who sees
 * fewer colours keeps the order. All maps of a picture share one scale from 0 to the greatest value of any; the bar at
 * the right shows it from bottom to top.
 */
final class HeatPicture {
    private static final int GAP = 4;
    private static final int BAR = 10;
    private static final int SMALLEST_TILE = 160;
    private static final double STRONGEST = 0.75;
    private static final double DARKEST = 0.3;
    private static final double BRIGHTEST = 0.85; // short of white

    private final int tile;
    private final BufferedImage image;

    private HeatPicture(int columns, int side) {
        tile = side * Math.max(1, (SMALLEST_TILE + side - 1) / side);
        image = new BufferedImage(columns * (tile + GAP) + BAR, 2 * tile + GAP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, 0xffffff);
            }
        }
    }

    /**
     * Base64 of a PNG file.
     *
     * @param greys images in [0, 1], one a column
     * @param heats a map over each, none negative
     */
    static String png(List<float[]> greys, List<float[]> heats, int side) {
        HeatPicture picture = new HeatPicture(greys.size(), side);
        double greatest = heats.stream()
                .flatMapToDouble(heat -> IntStream.range(0, heat.length).mapToDouble(i -> heat[i]))
                .max()
                .orElse(0);
        for (int column = 0; column < greys.size(); column++) {
            float[] grey = Tiles.resized(greys.get(column), side, picture.tile);
            float[] heat = picture.enlarged(heats.get(column), side);
            picture.put(column, grey, heat, greatest);
        }
        picture.bar(greys.size());
        return picture.encoded();
    }

    private void put(int column, float[] grey, float[] heat, double greatest) {
        int left = column * (tile + GAP);
        for (int y = 0; y < tile; y++) {
            for (int x = 0; x < tile; x++) {
                double light = within(grey[y * tile + x]);
                image.setRGB(left + x, y, rgb(new double[] {light, light, light}));
                double value = greatest > 0 ? heat[y * tile + x] / greatest : 0;
                image.setRGB(left + x, tile + GAP + y, rgb(over(light, value)));
            }
        }
    }

    private void bar(int columns) {
        int left = columns * (tile + GAP);
        for (int y = 0; y < tile; y++) {
            double value = 1 - (y + 0.5) / tile;
            for (int x = 0; x < BAR; x++) {
                image.setRGB(left + x, tile + GAP + y, rgb(colour(heat(value))));
            }
        }
    }

    private static double heat(double value) {
        return DARKEST + (BRIGHTEST - DARKEST) * value;
    }

    private static double[] over(double light, double value) {
        double weight = STRONGEST * Math.sqrt(value);
        return Arrays.stream(colour(heat(value)))
                .map(channel -> weight * channel + (1 - weight) * light)
                .toArray();
    }

    /** Black over red and yellow to white: (2v, 2v − ½, 2v − 1), each within [0, 1]. */
    static double[] colour(double value) {
        return new double[] {within(2 * value), within(2 * value - 0.5), within(2 * value - 1)};
    }

    private static double within(double channel) {
        return Math.max(0, Math.min(1, channel));
    }

    private static int rgb(double[] channels) {
        int rgb = 0;
        for (double channel : channels) {
            rgb = rgb << 8 | (int) Math.round(255 * within(channel));
        }
        return rgb;
    }

    /** Bilinear, so that the coarse grid of a map does not look like structure. */
    private float[] enlarged(float[] values, int side) {
        float[] enlarged = new float[tile * tile];
        for (int y = 0; y < tile; y++) {
            for (int x = 0; x < tile; x++) {
                double fromX = Math.max(0, Math.min(side - 1, (x + 0.5) * side / tile - 0.5));
                double fromY = Math.max(0, Math.min(side - 1, (y + 0.5) * side / tile - 0.5));
                int left = (int) fromX;
                int top = (int) fromY;
                int right = Math.min(side - 1, left + 1);
                int below = Math.min(side - 1, top + 1);
                double u = fromX - left;
                double v = fromY - top;
                enlarged[y * tile + x] =
                        (float) ((1 - v) * ((1 - u) * values[top * side + left] + u * values[top * side + right])
                                + v * ((1 - u) * values[below * side + left] + u * values[below * side + right]));
            }
        }
        return enlarged;
    }

    private String encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
