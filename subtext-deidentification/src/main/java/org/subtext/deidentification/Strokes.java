package org.subtext.deidentification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.subtext.deidentification.TextDetector.Grey;

/** Thin bright or dark parts near the edges of an image, in pieces. */
final class Strokes {
    /** Half the side of the square that takes strokes away: strokes of up to 6 pixels. */
    private static final int RADIUS = 3;

    /** How far a stroke stands out, as a share of the grey range. */
    private static final float CONTRAST = 0.12f;

    /** The share of width and height, from each edge, that is looked at. */
    private static final double BORDER = 0.25;

    private static final int MOST_GLYPHS = 4000;

    private Strokes() {}

    /** Grey of 0 to 1 between the 1st and the 99.9th percentile. */
    static Grey normalised(Grey image) {
        float[] sorted = sample(image.values());
        Arrays.sort(sorted);
        float low = sorted[(int) (0.01 * (sorted.length - 1))];
        float high = sorted[(int) (0.999 * (sorted.length - 1))];
        float range = high > low ? high - low : 1;
        float[] grey = new float[image.values().length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = Math.max(0, Math.min(1, (image.values()[i] - low) / range));
        }
        return new Grey(image.width(), image.height(), grey);
    }

    private static float[] sample(float[] values) {
        int step = Math.max(1, values.length / 200_000);
        float[] sample = new float[(values.length + step - 1) / step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * step];
        }
        return sample;
    }

    /** The image, halved until it has no more pixels than that. */
    static Grey atMost(int pixels, Grey image) {
        Grey smaller = image;
        while ((long) smaller.width() * smaller.height() > pixels) {
            smaller = halved(smaller);
        }
        return smaller;
    }

    /** Half the size, each pixel the mean of four. */
    static Grey halved(Grey image) {
        int width = image.width() / 2;
        int height = image.height() / 2;
        float[] from = image.values();
        float[] to = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 2 * y * image.width() + 2 * x;
                to[y * width + x] =
                        (from[at] + from[at + 1] + from[at + image.width()] + from[at + image.width() + 1]) / 4;
            }
        }
        return new Grey(width, height, to);
    }

    /** Letter-like pieces near the edges. */
    static List<Glyph> glyphs(Grey image, boolean bright) {
        float[] grey = bright ? image.values() : inverted(image.values());
        float[] opened = maximum(minimum(grey, image.width()), image.width());
        boolean[] stroke = new boolean[grey.length];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int at = y * image.width() + x;
                stroke[at] = grey[at] - opened[at] > CONTRAST && nearEdge(x, y, image);
            }
        }
        return pieces(stroke, grey, image.width(), image.height());
    }

    private static boolean nearEdge(int x, int y, Grey image) {
        double across = BORDER * image.width();
        double down = BORDER * image.height();
        return x < across || x >= image.width() - across || y < down || y >= image.height() - down;
    }

    private static List<Glyph> pieces(boolean[] stroke, float[] grey, int width, int height) {
        List<Glyph> glyphs = new ArrayList<>();
        int[] stack = new int[stroke.length];
        for (int start = 0; start < stroke.length; start++) {
            if (!stroke[start]) {
                continue;
            }
            Glyph glyph = piece(stroke, grey, width, height, start, stack);
            if (glyph.isLetterLike() && glyph.height() <= height / 6) {
                glyphs.add(glyph);
            }
            if (glyphs.size() > MOST_GLYPHS) {
                // Noise everywhere: lines of letters cannot be told apart in it, and all pairs would take minutes.
                return List.of();
            }
        }
        return glyphs;
    }

    /** The piece that a pixel belongs to, which is cleared. */
    private static Glyph piece(boolean[] stroke, float[] grey, int width, int height, int start, int[] stack) {
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        int pixels = 0;
        float peak = 0;
        int depth = 0;
        stack[depth++] = start;
        stroke[start] = false;
        while (depth > 0) {
            int at = stack[--depth];
            int x = at % width;
            int y = at / width;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            peak = Math.max(peak, grey[at]);
            pixels++;
            for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
                for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                    if (stroke[v * width + u]) {
                        stroke[v * width + u] = false;
                        stack[depth++] = v * width + u;
                    }
                }
            }
        }
        return new Glyph(left, top, right, bottom, pixels, peak);
    }

    private static float[] inverted(float[] values) {
        float[] other = new float[values.length];
        for (int i = 0; i < other.length; i++) {
            other[i] = 1 - values[i];
        }
        return other;
    }

    /** The least of the square around each pixel, first along rows, then along columns. */
    static float[] minimum(float[] values, int width) {
        return extreme(extreme(values, width, 1, false), width, width, false);
    }

    private static float[] maximum(float[] values, int width) {
        return extreme(extreme(values, width, 1, true), width, width, true);
    }

    /** Of the values within the radius along rows (a step of 1) or columns (of the width); plain loops, many at once. */
    private static float[] extreme(float[] values, int width, int step, boolean most) {
        float[] result = values.clone();
        int run = step == 1 ? width : values.length;
        for (int start = 0; start < values.length; start += run) {
            for (int shift = step; shift <= RADIUS * step; shift += step) {
                take(result, start, values, start + shift, run - shift, most);
                take(result, start + shift, values, start, run - shift, most);
            }
        }
        return result;
    }

    private static void take(float[] into, int to, float[] values, int from, int count, boolean most) {
        if (most) {
            for (int i = 0; i < count; i++) {
                into[to + i] = Math.max(into[to + i], values[from + i]);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[to + i] = Math.min(into[to + i], values[from + i]);
        }
    }
}
