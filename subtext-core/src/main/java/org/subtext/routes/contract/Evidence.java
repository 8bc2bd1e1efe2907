package org.subtext.routes.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subtext.predictions.PredictionTable;

/**
 * What an experiment found. Scores are assessed together with those of all other experiments; tables and sentences hold
 * what is no score.
 *
 * @param predictions at image level, experiment named {@link Setting#experiment()}; null where there are no scores
 * @param tables estimates that do not rest on scores
 * @param pictures maps and examples
 * @param sentences that say no more than the numbers; the first failure of a sanity check comes first
 * @param warnings what says that something is wrong with the run itself: it stands before all that was found
 * @param recoveries how faint a signal would have been found; none of most
 * @param sanity of maps of importance, whether they passed their checks; null of everything else, and in evidence of
 *     versions that did not note it
 */
public record Evidence(
        @Nullable PredictionTable predictions,
        List<EvidenceTable> tables,
        List<Picture> pictures,
        List<String> sentences,
        List<String> warnings,
        List<Recovery> recoveries,
        @Nullable Sanity sanity) {
    /** Whether maps of importance are evidence at all. */
    public enum Sanity {
        PASSED,
        /** One of the checks without which a map is a picture and no evidence. */
        FAILED
    }

    public Evidence {
        tables = List.copyOf(tables);
        pictures = List.copyOf(pictures);
        sentences = List.copyOf(sentences);
        warnings = List.copyOf(warnings);
        recoveries = List.copyOf(recoveries);
    }

    /** Evidence that is no map of importance. */
    public Evidence(
            @Nullable PredictionTable predictions,
            List<EvidenceTable> tables,
            List<Picture> pictures,
            List<String> sentences,
            List<String> warnings,
            List<Recovery> recoveries) {
        this(predictions, tables, pictures, sentences, warnings, recoveries, null);
    }

    /** The same with what the checks of maps said. */
    public Evidence judged(Sanity found) {
        return new Evidence(predictions, tables, pictures, sentences, warnings, recoveries, found);
    }

    /** Evidence that says nothing of signals put in. */
    public Evidence(
            @Nullable PredictionTable predictions,
            List<EvidenceTable> tables,
            List<Picture> pictures,
            List<String> sentences,
            List<String> warnings) {
        this(predictions, tables, pictures, sentences, warnings, List.of());
    }

    /** The same without a warning. */
    public Evidence(
            @Nullable PredictionTable predictions,
            List<EvidenceTable> tables,
            List<Picture> pictures,
            List<String> sentences) {
        this(predictions, tables, pictures, sentences, List.of());
    }

    public static Evidence of(PredictionTable predictions) {
        return new Evidence(predictions, List.of(), List.of(), List.of());
    }

    /** The same, its predictions holding once with those of the audit what both say alike: ids, classes, runs. */
    public Evidence sharedWith(PredictionTable known) {
        return predictions == null ? this : withPredictions(predictions.sharedWith(known));
    }

    public Evidence withSentence(String sentence) {
        List<String> more = new java.util.ArrayList<>(sentences);
        more.add(sentence);
        return new Evidence(predictions, tables, pictures, more, warnings, recoveries, sanity);
    }

    private Evidence withPredictions(PredictionTable other) {
        return new Evidence(other, tables, pictures, sentences, warnings, recoveries, sanity);
    }
}
