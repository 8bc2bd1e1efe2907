package org.subtext.images;

import java.nio.FloatBuffer;

/** Images by row, all of one layout. Thread-safe: several workers read at once. */
public interface PixelSource {
    PixelLayout layout();

    /** Number of rows. */
    int size();

    /**
     * Writes image {@code row} at the target's position and advances it by {@link PixelLayout#valuesPerImage()}.
     *
     * <p>Order (channel, row, column); values in [0, 1].
     */
    void read(int row, FloatBuffer target);
}
