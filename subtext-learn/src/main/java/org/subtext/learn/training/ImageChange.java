package org.subtext.learn.training;

import java.util.SplittableRandom;
import org.subtext.recognition.Augmentation;

/**
 * The random change of one training image.
 *
 * <p>Every quantity is drawn whether the plan uses it or not, so that switching one kind of change on leaves the others
 * as they were.
 *
 * @param affine row-major 2 × 3 matrix from target to source coordinates, both in [−1, 1] over the image
 * @param brightness factor of the scaled pixels
 * @param noiseSeed of the image's Gaussian noise
 */
record ImageChange(float[] affine, float brightness, long noiseSeed) {
    static ImageChange draw(Augmentation augmentation, SplittableRandom random) {
        double angle = Math.toRadians(symmetric(random, augmentation.rotationDegrees()));
        double zoomX = 1 + symmetric(random, augmentation.zoom());
        double secondZoom = 1 + symmetric(random, augmentation.zoom());
        double zoomY = augmentation.independentAxes() ? secondZoom : zoomX;
        double shiftX = 2 * symmetric(random, augmentation.shift()); // the image is 2 wide in these coordinates
        double shiftY = 2 * symmetric(random, augmentation.shift());
        boolean mirrored = random.nextBoolean() && augmentation.horizontalFlip();
        double side = 1 - random.nextDouble() * augmentation.crop();
        double cropX = symmetric(random, 1 - side);
        double cropY = symmetric(random, 1 - side);
        double brightness = 1 + symmetric(random, augmentation.brightness());

        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double flip = mirrored ? -1 : 1;
        float[] affine = {
            (float) (flip * cos * zoomX * side),
            (float) (-sin * zoomY * side),
            (float) (shiftX + cropX),
            (float) (flip * sin * zoomX * side),
            (float) (cos * zoomY * side),
            (float) (shiftY + cropY)
        };
        return new ImageChange(affine, (float) brightness, random.nextLong());
    }

    /** Uniform in ± the bound. */
    private static double symmetric(SplittableRandom random, double bound) {
        return bound * (2 * random.nextDouble() - 1);
    }
}
