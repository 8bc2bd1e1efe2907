package org.subtext.recognition.testing;

import java.nio.FloatBuffer;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;

/** Images in memory; handed over. */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares sources
public record PixelArrays(PixelLayout layout, float[][] images) implements PixelSource {
    @Override
    public int size() {
        return images.length;
    }

    @Override
    public void read(int row, FloatBuffer target) {
        target.put(images[row]);
    }
}
