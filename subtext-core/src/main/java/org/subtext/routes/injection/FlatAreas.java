package org.subtext.routes.injection;

import java.util.BitSet;

/**
 * Where an image has one and the same value over a window of {@value #WINDOW} x {@value #WINDOW} pixels: borders,
 * masks, saturated parts.
 *
 * <p>A detector's noise leaves no such window, so nothing carries a signal of less than a grey step through the
 * rounding of a file there; and what is saturated shows none at all. Windows may reach over the edge with all but
 * {@value #FEWEST} of their pixels, so that a border of one pixel is an area as well.
 */
final class FlatAreas {
    private static final int WINDOW = 3;
    private static final int FEWEST = 3;

    /** Half of what 16 bits tell apart. */
    private static final float EQUAL = 0.5f / 65535;

    private final float[] plane;
    private final int side;
    private final BitSet flat;

    /** @param plane {@code [y * side + x]}, values in [0, 1]; not kept */
    FlatAreas(float[] plane, int side) {
        this.plane = plane.clone();
        this.side = side;
        this.flat = new BitSet(plane.length);
        for (int y = -1; y <= side; y++) {
            for (int x = -1; x <= side; x++) {
                mark(y, x);
            }
        }
    }

    /** Flags all pixels of the window about a place, if they are alike. */
    private void mark(int y, int x) {
        int top = Math.max(0, y - 1);
        int bottom = Math.min(side - 1, y + 1);
        int left = Math.max(0, x - 1);
        int right = Math.min(side - 1, x + 1);
        if ((bottom - top + 1) * (right - left + 1) < FEWEST) {
            return;
        }
        float value = plane[top * side + left];
        for (int row = top; row <= bottom; row++) {
            for (int i = row * side + left; i <= row * side + right; i++) {
                if (Math.abs(plane[i] - value) > EQUAL) {
                    return;
                }
            }
        }
        for (int row = top; row <= bottom; row++) {
            flat.set(row * side + left, row * side + right + 1);
        }
    }

    /**
     * Leaves of a change what a file could have held there: nothing where the image is saturated, whole steps
     * elsewhere.
     *
     * @param changed {@code [y * side + x]}
     * @param levels steps from black to white
     */
    void hold(float[] changed, int levels) {
        for (int i = flat.nextSetBit(0); i >= 0; i = flat.nextSetBit(i + 1)) {
            float value = plane[i];
            boolean isSaturated = value <= EQUAL || value >= 1 - EQUAL;
            changed[i] = isSaturated ? value : value + Math.round((changed[i] - value) * levels) / (float) levels;
        }
    }
}
