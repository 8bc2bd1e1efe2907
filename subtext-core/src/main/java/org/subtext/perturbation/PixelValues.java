package org.subtext.perturbation;

import org.subtext.images.PixelLayout;

/**
 * One image in memory: {@code values[(channel * side + y) * side + x]}, 0 black to 1 white; filters may leave that range.
 *
 * <p>The array is shared with whoever made it, not copied. Belongs to one thread.
 *
 * @param layout shape of the values
 * @param values as many as {@link PixelLayout#valuesPerImage()}; handed over
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer that is written in place; nobody compares images
public record PixelValues(PixelLayout layout, float[] values) {
    public PixelValues {
        if (values.length != layout.valuesPerImage()) {
            throw new IllegalArgumentException(
                    "an image of " + layout + " has " + layout.valuesPerImage() + " values, got " + values.length);
        }
    }

    public int side() {
        return layout.side();
    }

    public int channels() {
        return layout.channels();
    }

    /** Values of one channel. */
    public int valuesPerChannel() {
        return layout.side() * layout.side();
    }

    /** Index of the first value of a channel. */
    public int offset(int channel) {
        return channel * valuesPerChannel();
    }
}
