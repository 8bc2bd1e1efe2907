package org.subtext.images;

import java.util.Arrays;

/**
 * The study's resize, equal bit for bit to Pillow's {@code Image.resize(size, Image.BILINEAR)} on 8-bit images.
 *
 * <p>A triangle of half-width max(1, n/m) source pixels around each target centre, weights normalised and rounded to 22
 * fractional bits; horizontal pass, then vertical, each rounded to 8 bits; a pass that changes nothing is left out.
 * 16-bit samples become 8-bit first as floor(255 v / 65536) and colour becomes luma as Pillow's {@code convert("L")}.
 * Pillow 13 runs the vertical pass first for some tall images (pull request 9549), one grey level apart; the study's
 * order is kept here. Source: Pillow {@code src/libImaging/Resample.c}. Not thread-safe: one a thread.
 */
final class TriangleFilter implements Resampler {
    private static final int PRECISION_BITS = 22; // 32 - 8 bits of the sample - 2 of head-room
    private static final int HALF = 1 << (PRECISION_BITS - 1);

    /** For each target pixel: the first source pixel and the fixed-point weights from there on. */
    private record Kernel(int sourceSize, int targetSize, int[] first, int[][] weights) {
        static Kernel of(int sourceSize, int targetSize) {
            double scale = (double) sourceSize / targetSize;
            double support = Math.max(scale, 1.0);
            int[] first = new int[targetSize];
            int[][] weights = new int[targetSize][];
            for (int t = 0; t < targetSize; t++) {
                double centre = (t + 0.5) * scale;
                int from = Math.max(0, (int) (centre - support + 0.5));
                int to = Math.min(sourceSize, (int) (centre + support + 0.5));
                first[t] = from;
                weights[t] = fixedPoint(centre, support, from, to);
            }
            return new Kernel(sourceSize, targetSize, first, weights);
        }

        private static int[] fixedPoint(double centre, double support, int from, int to) {
            double[] triangle = new double[to - from];
            double inverse = 1.0 / support;
            double sum = 0;
            for (int i = 0; i < triangle.length; i++) {
                double distance = Math.abs((i + from - centre + 0.5) * inverse);
                triangle[i] = distance < 1.0 ? 1.0 - distance : 0.0;
                sum += triangle[i];
            }
            int[] fixed = new int[triangle.length];
            for (int i = 0; i < fixed.length; i++) {
                fixed[i] = (int) (0.5 + triangle[i] / sum * (1 << PRECISION_BITS));
            }
            return fixed;
        }
    }

    private Kernel horizontal = Kernel.of(1, 1);
    private Kernel vertical = Kernel.of(1, 1);

    @Override
    public int maximum() {
        return 255;
    }

    @Override
    public void resample(DecodedImage image, PixelLayout layout, short[] target) {
        resample(image, layout.channels(), layout.side(), layout.side(), target);
    }

    @Override
    public void resample(DecodedImage image, int channels, int width, int height, short[] target) {
        if (horizontal.sourceSize() != image.width() || horizontal.targetSize() != width) {
            horizontal = Kernel.of(image.width(), width);
        }
        if (vertical.sourceSize() != image.height() || vertical.targetSize() != height) {
            vertical = Kernel.of(image.height(), height);
        }
        int planes = Math.min(channels, image.channels());
        int values = width * height;
        for (int channel = 0; channel < planes; channel++) {
            byte[] plane = plane(image, channel, channels == 1);
            byte[] narrow = image.width() == width ? plane : filterRows(plane, image.height(), width);
            byte[] result = image.height() == height ? narrow : filterColumns(narrow, width, height);
            int start = channel * values;
            for (int i = 0; i < values; i++) {
                target[start + i] = (short) (result[i] & 0xFF);
            }
        }
        for (int channel = planes; channel < channels; channel++) {
            System.arraycopy(target, 0, target, channel * values, values);
        }
    }

    private byte[] filterRows(byte[] plane, int height, int targetWidth) {
        byte[] filtered = new byte[height * targetWidth];
        int width = horizontal.sourceSize();
        for (int y = 0; y < height; y++) {
            for (int t = 0; t < targetWidth; t++) {
                int[] weights = horizontal.weights()[t];
                int from = y * width + horizontal.first()[t];
                int sum = HALF;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * (plane[from + i] & 0xFF);
                }
                filtered[y * targetWidth + t] = rounded(sum);
            }
        }
        return filtered;
    }

    private byte[] filterColumns(byte[] plane, int width, int targetHeight) {
        byte[] filtered = new byte[width * targetHeight];
        int[] sums = new int[width];
        for (int t = 0; t < targetHeight; t++) {
            Arrays.fill(sums, HALF);
            int[] weights = vertical.weights()[t];
            for (int i = 0; i < weights.length; i++) {
                int from = (vertical.first()[t] + i) * width;
                int weight = weights[i];
                for (int x = 0; x < width; x++) {
                    sums[x] += weight * (plane[from + x] & 0xFF);
                }
            }
            for (int x = 0; x < width; x++) {
                filtered[t * width + x] = rounded(sums[x]);
            }
        }
        return filtered;
    }

    private static byte rounded(int sum) {
        return (byte) Math.min(255, Math.max(0, sum >> PRECISION_BITS));
    }

    private static byte[] plane(DecodedImage image, int channel, boolean luma) {
        if (image.channels() == 1 && image.bits() == 8) {
            return image.bytes();
        }
        byte[] plane = new byte[image.width() * image.height()];
        int channels = image.channels();
        for (int i = 0; i < plane.length; i++) {
            int at = i * channels;
            plane[i] = (byte)
                    (luma && channels == 3
                            ? (eightBit(image, at) * 19595
                                            + eightBit(image, at + 1) * 38470
                                            + eightBit(image, at + 2) * 7471
                                            + 0x8000)
                                    >> 16
                            : eightBit(image, at + channel));
        }
        return plane;
    }

    private static int eightBit(DecodedImage image, int i) {
        return image.bits() == 8 ? image.bytes()[i] & 0xFF : (image.words()[i] & 0xFFFF) * 255 >> 16;
    }
}
