package org.subtext.deidentification;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of one file; holds nothing of what was in it but salted digests.
 *
 * @param id the salted digest of its place in the input
 * @param status {@code written}, {@code excluded} for text in the pixels, {@code not_cleaned} where pixels cannot be
 *     written anew or are video, {@code no_pixels} or {@code unreadable}
 * @param output its place in the output folder, empty where it was not written
 * @param inputDigest salted digest of the content before
 * @param outputSha256 digest of the content after, by which anybody can verify it; empty where it was not written
 * @param burnedIn reasons to look at the pixels
 * @param frames frames of the image, 0 where the pixels make none
 * @param framesLookedAt in how many of them text was looked for, up to the first in which it was found
 * @param outcomes elements by outcome
 * @param shape digest of the counts by tag, which many files share
 * @param pixelCuts bytes cut from the pixels by kind
 */
record FileRecord(
        String id,
        String status,
        String output,
        String inputDigest,
        String outputSha256,
        List<String> burnedIn,
        int frames,
        int framesLookedAt,
        Map<String, Integer> outcomes,
        String shape,
        Map<String, Long> pixelCuts) {
    static final String WRITTEN = "written";
    static final String EXCLUDED = "excluded";
    static final String NOT_CLEANED = "not_cleaned";
    static final String NO_PIXELS = "no_pixels";
    static final String UNREADABLE = "unreadable";

    /** A journal of an earlier version lacks what came later; a written file without a digest is written again. */
    FileRecord {
        outputSha256 = Objects.requireNonNullElse(outputSha256, "");
        pixelCuts = Objects.requireNonNullElse(pixelCuts, Map.<String, Long>of());
    }

    /** A file that was not written. */
    static FileRecord leftOut(String id, String status, String inputDigest) {
        return new FileRecord(id, status, "", inputDigest, "", List.of(), 0, 0, Map.of(), "", Map.of());
    }

    boolean isWritten() {
        return status.equals(WRITTEN);
    }

    /** The pseudonym whose folder holds the copy; of a file that was written alone. */
    String patient() {
        return output.split("/")[1];
    }

    /** Whether nothing is left to do with it. */
    boolean isFinished() {
        return !isWritten() || !outputSha256.isEmpty();
    }
}
