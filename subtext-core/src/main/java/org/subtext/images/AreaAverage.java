package org.subtext.images;

import java.util.Arrays;

/**
 * Resizing by exact area weights: a target pixel is the mean of the source area under it.
 *
 * <p>With n source and m target pixels along an axis, target t covers [t n/m, (t+1) n/m) and source s weighs by its
 * overlap with that span, divided by n/m. Enlarging by a whole factor repeats pixels; at equal size nothing changes.
 * Sums are float, rows before columns, in source order; the result is rounded to 16 bits. 8-bit samples count 257
 * times, so that 255 becomes 65,535. Cost: one pass over the source. Not thread-safe: one a thread.
 */
final class AreaAverage implements Resampler {
    private static final float RED = 0.299f; // ITU-R BT.601-7, 2.5.1
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    private float[] accumulator = new float[0];

    @Override
    public int maximum() {
        return 65535;
    }

    @Override
    public void resample(DecodedImage image, PixelLayout layout, short[] target) {
        int side = layout.side();
        if (accumulator.length < image.width()) {
            accumulator = new float[image.width()];
        }
        for (int channel = 0; channel < layout.channels(); channel++) {
            for (int row = 0; row < side; row++) {
                accumulateRows(image, row, side, channel, layout.channels() == 1);
                averageColumns(image.width(), side, target, (channel * side + row) * side);
            }
        }
    }

    private void accumulateRows(DecodedImage image, int row, int side, int channel, boolean luma) {
        Arrays.fill(accumulator, 0, image.width(), 0f);
        // Bounds of the target row in units of 1/side of a source row: exact in integers.
        long from = (long) row * image.height();
        long to = from + image.height();
        for (int y = (int) (from / side); (long) y * side < to; y++) {
            long overlap = Math.min(to, (y + 1L) * side) - Math.max(from, (long) y * side);
            float weight = (float) ((double) overlap / image.height());
            if (image.channels() == 1) {
                add(image, y, 0, weight);
            } else if (luma) {
                add(image, y, 0, weight * RED);
                add(image, y, 1, weight * GREEN);
                add(image, y, 2, weight * BLUE);
            } else {
                add(image, y, channel, weight);
            }
        }
    }

    private void add(DecodedImage image, int y, int channel, float weight) {
        int width = image.width();
        int channels = image.channels();
        int start = y * width * channels + channel;
        float[] sum = accumulator;
        if (image.bits() == 16) {
            short[] words = image.words();
            for (int x = 0, i = start; x < width; x++, i += channels) {
                sum[x] += weight * (words[i] & 0xFFFF);
            }
            return;
        }
        float scaled = weight * 257f;
        byte[] bytes = image.bytes();
        if (channels == 1) {
            for (int x = 0; x < width; x++) {
                sum[x] += scaled * (bytes[start + x] & 0xFF);
            }
            return;
        }
        for (int x = 0, i = start; x < width; x++, i += channels) {
            sum[x] += scaled * (bytes[i] & 0xFF);
        }
    }

    private void averageColumns(int width, int side, short[] target, int start) {
        float perUnit = (float) (1.0 / width);
        for (int column = 0; column < side; column++) {
            long from = (long) column * width;
            long to = from + width;
            int first = (int) (from / side);
            int last = (int) ((to - 1) / side);
            float sum;
            if (first == last) {
                sum = accumulator[first];
            } else {
                sum = accumulator[first] * ((first + 1L) * side - from);
                for (int x = first + 1; x < last; x++) {
                    sum += accumulator[x] * side;
                }
                sum += accumulator[last] * (to - (long) last * side);
                sum *= perUnit;
            }
            target[start + column] = (short) Math.min(65535, (int) (sum + 0.5f));
        }
    }
}
