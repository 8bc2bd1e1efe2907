package org.subtext.routes.maps;

import java.nio.FloatBuffer;
import java.util.function.IntFunction;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/**
 * Images in which some pixels are those of a typical image, shifted by as much as the rest of the image is brighter
 * than the typical one's: nothing of what was there is left, and no square stands out of the picture, as a grey one in
 * a dark lung would.
 *
 * @param typical one image, as many values as an image has
 * @param hidden by pixel row, {@code side * side} marks row by row
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares sources
record HiddenPlaces(PixelSource source, float[] typical, IntFunction<boolean[]> hidden) implements PixelSource {

    /** The mean of some rows. */
    static float[] typical(PixelSource source, int[] rows) {
        double[] sums = new double[source.layout().valuesPerImage()];
        float[] values = new float[sums.length];
        for (int row : rows) {
            source.read(row, FloatBuffer.wrap(values));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i];
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / rows.length);
        }
        return mean;
    }

    @Override
    public PixelLayout layout() {
        return source.layout();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public void read(int row, FloatBuffer target) {
        float[] values = new float[layout().valuesPerImage()];
        source.read(row, FloatBuffer.wrap(values));
        boolean[] marks = hidden.apply(row);
        float shift = shift(values, marks);
        for (int i = 0; i < values.length; i++) {
            if (marks[i % marks.length]) {
                values[i] = Math.max(0, Math.min(1, typical[i] + shift));
            }
        }
        target.put(values);
    }

    /** Mean difference from the typical image over what is not hidden; 0 where all is. */
    private float shift(float[] values, boolean[] marks) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!marks[i % marks.length]) {
                sum += values[i] - typical[i];
                count++;
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }
}
