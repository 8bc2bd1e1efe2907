package org.subtext.images;

/** Brings one image to a layout as unsigned integers from 0 to {@link #maximum()}. One a thread: it holds buffers. */
interface Resampler {
    static Resampler of(Resize resize) {
        return switch (resize) {
            case AREA_AVERAGE -> new AreaAverage();
            case ANTIALIASED_BILINEAR -> new TriangleFilter();
        };
    }

    /** The value that stands for 1.0: 255 or 65,535. */
    int maximum();

    /** Fills {@code target} in the order (channel, row, column). */
    void resample(DecodedImage image, PixelLayout layout, short[] target);

    /**
     * The same where height and width may differ.
     *
     * @param width in pixels, not 0
     * @param height in pixels, not 0
     * @throws UnsupportedOperationException of a resampler that makes squares alone
     */
    default void resample(DecodedImage image, int channels, int width, int height, short[] target) {
        throw new UnsupportedOperationException("squares alone");
    }
}
