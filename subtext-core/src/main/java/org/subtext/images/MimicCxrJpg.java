package org.subtext.images;

/**
 * How the radiographs of MIMIC-CXR-JPG were made of DICOM files: grey of 8 bits, equalised.
 *
 * <p>As its authors describe it (Johnson and others 2019, arXiv:1901.07042; doi:10.13026/jsn5-t979, section Methods):
 * the lowest stored value is subtracted, the rest is divided by its highest, brought to 0 to 255 and truncated; where
 * Photometric Interpretation asks for it the image is inverted, so that the outside of the body is black; OpenCV
 * equalises the histogram; OpenCV writes a JPEG of quality 95. No rescale, no window and no padding has a part in it.
 *
 * <p>Checked against numpy 2.4.6 and OpenCV 5.0.0 in {@code MimicCxrJpgTest}. The order of the division and the product
 * is not published; it is taken as written.
 */
final class MimicCxrJpg {
    static final int QUALITY = 95;

    private static final int LEVELS = 256;

    private MimicCxrJpg() {}

    /**
     * The pixels before they are compressed.
     *
     * @param values stored values, one a pixel
     * @param inverted whether low values are to be white (MONOCHROME1)
     */
    static byte[] pixels(long[] values, boolean inverted) throws UnreadableImageException {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (long value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (low == high) {
            throw new UnreadableImageException(
                    "every pixel has the value " + low + ", so that there is no range to normalise");
        }
        int[] levels = new int[values.length];
        double span = high - low;
        for (int i = 0; i < values.length; i++) {
            int level = (int) ((values[i] - low) / span * (LEVELS - 1));
            levels[i] = inverted ? LEVELS - 1 - level : level;
        }
        return equalised(levels);
    }

    /**
     * OpenCV's {@code equalizeHist}: the cumulative histogram without the lowest occupied level, in single precision,
     * rounded half to even.
     */
    private static byte[] equalised(int[] levels) {
        int[] histogram = new int[LEVELS];
        for (int level : levels) {
            histogram[level]++;
        }
        int first = 0;
        while (histogram[first] == 0) {
            first++;
        }
        float scale = (LEVELS - 1f) / (levels.length - histogram[first]);
        byte[] table = new byte[LEVELS];
        int below = 0;
        for (int level = first + 1; level < LEVELS; level++) {
            below += histogram[level];
            table[level] = (byte) (int) Math.min(255, Math.rint(below * scale));
        }
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = table[levels[i]];
        }
        return pixels;
    }
}
