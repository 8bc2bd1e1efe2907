package org.subtext.harm.reading;

import org.subtext.problems.Remark;

/**
 * The model that scored a table's images here, as the plan of a run keeps it.
 *
 * @param model name of its file
 * @param sha256 of its file, in hexadecimal digits
 * @param use how its images are prepared and its outputs read, in words
 * @param goldenCase whether that was proved, in words
 * @param scored images
 */
public record ScoredBy(String model, String sha256, String use, String goldenCase, int scored) {
    /** What the first page of a report says of it. */
    public Remark remark() {
        return Remark.of(
                Remark.Code.SCORED_HERE,
                "The images were scored here with " + model + " (SHA-256 " + sha256.substring(0, 12) + "…): " + use
                        + ". Golden case: " + goldenCase);
    }
}
