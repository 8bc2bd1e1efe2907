package org.subtext.perturbation.pixels;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/** Some rows of a source, read once and kept, so that a training does not perturb the same image at every pass. */
public final class StoredPixels implements PixelSource {
    private final PixelSource source;
    /** By row; empty where the row is not kept. */
    private final float[][] values;

    private StoredPixels(PixelSource source, float[][] values) {
        this.source = source;
        this.values = values;
    }

    /** Bytes that {@link #of} would take. */
    public static long bytes(PixelSource source, int[] rows) {
        return (long) rows.length * source.layout().valuesPerImage() * Float.BYTES;
    }

    /** Reads the rows on all processors; other rows are read from the source as ever. */
    public static StoredPixels of(PixelSource source, int[] rows) {
        float[][] values = new float[source.size()][0];
        IntStream.of(rows).distinct().parallel().forEach(row -> {
            float[] image = new float[source.layout().valuesPerImage()];
            source.read(row, FloatBuffer.wrap(image));
            values[row] = image;
        });
        return new StoredPixels(source, values);
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
        float[] image = values[row];
        if (image.length == 0) {
            source.read(row, target);
        } else {
            target.put(image);
        }
    }
}
