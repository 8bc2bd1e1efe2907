package org.subtext.perturbation.pixels;

import org.subtext.provenance.Seed;

/**
 * What a perturbation does to images of one layout, with everything computed beforehand that they share. Thread-safe.
 */
@FunctionalInterface
public interface PixelChange {
    /**
     * Changes an image.
     *
     * @param image taken over: it may be changed in place and returned; not kept
     * @param row of the pixel source, for kinds that hold something an image (masks)
     * @param seed of this image, for kinds that draw
     */
    PixelValues apply(PixelValues image, int row, Seed seed);
}
