package org.subtext.readers;

import java.nio.FloatBuffer;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/** A square image of one channel as an array {@code [row * side + column]}, and how it becomes smaller. */
public final class GreyImage {
    private GreyImage() {}

    /** The mean over channels of one row of a pixel source. */
    public static float[] of(PixelSource pixels, int row) {
        PixelLayout layout = pixels.layout();
        float[] values = new float[layout.valuesPerImage()];
        pixels.read(row, FloatBuffer.wrap(values));
        int plane = layout.side() * layout.side();
        float[] grey = new float[plane];
        for (int i = 0; i < values.length; i++) {
            grey[i % plane] += values[i] / layout.channels();
        }
        return grey;
    }

    /**
     * Means over rectangles of whole pixels, which differ in size by one where sides do not divide.
     *
     * @param to at most {@code side}
     */
    public static float[] shrunk(float[] image, int side, int to) {
        float[] small = new float[to * to];
        for (int y = 0; y < to; y++) {
            for (int x = 0; x < to; x++) {
                float sum = 0;
                for (int row = y * side / to; row < (y + 1) * side / to; row++) {
                    for (int column = x * side / to; column < (x + 1) * side / to; column++) {
                        sum += image[row * side + column];
                    }
                }
                int area = ((y + 1) * side / to - y * side / to) * ((x + 1) * side / to - x * side / to);
                small[y * to + x] = sum / area;
            }
        }
        return small;
    }
}
