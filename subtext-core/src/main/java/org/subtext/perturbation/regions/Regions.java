package org.subtext.perturbation.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Binary morphology on square images {@code [y * side + x]}. */
final class Regions {
    private Regions() {}

    /** The largest connected component (4 neighbours), ascending; empty where nothing is true. */
    static int[] largest(boolean[] pixels, int side) {
        boolean[] open = pixels.clone();
        int[] queue = new int[pixels.length];
        int[] largest = new int[0];
        for (int start = 0; start < open.length; start++) {
            if (open[start]) {
                int count = flood(open, side, queue, start);
                if (count > largest.length) {
                    largest = Arrays.copyOf(queue, count);
                }
            }
        }
        Arrays.sort(largest);
        return largest;
    }

    /** Takes the component of {@code start} out of {@code open} and writes it to the queue. */
    private static int flood(boolean[] open, int side, int[] queue, int start) {
        int tail = 0;
        queue[tail++] = start;
        open[start] = false;
        for (int head = 0; head < tail; head++) {
            int pixel = queue[head];
            int x = pixel % side;
            tail = visit(open, queue, tail, pixel - side, pixel >= side);
            tail = visit(open, queue, tail, pixel + side, pixel + side < open.length);
            tail = visit(open, queue, tail, pixel - 1, x > 0);
            tail = visit(open, queue, tail, pixel + 1, x < side - 1);
        }
        return tail;
    }

    private static int visit(boolean[] open, int[] queue, int tail, int pixel, boolean exists) {
        if (!exists || !open[pixel]) {
            return tail;
        }
        open[pixel] = false;
        queue[tail] = pixel;
        return tail + 1;
    }

    /** What is true and connected with the edge of the image. */
    static boolean[] touchingEdge(boolean[] pixels, int side) {
        boolean[] open = pixels.clone();
        int[] queue = new int[pixels.length];
        boolean[] touching = new boolean[pixels.length];
        for (int i = 0; i < side; i++) {
            for (int start : new int[] {i, (side - 1) * side + i, i * side, i * side + side - 1}) {
                if (open[start]) {
                    int count = flood(open, side, queue, start);
                    for (int k = 0; k < count; k++) {
                        touching[queue[k]] = true;
                    }
                }
            }
        }
        return touching;
    }

    /** With all holes filled: what cannot be reached from the edge of the image. */
    static boolean[] filled(boolean[] pixels, int side) {
        boolean[] outside = touchingEdge(inverted(pixels), side);
        return inverted(outside);
    }

    static boolean[] inverted(boolean[] pixels) {
        boolean[] inverted = new boolean[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            inverted[i] = !pixels[i];
        }
        return inverted;
    }

    /** Grown by a square of {@code 2 radius + 1} pixels. */
    static boolean[] dilated(boolean[] pixels, int side, int radius) {
        boolean[] rows = new boolean[pixels.length];
        for (int y = 0; y < side; y++) {
            spread(pixels, rows, y * side, 1, side, radius);
        }
        boolean[] both = new boolean[pixels.length];
        for (int x = 0; x < side; x++) {
            spread(rows, both, x, side, side, radius);
        }
        return both;
    }

    /** Shrunk by the same square; beyond the edge of the image all counts as true. */
    static boolean[] eroded(boolean[] pixels, int side, int radius) {
        return inverted(dilated(inverted(pixels), side, radius));
    }

    /** Gaps narrower than the square closed, for regions away from the edge. */
    static boolean[] closed(boolean[] pixels, int side, int radius) {
        return eroded(dilated(pixels, side, radius), side, radius);
    }

    private static void spread(boolean[] from, boolean[] to, int start, int step, int count, int radius) {
        int last = -radius - 1; // of what is true so far
        for (int i = 0; i < count + radius; i++) {
            if (i < count && from[start + i * step]) {
                last = i;
            }
            int target = i - radius;
            // within reach: the last true at or before i lies at most 2 radius behind it
            if (target >= 0 && last >= 0 && last >= target - radius) {
                to[start + target * step] = true;
            }
        }
    }

    static boolean[] of(int[] component, int pixels) {
        boolean[] region = new boolean[pixels];
        for (int pixel : component) {
            region[pixel] = true;
        }
        return region;
    }

    static int count(boolean[] pixels) {
        int count = 0;
        for (boolean pixel : pixels) {
            count += pixel ? 1 : 0;
        }
        return count;
    }

    /** Area of the convex hull of the pixels' squares, in pixels (Andrew's monotone chain). */
    static double hullArea(int[] component, int side) {
        // Per row only the outermost pixels can be corners.
        int rows = 0;
        int[] left = new int[side];
        int[] right = new int[side];
        int[] row = new int[side];
        for (int pixel : component) { // ascending, so row by row
            int y = pixel / side;
            int x = pixel % side;
            if (rows == 0 || row[rows - 1] != y) {
                row[rows] = y;
                left[rows] = x;
                right[rows] = x;
                rows++;
            } else {
                right[rows - 1] = x;
            }
        }
        int[][] corners = new int[4 * rows][];
        for (int i = 0; i < rows; i++) {
            corners[4 * i] = new int[] {left[i], row[i]};
            corners[4 * i + 1] = new int[] {right[i] + 1, row[i]};
            corners[4 * i + 2] = new int[] {left[i], row[i] + 1};
            corners[4 * i + 3] = new int[] {right[i] + 1, row[i] + 1};
        }
        Arrays.sort(corners, (a, b) -> a[0] != b[0] ? a[0] - b[0] : a[1] - b[1]);
        return polygonArea(hull(corners));
    }

    private static List<int[]> hull(int[][] sorted) {
        List<int[]> hull = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            int fixed = hull.size();
            for (int i = 0; i < sorted.length; i++) {
                int[] point = sorted[pass == 0 ? i : sorted.length - 1 - i];
                while (hull.size() >= fixed + 2
                        && turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), point) <= 0) {
                    hull.remove(hull.size() - 1);
                }
                hull.add(point);
            }
            hull.remove(hull.size() - 1);
        }
        return hull;
    }

    private static long turn(int[] a, int[] b, int[] c) {
        return (long) (b[0] - a[0]) * (c[1] - a[1]) - (long) (b[1] - a[1]) * (c[0] - a[0]);
    }

    private static double polygonArea(List<int[]> corners) {
        long twice = 0;
        for (int i = 0; i < corners.size(); i++) {
            int[] a = corners.get(i);
            int[] b = corners.get((i + 1) % corners.size());
            twice += (long) a[0] * b[1] - (long) a[1] * b[0];
        }
        return Math.abs(twice) / 2.0;
    }
}
