package org.subtext.perturbation.pixels;

import java.util.Arrays;

/** Work on one channel at a time; the repeated channels of a grey film are worked out once and copied. */
public final class EachChannel {
    /** A change in place of the values from {@code offset} on, as many as a channel has. */
    @FunctionalInterface
    public interface Change {
        void apply(float[] values, int offset);
    }

    private EachChannel() {}

    public static PixelValues change(PixelValues image, Change change) {
        float[] values = image.values();
        int count = image.valuesPerChannel();
        boolean grey = true;
        for (int channel = 1; channel < image.channels(); channel++) {
            int offset = image.offset(channel);
            grey &= Arrays.equals(values, 0, count, values, offset, offset + count);
        }
        change.apply(values, 0);
        for (int channel = 1; channel < image.channels(); channel++) {
            if (grey) {
                System.arraycopy(values, 0, values, image.offset(channel), count);
            } else {
                change.apply(values, image.offset(channel));
            }
        }
        return image;
    }
}
