package org.subtext.recognition;

import java.nio.file.Path;
import java.util.List;
import org.subtext.provenance.ContentHash;

/**
 * One image and what a network says of it where it was made: what proves that its images are prepared here as there.
 *
 * @param image file
 * @param content hash of that file
 * @param scores after the activation, in the order of the outputs
 * @param tolerance largest difference of a score that still counts as the same, in (0, 1)
 */
public record GoldenCase(Path image, ContentHash content, List<Double> scores, double tolerance) {
    /** Of float32 arithmetic on another machine, and of a resize to 8 bits. */
    public static final double USUAL_TOLERANCE = 1e-3;

    public GoldenCase {
        scores = List.copyOf(scores);
        if (scores.isEmpty() || !scores.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a golden case has a number for each output");
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("a tolerance lies between 0 and 1, got " + tolerance);
        }
    }
}
