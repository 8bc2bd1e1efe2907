package org.subtext.harm.reading;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.TruthReading;
import org.subtext.identities.IdRule;
import org.subtext.predictions.MissingScores;
import org.subtext.predictions.SecondTable;
import org.subtext.tables.ConflictPolicy;

/**
 * How a prediction table of findings is read.
 *
 * @param file CSV, TSV, Parquet or XLSX
 * @param sheet of a workbook; null for the first that a person sees
 * @param second a table that is joined; null for none
 * @param ids who is who
 * @param columns which hold truths and scores
 * @param truth how a truth is read
 * @param scores how a score is read
 * @param recorded by column, words that are values there although they usually say that nothing is recorded
 */
public record TablePlan(
        Path file,
        @Nullable String sheet,
        @Nullable SecondTable second,
        Ids ids,
        Columns columns,
        TruthReading truth,
        Scores scores,
        Map<String, List<String>> recorded) {

    /**
     * Who is who.
     *
     * @param patient column of the patient id, or {@value org.subtext.predictions.ScorePlan#EACH_ROW} where each image
     *     is a patient; null is refused, since intervals rest on patients
     * @param image column of the image or case id; null where each row is an image
     * @param rule how patients are told by their ids
     * @param conflicts what is done with patients of several groups; null where the attribute varies within patients,
     *     as a view does
     */
    public record Ids(
            @Nullable String patient,
            @Nullable String image,
            IdRule rule,
            @Nullable ConflictPolicy conflicts) {
        /** Nothing is named. */
        public static final Ids NONE = new Ids(null, null, IdRule.ASK, null);
    }

    /**
     * A column that is about a finding.
     *
     * @param finding its name; null where the table has one finding
     */
    public record Named(@Nullable String finding, String column) {}

    /**
     * Several rows an image: one a finding, or a model.
     *
     * @param score the column of the scores
     * @param finding the column that names the finding; null where there is one
     * @param model the column that names the model; null where there is one
     */
    public record LongForm(
            String score,
            @Nullable String finding,
            @Nullable String model) {}

    /**
     * Which columns hold truths and scores. Where none is named, columns called {@code truth:NAME} and {@code
     * score:NAME} are taken, which may also be written with a low line.
     *
     * @param truths one a finding
     * @param scores one a finding, or several models of a finding
     * @param longForm null where each row is an image
     */
    public record Columns(
            List<Named> truths,
            List<Named> scores,
            @Nullable LongForm longForm) {
        /** By their names. */
        public static final Columns BY_NAME = new Columns(List.of(), List.of(), null);

        public Columns {
            truths = List.copyOf(truths);
            scores = List.copyOf(scores);
        }
    }

    /**
     * How a score is read.
     *
     * @param missing what is done with images that have a truth and no score
     * @param called categories in place of numbers that say that the finding is called, all others that it is not; none
     *     where scores are numbers
     */
    public record Scores(MissingScores missing, List<String> called) {
        /** Numbers, none missing. */
        public static final Scores NUMBERS = new Scores(MissingScores.REFUSE, List.of());

        public Scores {
            called = List.copyOf(called);
        }
    }

    public TablePlan {
        Objects.requireNonNull(file, "a plan names a table");
        recorded = Collections.unmodifiableMap(new LinkedHashMap<>(recorded));
    }

    /** The file alone, with columns called by what they hold. */
    public static TablePlan of(Path file) {
        return new TablePlan(file, null, null, Ids.NONE, Columns.BY_NAME, TruthReading.USUAL, Scores.NUMBERS, Map.of());
    }

    /** The same with all relative paths started from a folder. */
    public TablePlan from(Path folder) {
        return new TablePlan(
                folder.resolve(file).normalize(),
                sheet,
                second == null
                        ? null
                        : new SecondTable(folder.resolve(second.file()).normalize(), second.on()),
                new Ids(ids.patient(), ids.image(), ids.rule().from(folder), ids.conflicts()),
                columns,
                truth,
                scores,
                recorded);
    }

    public TablePlan withIds(Ids value) {
        return new TablePlan(file, sheet, second, value, columns, truth, scores, recorded);
    }

    public TablePlan withColumns(Columns value) {
        return new TablePlan(file, sheet, second, ids, value, truth, scores, recorded);
    }

    public TablePlan withTruth(TruthReading value) {
        return new TablePlan(file, sheet, second, ids, columns, value, scores, recorded);
    }

    public TablePlan withScores(Scores value) {
        return new TablePlan(file, sheet, second, ids, columns, truth, value, recorded);
    }
}
