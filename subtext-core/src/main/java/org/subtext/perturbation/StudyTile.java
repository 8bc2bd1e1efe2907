package org.subtext.perturbation;

import java.util.Arrays;
import org.subtext.perturbation.contract.Tile;
import org.subtext.perturbation.pixels.Bilinear;

/**
 * Tiles as the study's code cut them: T = ⌊side / n⌋ pixels wide at multiples of T; the side − n T last rows and
 * columns belong to none (study definition 2.4). Planes are {@code plane[y * side + x]}.
 */
public final class StudyTile {
    private StudyTile() {}

    /** Sets the tile to 0. */
    public static void zero(double[] plane, int side, Tile tile) {
        int width = side / tile.grid();
        for (int y = tile.row() * width; y < (tile.row() + 1) * width; y++) {
            int from = y * side + tile.column() * width;
            Arrays.fill(plane, from, from + width, 0.0);
        }
    }

    /**
     * The tile enlarged to the whole plane as PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} does
     * it, without antialiasing, for an image of floats.
     */
    public static double[] enlarged(double[] plane, int side, Tile tile) {
        int width = side / tile.grid();
        Bilinear across = Bilinear.inFloats(width, side);
        double[] enlarged = new double[side * side];
        int top = tile.row() * width;
        int left = tile.column() * width;
        for (int y = 0; y < side; y++) {
            int upper = (top + across.first(y)) * side + left;
            int lower = (top + across.second(y)) * side + left;
            double down = across.share(y);
            for (int x = 0; x < side; x++) {
                int first = across.first(x);
                int second = across.second(x);
                double right = across.share(x);
                double above = (1 - right) * plane[upper + first] + right * plane[upper + second];
                double below = (1 - right) * plane[lower + first] + right * plane[lower + second];
                enlarged[y * side + x] = (1 - down) * above + down * below;
            }
        }
        return enlarged;
    }
}
