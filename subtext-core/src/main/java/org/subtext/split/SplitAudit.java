package org.subtext.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words;
import org.subtext.wording.Percent;

/**
 * Whether a split by anybody keeps patients apart, and if not, how badly.
 *
 * <p>There are three answers: proven, leaking, and not proven: no leak was found, but the ids could not have shown one.
 *
 * @param source name of the table
 * @param images rows with a part and a patient
 * @param patients distinct patients
 * @param parts the parts with their sizes, in the order training, validation, test where their names say so
 * @param pairs every two parts, in that order
 * @param leakingPatients patients in more than one part
 * @param rowsWithoutPart rows in no part, which are not in the way of a proof
 * @param listsPatients whether it is a list of patients, one line each, as a split of ours is written; then images are
 *     lines and nothing is said of images
 * @param otherSplits columns that may be splits too and were not looked at
 * @param doubts why the ids prove nothing, if so
 */
public record SplitAudit(
        String source,
        int images,
        int patients,
        List<PartSize> parts,
        List<Pair> pairs,
        int leakingPatients,
        int rowsWithoutPart,
        boolean listsPatients,
        List<String> otherSplits,
        List<SplitDoubt> doubts) {
    /**
     * A part, by the wording that most of its rows have.
     *
     * @param wordings all wordings that mean it: train, Train, training
     */
    public record PartSize(String part, int images, int patients, List<String> wordings) {
        public PartSize {
            wordings = List.copyOf(wordings);
        }
    }

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
        otherSplits = List.copyOf(otherSplits);
        doubts = List.copyOf(doubts);
    }

    /** Whether some patient or image is in two parts. */
    public boolean leaks() {
        return leakingPatients > 0 || pairs.stream().anyMatch(pair -> pair.sharedImages() > 0);
    }

    /** Whether no patient and no image is in two parts, and the ids would have shown it. */
    public boolean isProven() {
        return !leaks() && doubts.isEmpty();
    }

    /** The proof in one sentence, or the leak, a sentence a pair of parts; then what is doubtful. */
    public List<Sentence> sentences() {
        List<Sentence> sentences = new ArrayList<>();
        if (isProven()) {
            sentences.add(Sentence.of("No leak: each of the " + patients + " patients is in exactly one of the parts "
                    + parts.stream().map(PartSize::part).collect(Collectors.joining(", "))
                    + (listsPatients
                            ? ". It is a list of patients: images were not looked at."
                            : " (" + images + " images checked).")));
        } else if (leaks()) {
            sentences.add(Sentence.of("This split leaks: " + leakingPatients + " of " + patients
                    + " patients are in more than one part. Scores on its test images are not evidence about new"
                    + " patients. Re-split by patient."));
        } else {
            sentences.add(Sentence.of("Not proven: no leak was found, but one would not have been seen."));
        }
        pairs.forEach(pair -> sentences.addAll(sentences(pair)));
        doubts.forEach(doubt -> sentences.add(doubt.sentence()));
        for (PartSize part : parts) {
            if (part.wordings().size() > 1) {
                sentences.add(Sentence.of("Taken for one part: " + String.join(", ", part.wordings()) + "."));
            }
        }
        if (rowsWithoutPart > 0) {
            sentences.add(Sentence.of(rowsWithoutPart
                    + " rows are in no part (nothing stands there, or a word such as exclude) and were left out of this"
                    + " check."));
        }
        otherSplits.forEach(column ->
                sentences.add(Sentence.of("Column " + column + " may be a split too and was not checked. Check it: ")
                        .set(PlanKey.COHORT_COLUMNS_SPLIT, column)
                        .and(".")));
        return sentences;
    }

    private static List<Sentence> sentences(Pair pair) {
        List<Sentence> sentences = new ArrayList<>();
        if (pair.sharedPatients() > 0) {
            sentences.add(Sentence.of(pair.first() + " and " + pair.second() + " share " + pair.sharedPatients()
                    + " patients: " + pair.leakedImages() + " of the " + pair.second() + " images ("
                    + Percent.fixed(pair.leakedShare(), 1) + "%) have their patient in " + pair.first() + "."));
        }
        if (pair.sharedImages() > 0) {
            sentences.add(Sentence.of(
                    pair.first() + " and " + pair.second() + " share " + pair.sharedImages() + " image ids."));
        }
        return sentences;
    }

    /** Parts with their sizes, then {@link #sentences()}, as lines of text in a face's words. */
    public String text(Words words) {
        StringBuilder text = new StringBuilder();
        for (PartSize part : parts) {
            text.append(String.format(Locale.ROOT, "%-12s", part.part()))
                    .append(listsPatients ? "" : String.format(Locale.ROOT, " %8d images", part.images()))
                    .append(String.format(Locale.ROOT, " %8d patients%n", part.patients()));
        }
        sentences().forEach(sentence -> text.append(sentence.in(words)).append(System.lineSeparator()));
        return text.toString();
    }
}
