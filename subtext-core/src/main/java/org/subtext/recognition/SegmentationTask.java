package org.subtext.recognition;

import org.subtext.images.PixelSource;
import org.subtext.provenance.Seed;

/**
 * A segmenter to be trained: images with the masks that somebody drew.
 *
 * @param images what it sees
 * @param masks of the same side and one channel; a value of one half or more is inside
 * @param training rows of both sources to learn from
 * @param validation rows of both sources on which its overlap with the drawn masks is measured
 * @param epochs passes over the training rows
 * @param seed of initial weights, order and random changes
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares tasks
public record SegmentationTask(
        PixelSource images, PixelSource masks, int[] training, int[] validation, int epochs, Seed seed) {
    public SegmentationTask {
        if (masks.layout().channels() != 1
                || masks.layout().side() != images.layout().side()) {
            throw new IllegalArgumentException("masks must be grey and of the images' side, got " + masks.layout()
                    + " for images of " + images.layout());
        }
        if (training.length == 0 || validation.length == 0 || epochs < 1) {
            throw new IllegalArgumentException(
                    "training needs images, validation needs images, and epochs must be at least 1");
        }
    }
}
