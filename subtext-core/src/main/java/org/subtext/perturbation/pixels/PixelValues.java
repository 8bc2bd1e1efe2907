package org.subtext.perturbation.pixels;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.subtext.images.PixelLayout;

/**
 * One image in memory: {@code values[(channel * side + y) * side + x]}, 0 black to 1 white; filters may leave that
 * range.
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

    /** Changes each channel by itself, given the index of its first value; where channels are equal, one for all. */
    public void changeChannels(IntConsumer change) {
        boolean equal = channelsAreEqual();
        change.accept(0);
        for (int channel = 1; channel < channels(); channel++) {
            if (equal) {
                System.arraycopy(values, 0, values, offset(channel), valuesPerChannel());
            } else {
                change.accept(offset(channel));
            }
        }
    }

    /** Whether a grey image was repeated in all channels; true of one channel. */
    public boolean channelsAreEqual() {
        for (int channel = 1; channel < channels(); channel++) {
            int from = offset(channel);
            if (!Arrays.equals(values, 0, valuesPerChannel(), values, from, from + valuesPerChannel())) {
                return false;
            }
        }
        return true;
    }
}
