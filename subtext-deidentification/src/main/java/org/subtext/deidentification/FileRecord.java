package org.subtext.deidentification;

import java.util.List;
import java.util.Map;

/**
 * What became of one file; holds nothing of what was in it but salted digests.
 *
 * @param id the salted digest of its place in the input
 * @param status {@code written}, {@code excluded} for text in the pixels, {@code not_cleaned} where pixels cannot be
 *     written anew or are video, {@code no_pixels} or {@code unreadable}
 * @param output its place in the output folder, empty where it was not written
 * @param inputDigest salted digest of the content before
 * @param outputDigest salted digest of the content after, empty where it was not written
 * @param burnedIn reasons to look at the pixels
 * @param outcomes elements by outcome
 * @param shape digest of the counts by tag, which many files share
 */
record FileRecord(
        String id,
        String status,
        String output,
        String inputDigest,
        String outputDigest,
        List<String> burnedIn,
        Map<String, Integer> outcomes,
        String shape) {
    static final String WRITTEN = "written";
    static final String EXCLUDED = "excluded";
    static final String NOT_CLEANED = "not_cleaned";
    static final String NO_PIXELS = "no_pixels";
    static final String UNREADABLE = "unreadable";
}
