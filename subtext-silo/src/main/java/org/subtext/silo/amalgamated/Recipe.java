package org.subtext.silo.amalgamated;

import java.util.List;

/** A way of learning together, and what a partner learns by it; an approval says it in these words. */
public enum Recipe {
    /** Scores of both sites' own models of common patients, combined: {@link Stacking}. */
    STACK(Learns.SIZE_OF_LIST, Learns.WHO_IS_COMMON, Learns.TRUTH_OF_COMMON, Learns.SCORE_OF_COMMON),

    /** Partial linear scores of common patients, in turns: {@link PartialSums}. */
    SUMS(
            Learns.SIZE_OF_LIST,
            Learns.WHO_IS_COMMON,
            Learns.TRUTH_OF_COMMON,
            Learns.PARTIAL_SCORES_OF_COMMON,
            Learns.SPAN_OF_COLUMNS),

    /** Labels of images that are nobody's patients, under masks: {@link Distillation}. */
    DISTIL(Learns.MEAN_LABELS_OF_AGREED_IMAGES);

    private final List<Learns> learns;

    Recipe(Learns... learns) {
        this.learns = List.of(learns);
    }

    /** What a partner learns that it did not know, each in words for who approves. */
    public List<Learns> learns() {
        return learns;
    }

    /** Whether it shows anything of a single patient: both ethics boards are then named in the approval. */
    public boolean needsBothBoards() {
        return learns.stream().anyMatch(Learns::isOfSinglePatients);
    }

    /** Something that a partner learns. */
    public enum Learns {
        SIZE_OF_LIST(false, "how many patients the other site brought"),
        WHO_IS_COMMON(true, "which of its own patients the other site has too"),
        TRUTH_OF_COMMON(true, "the finding of each common patient, where the other site holds it"),
        SCORE_OF_COMMON(true, "the other site's model's score of each common patient"),
        PARTIAL_SCORES_OF_COMMON(
                true, "a weighted sum of the other site's columns of each common patient, once a turn"),
        SPAN_OF_COLUMNS(
                true,
                "after as many turns as the other site has columns, these columns but for a linear map between them: "
                        + "who knows the columns of a few patients then knows those of all"),
        MEAN_LABELS_OF_AGREED_IMAGES(
                false,
                "the mean of all sites' labels of images that are nobody's patients, and through it how their models judge");

        private final boolean isOfSinglePatients;
        private final String meaning;

        Learns(boolean isOfSinglePatients, String meaning) {
            this.isOfSinglePatients = isOfSinglePatients;
            this.meaning = meaning;
        }

        public boolean isOfSinglePatients() {
            return isOfSinglePatients;
        }

        /** Goes on after "The partner learns ". */
        public String meaning() {
            return meaning;
        }
    }
}
