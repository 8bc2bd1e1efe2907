package org.subtext.split;

import java.util.List;

/**
 * Whether a split by anybody keeps patients apart, and if not, how badly.
 *
 * @param source name of the table
 * @param images rows with a part and a patient
 * @param patients distinct patients
 * @param parts the parts with their sizes, in order of appearance
 * @param pairs every two parts, the test part (by its name) second where there is one
 * @param leakingPatients patients in more than one part
 * @param skippedRows rows without part or patient, which prove nothing
 */
public record SplitAudit(
        String source,
        int images,
        int patients,
        List<PartSize> parts,
        List<Pair> pairs,
        int leakingPatients,
        int skippedRows) {
    /** A part as the table names it. */
    public record PartSize(String part, int images, int patients) {}

    /**
     * Two parts held against each other.
     *
     * @param first the part that is learned from
     * @param second the part that is tested on
     * @param sharedPatients patients with images in both
     * @param leakedImages images of {@code second} whose patient is in {@code first}
     * @param leakedShare {@code leakedImages} over the images of {@code second}, 0 to 1
     * @param sharedImages image ids that are in both
     */
    public record Pair(
            String first, String second, int sharedPatients, int leakedImages, double leakedShare, int sharedImages) {}

    public SplitAudit {
        parts = List.copyOf(parts);
        pairs = List.copyOf(pairs);
    }

    /** Whether no patient and no image is in two parts. */
    public boolean isProven() {
        return leakingPatients == 0 && pairs.stream().allMatch(pair -> pair.sharedImages() == 0);
    }
}
