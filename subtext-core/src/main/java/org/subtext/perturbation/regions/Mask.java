package org.subtext.perturbation.regions;

import java.util.BitSet;
import org.subtext.images.PixelLayout;

/** Pixels of a square image that belong to a region. Immutable, one bit a pixel. */
public final class Mask {
    private final int side;
    private final BitSet inside;

    private Mask(int side, BitSet inside) {
        this.side = side;
        this.inside = inside;
    }

    /** @param inside {@code [y * side + x]} */
    public static Mask of(int side, boolean[] inside) {
        if (inside.length != side * side) {
            throw new IllegalArgumentException("a mask of side " + side + " has not " + inside.length + " pixels");
        }
        BitSet bits = new BitSet(inside.length);
        for (int i = 0; i < inside.length; i++) {
            if (inside[i]) {
                bits.set(i);
            }
        }
        return new Mask(side, bits);
    }

    /** Of grey values: inside is what is at least half white. The first channel counts. */
    public static Mask ofGrey(PixelLayout layout, float[] values) {
        boolean[] inside = new boolean[layout.side() * layout.side()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = values[i] >= 0.5f;
        }
        return of(layout.side(), inside);
    }

    public int side() {
        return side;
    }

    public boolean contains(int pixel) {
        return inside.get(pixel);
    }

    /** Number of pixels inside. */
    public int area() {
        return inside.cardinality();
    }

    /** Share of the image that lies inside, 0 to 1. */
    public double share() {
        return (double) area() / (side * side);
    }

    /**
     * The region and everything within {@code radius} pixels of it along rows and columns (a square grows from each
     * pixel).
     */
    public Mask inflated(int radius) {
        return of(side, Regions.dilated(pixels(), side, radius));
    }

    /** A fresh array {@code [y * side + x]}. */
    public boolean[] pixels() {
        boolean[] pixels = new boolean[side * side];
        for (int i = inside.nextSetBit(0); i >= 0; i = inside.nextSetBit(i + 1)) {
            pixels[i] = true;
        }
        return pixels;
    }

    /** Dice overlap 2·|A∩B|/(|A|+|B|) with another mask of the same side; 1 for two empty ones. */
    public double dice(Mask other) {
        BitSet both = (BitSet) inside.clone();
        both.and(other.inside);
        int sum = area() + other.area();
        return sum == 0 ? 1 : 2.0 * both.cardinality() / sum;
    }
}
