package org.subtext.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.subtext.wording.Percent;

/**
 * Whether a split by anybody keeps patients apart, and if not, how badly.
 *
 * @param source name of the table
 * @param images rows with a part and a patient
 * @param patients distinct patients
 * @param parts the parts with their sizes, in order of appearance
 * @param pairs every two parts, in the order training, validation, test where their names say so
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

    /** The proof in one sentence, or the leak, a sentence a pair of parts. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (isProven()) {
            sentences.add("No leak: each of the " + patients + " patients is in exactly one of the parts "
                    + parts.stream().map(PartSize::part).collect(Collectors.joining(", ")) + " (" + images
                    + " images checked).");
        } else {
            sentences.add("This split leaks: " + leakingPatients + " of " + patients
                    + " patients are in more than one part. Scores on its test images are not evidence about new"
                    + " patients. Re-split by patient.");
        }
        for (Pair pair : pairs) {
            if (pair.sharedPatients() > 0) {
                sentences.add(pair.first() + " and " + pair.second() + " share " + pair.sharedPatients()
                        + " patients: " + pair.leakedImages() + " of the " + pair.second() + " images ("
                        + Percent.fixed(pair.leakedShare(), 1) + "%) have their patient in " + pair.first() + ".");
            }
            if (pair.sharedImages() > 0) {
                sentences.add(pair.first() + " and " + pair.second() + " share " + pair.sharedImages() + " image ids.");
            }
        }
        if (skippedRows > 0) {
            sentences.add(skippedRows + " rows have no part or no patient and were left out of this check.");
        }
        return sentences;
    }

    /** Parts with their sizes, then {@link #sentences()}, as lines of text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (PartSize part : parts) {
            text.append(String.format(
                    Locale.ROOT, "%-12s %8d images %8d patients%n", part.part(), part.images(), part.patients()));
        }
        sentences().forEach(sentence -> text.append(sentence).append(System.lineSeparator()));
        return text.toString();
    }
}
