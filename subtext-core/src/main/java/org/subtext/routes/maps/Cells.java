package org.subtext.routes.maps;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.subtext.provenance.Seed;

/**
 * A square image cut into {@code across × across} cells, the grain at which maps of importance are compared: single
 * pixels say more about a network's strides than about the image.
 */
public record Cells(int across, int side) {
    /** Eight across, or as many as there are pixels. */
    public static Cells of(int side) {
        return new Cells(Math.min(8, side), side);
    }

    public int count() {
        return across * across;
    }

    /** The cell of a pixel. */
    int of(int x, int y) {
        return y * across / side * across + x * across / side;
    }

    /** Mean of a map over each cell. */
    public double[] means(float[] map) {
        double[] sums = new double[count()];
        int[] pixels = new int[count()];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                sums[of(x, y)] += map[y * side + x];
                pixels[of(x, y)]++;
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] /= pixels[cell];
        }
        return sums;
    }

    /** Cells from the most important down; equal ones in random order. */
    public int[] descending(float[] map, Seed seed) {
        double[] means = means(map);
        return Arrays.stream(random(seed))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer cell) -> -means[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** All cells in random order. */
    public int[] random(Seed seed) {
        return seed.shuffled(IntStream.range(0, count()).toArray());
    }

    /** Marks of the pixels in the first cells of an order, or of all others. */
    public boolean[] marks(int[] order, int first, boolean others) {
        boolean[] taken = new boolean[count()];
        for (int i = 0; i < first; i++) {
            taken[order[i]] = true;
        }
        boolean[] marks = new boolean[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                marks[y * side + x] = taken[of(x, y)] != others;
            }
        }
        return marks;
    }
}
