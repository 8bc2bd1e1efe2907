package org.subtext.perturbation.regions;

import org.jspecify.annotations.Nullable;

/**
 * A dark region of one half of the chest as a candidate for a lung field.
 *
 * @param pixels ascending, holes filled
 * @param top first row
 * @param bottom last row
 * @param score how much like a lung field it looks: strong edge, convex, large, away from the edge of the body
 */
@SuppressWarnings("ArrayRecordComponent") // read only, private to the segmentation
record LungField(int[] pixels, int top, int bottom, double score) {
    private static final double SMALLEST = 0.025; // shares of the image
    private static final double LARGEST = 0.30;
    private static final double USUAL = 0.16;
    private static final double SHORTEST = 0.25; // shares of the side
    private static final double LOWEST_CENTRE = 0.75;
    private static final double HIGHEST_CENTRE = 0.2;
    private static final double MOST_CONTACT = 0.25; // of the outline
    private static final double LEAST_SOLIDITY = 0.6;
    private static final double MOST_HOLES = 0.2; // of the filled region; noise is a sieve, ribs are not
    private static final double MOST_RAGGED = 55; // outline² / area: 16 for a square, some 25 for a lung
    private static final int[] STEP_X = {1, -1, 0, 0};
    private static final int[] STEP_Y = {0, 0, 1, -1};

    double area() {
        return pixels.length;
    }

    static boolean isTooLarge(int[] component, int side) {
        return component.length > LARGEST * side * side;
    }

    /**
     * Measures a component.
     *
     * @param component ascending pixels
     * @param grey smoothed values
     * @param outside what is no body
     * @return null where it cannot be a lung field
     */
    static @Nullable LungField of(int[] component, float[] grey, boolean[] outside, int side) {
        if (component.length < SMALLEST * side * side / 2 || isTooLarge(component, side)) {
            return null;
        }
        boolean[] region = Regions.filled(Regions.of(component, grey.length), side);
        int[] pixels = new int[Regions.count(region)];
        double rows = 0;
        int contact = 0;
        int outline = 0;
        double edge = 0;
        int count = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int i = y * side + x;
                if (!region[i]) {
                    continue;
                }
                pixels[count++] = i;
                rows += y;
                int open = 0;
                int touching = 0;
                for (int direction = 0; direction < 4; direction++) {
                    int u = x + STEP_X[direction];
                    int v = y + STEP_Y[direction];
                    boolean beyond = u < 0 || v < 0 || u >= side || v >= side;
                    if (beyond || !region[v * side + u]) {
                        open++;
                        touching += beyond || outside[v * side + u] ? 1 : 0;
                    }
                }
                outline += open;
                contact += touching;
                if (open > touching) {
                    edge += (open - touching) * gradient(grey, i, side);
                }
            }
        }
        double share = (double) count / (side * side);
        int top = pixels[0] / side;
        int bottom = pixels[count - 1] / side;
        double centre = rows / count / side;
        double solidity = count / Regions.hullArea(pixels, side);
        double touching = (double) contact / outline;
        boolean possible = share >= SMALLEST
                && share <= LARGEST
                && bottom - top >= SHORTEST * side
                && centre >= HIGHEST_CENTRE
                && centre <= LOWEST_CENTRE
                && solidity >= LEAST_SOLIDITY
                && component.length >= (1 - MOST_HOLES) * count
                && (double) outline * outline <= MOST_RAGGED * count
                && touching <= MOST_CONTACT;
        if (!possible) {
            return null;
        }
        double large = Math.min(1, share / USUAL);
        double score = edge / outline * solidity * solidity * large * (1 - 2 * touching);
        return new LungField(pixels, top, bottom, score);
    }

    private static double gradient(float[] grey, int pixel, int side) {
        int x = pixel % side;
        int y = pixel / side;
        int left = Math.max(0, x - 1);
        int right = Math.min(side - 1, x + 1);
        int up = Math.max(0, y - 1);
        int down = Math.min(side - 1, y + 1);
        double dx = grey[y * side + right] - grey[y * side + left];
        double dy = grey[down * side + x] - grey[up * side + x];
        return Math.sqrt(dx * dx + dy * dy);
    }
}
