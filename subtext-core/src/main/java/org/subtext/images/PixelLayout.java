package org.subtext.images;

import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * The shape that every image of a run takes: {@code (channels, side, side)}, values in [0, 1].
 *
 * @param side height and width in pixels, 4 to 4096
 * @param channels 1 (grey; colour becomes ITU-R BT.601 luma) or 3 (RGB; grey is repeated)
 * @param resize how the size is reached
 */
public record PixelLayout(int side, int channels, Resize resize) {
    /** Pixels a side. */
    public static final int LARGEST_SIDE = 4096;

    public PixelLayout {
        if (side < 4 || side > LARGEST_SIDE) {
            throw new RefusedValueException(PlanKey.PIXELS_SIDE, "must lie between 4 and 4096 pixels, got " + side);
        }
        if (channels != 1 && channels != 3) {
            throw new RefusedValueException(PlanKey.PIXELS_CHANNELS, "must be 1 or 3, got " + channels);
        }
    }

    /** Number of values of one image. */
    public int valuesPerImage() {
        return channels * side * side;
    }
}
