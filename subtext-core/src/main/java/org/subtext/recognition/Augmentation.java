package org.subtext.recognition;

import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * Random changes of a training image, drawn anew for each image and epoch; outside the image is filled with 0.
 *
 * @param rotationDegrees rotation is uniform in ± this, 0 to 180
 * @param zoom scale is uniform in 1 ± this, below 1
 * @param independentAxes whether x and y are zoomed by independent factors, as the study did
 * @param shift translation is uniform in ± this share of the side
 * @param horizontalFlip whether half of the images are mirrored
 * @param crop side share of the random crop that is enlarged again is uniform in [1 − crop, 1]; 0 for none
 * @param brightness factor is uniform in 1 ± this
 * @param noise standard deviation of added Gaussian noise, in standardised units
 */
public record Augmentation(
        double rotationDegrees,
        double zoom,
        boolean independentAxes,
        double shift,
        boolean horizontalFlip,
        double crop,
        double brightness,
        double noise) {
    /** Leaves images as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, false, 0, false, 0, 0, 0);

    /** The study's chest recipe: ±15°, zoom 0.9–1.1 with independent axes, mirrored half of the time. */
    public static final Augmentation STUDY = new Augmentation(15, 0.1, true, 0, true, 0, 0, 0);

    /** For small cohorts: affine and brightness changes a projection radiograph could have had. */
    public static final Augmentation MILD = new Augmentation(12, 0.15, false, 0.1, true, 0, 0.2, 0.05);

    public Augmentation {
        RefusedValueException.unlessShare(PlanKey.TRAINING_AUGMENTATION_ZOOM, zoom);
        RefusedValueException.unlessShare(PlanKey.TRAINING_AUGMENTATION_SHIFT, shift);
        RefusedValueException.unlessShare(PlanKey.TRAINING_AUGMENTATION_CROP, crop);
        RefusedValueException.unlessShare(PlanKey.TRAINING_AUGMENTATION_BRIGHTNESS, brightness);
        if (!(rotationDegrees >= 0 && rotationDegrees <= 180)) {
            throw new RefusedValueException(
                    PlanKey.TRAINING_AUGMENTATION_ROTATION_DEGREES, "must lie in [0, 180], got " + rotationDegrees);
        }
        if (!(noise >= 0)) {
            throw new RefusedValueException(PlanKey.TRAINING_AUGMENTATION_NOISE, "must not be negative, got " + noise);
        }
    }
}
