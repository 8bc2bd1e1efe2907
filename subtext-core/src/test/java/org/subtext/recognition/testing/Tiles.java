package org.subtext.recognition.testing;

import java.nio.FloatBuffer;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/** An image in a few numbers: the mean of each tile of a grid of 8 × 8, less the middle grey. */
public record Tiles(PixelLayout layout) {
    private static final int GRID = 8;

    /** Tiles along a side; small images have one a pixel. */
    int grid() {
        return Math.min(GRID, layout.side());
    }

    int count() {
        return grid() * grid();
    }

    /** The tile of a value of an image, of whatever channel. */
    int of(int value) {
        int side = layout.side();
        int pixel = value % (side * side);
        return pixel / side * grid() / side * grid() + pixel % side * grid() / side;
    }

    /** How many values of an image each tile holds. */
    int[] sizes() {
        int[] sizes = new int[count()];
        for (int i = 0; i < layout.valuesPerImage(); i++) {
            sizes[of(i)]++;
        }
        return sizes;
    }

    double[] means(float[] image) {
        double[] means = new double[count()];
        for (int i = 0; i < image.length; i++) {
            means[of(i)] += image[i];
        }
        int[] sizes = sizes();
        for (int t = 0; t < means.length; t++) {
            means[t] = means[t] / sizes[t] - 0.5;
        }
        return means;
    }

    static float[] image(PixelSource pixels, int row) {
        float[] image = new float[pixels.layout().valuesPerImage()];
        pixels.read(row, FloatBuffer.wrap(image));
        return image;
    }
}
