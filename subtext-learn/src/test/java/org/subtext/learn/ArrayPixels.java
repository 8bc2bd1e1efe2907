package org.subtext.learn;

import java.nio.FloatBuffer;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/** Images in one array, for tests. */
public record ArrayPixels(PixelLayout layout, float[] values) implements PixelSource {
    @Override
    public int size() {
        return values.length / layout.valuesPerImage();
    }

    @Override
    public void read(int row, FloatBuffer target) {
        target.put(values, row * layout.valuesPerImage(), layout.valuesPerImage());
    }
}
