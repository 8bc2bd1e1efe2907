package org.subtext.deidentification.lettering;

import java.util.Arrays;

/**
 * Grey values row by row, as bytes of 0 to 255 between the image's 1st and 99.9th percentile, which is what strokes are
 * told by. The array is handed over.
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
public record Grey(int width, int height, byte[] values) {
    private static final double LOWEST = 0.01;
    private static final double HIGHEST = 0.999;
    private static final int MOST = 255;
    private static final int SAMPLE = 200_000;
    private static final int LEVELS = 1 << Short.SIZE;

    public Grey {
        if (width < 1 || height < 1 || values.length != width * height) {
            throw new IllegalArgumentException("an image of " + width + " by " + height + " has as many values");
        }
    }

    /** Greys of any unit and range. */
    public static Grey of(int width, int height, float[] greys) {
        int step = Math.max(1, greys.length / SAMPLE);
        float[] sorted = new float[(greys.length + step - 1) / step];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = greys[i * step];
        }
        Arrays.sort(sorted);
        float low = sorted[(int) (LOWEST * (sorted.length - 1))];
        float high = sorted[(int) (HIGHEST * (sorted.length - 1))];
        byte[] values = new byte[greys.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scaled(greys[i], low, high);
        }
        return new Grey(width, height, values);
    }

    /** Greys of 16 bits, unsigned. */
    static Grey of(int width, int height, short[] greys) {
        int step = Math.max(1, greys.length / SAMPLE);
        int[] sorted = new int[(greys.length + step - 1) / step];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = greys[i * step] & 0xFFFF;
        }
        Arrays.sort(sorted);
        int low = sorted[(int) (LOWEST * (sorted.length - 1))];
        int high = sorted[(int) (HIGHEST * (sorted.length - 1))];
        byte[] values = new byte[greys.length];
        if (greys.length < LEVELS) {
            for (int i = 0; i < values.length; i++) {
                values[i] = scaled(greys[i] & 0xFFFF, low, high);
            }
            return new Grey(width, height, values);
        }
        // Every grey once, then a look-up a pixel.
        byte[] shown = new byte[LEVELS];
        for (int grey = 0; grey < shown.length; grey++) {
            shown[grey] = scaled(grey, low, high);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = shown[greys[i] & 0xFFFF];
        }
        return new Grey(width, height, values);
    }

    private static byte scaled(float grey, float low, float high) {
        float range = high > low ? high - low : 1;
        // What Math.round gives, in a third of its time; the half is a double, so that nothing is rounded twice.
        return (byte) (int) (MOST * Math.max(0, Math.min(1, (grey - low) / range)) + 0.5);
    }

    /** Half the size, each pixel the mean of four. */
    Grey halved() {
        int across = width / 2;
        int down = height / 2;
        byte[] half = new byte[across * down];
        for (int y = 0; y < down; y++) {
            int from = 2 * y * width;
            for (int x = 0; x < across; x++, from += 2) {
                int sum = (values[from] & MOST)
                        + (values[from + 1] & MOST)
                        + (values[from + width] & MOST)
                        + (values[from + width + 1] & MOST);
                half[y * across + x] = (byte) (sum + 2 >> 2);
            }
        }
        return new Grey(across, down, half);
    }
}
