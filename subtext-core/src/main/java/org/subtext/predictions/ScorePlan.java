package org.subtext.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.NotRecorded;

/**
 * How somebody else's prediction table is read.
 *
 * <p>Three forms are known. <b>One column a class</b>: {@code classColumns} maps each class to its column; only one
 * model. <b>One score column a model</b>, for a truth of two classes: {@code scoreColumns} lists them, the column's
 * name is the model's, and a higher score speaks for {@code positive}. <b>Long</b>: {@code longScore} is the score
 * column, and {@code longClass} and/or {@code longModel} say of which class and model a row is.
 *
 * @param table the file with the scores
 * @param truth column of the recorded class, in this file or the joined one
 * @param patient column of the patient id, or {@value #EACH_ROW} where each row (of the long form: each image) is a
 *     patient; a column of that very name is taken for it, which is said. Null is refused, since intervals rest on
 *     patients
 * @param image column of the image (or case) id; without it each row is an image
 * @param classColumns score column of each class
 * @param scoreColumns score columns of models, for two classes
 * @param longScore score column of the long form
 * @param longClass class column of the long form
 * @param longModel model column of the long form
 * @param positive the class that a high score speaks for, after renaming
 * @param positiveAt for a numeric truth: positive when at or above this
 * @param rename class name of a source wording
 * @param attributes columns for sub-groups
 * @param join a second file, joined by {@code on}: truth, patient and attributes may stand in it
 * @param on column that both files have
 * @param rows which rows count, and as what; {@link ScoreRows#ALL} by default
 */
public record ScorePlan(
        Path table,
        String truth,
        @Nullable String patient,
        @Nullable String image,
        Map<String, String> classColumns,
        List<String> scoreColumns,
        @Nullable String longScore,
        @Nullable String longClass,
        @Nullable String longModel,
        @Nullable String positive,
        @Nullable Double positiveAt,
        Map<String, String> rename,
        List<String> attributes,
        @Nullable Path join,
        @Nullable String on,
        ScoreRows rows) {
    /** What stands in the place of a patient column where each row is a patient. */
    public static final String EACH_ROW = "row";

    public ScorePlan {
        Objects.requireNonNull(table, "a score plan names a table");
        Objects.requireNonNull(truth, "a score plan names the truth");
        classColumns = ordered(classColumns);
        scoreColumns = scoreColumns == null ? List.of() : List.copyOf(scoreColumns);
        rename = ordered(rename);
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
        rows = rows == null ? ScoreRows.ALL : rows;
    }

    /** Only the file and the truth; the form of the scores is still to be named. */
    public static ScorePlan of(Path table, String truth) {
        return new ScorePlan(
                table,
                truth,
                null,
                null,
                Map.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                null,
                null,
                ScoreRows.ALL);
    }

    /** The same plan for one score column a class. */
    public ScorePlan withClassColumns(Map<String, String> columnOfClass) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                columnOfClass,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positive,
                positiveAt,
                rename,
                attributes,
                join,
                on,
                rows);
    }

    /** The same plan for one score column a model, two classes. */
    public ScorePlan withScoreColumns(List<String> columns, @Nullable String positiveClass) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                columns,
                longScore,
                longClass,
                longModel,
                positiveClass,
                positiveAt,
                rename,
                attributes,
                join,
                on,
                rows);
    }

    /** The same plan for the long form. */
    public ScorePlan withLongForm(String score, @Nullable String classColumn, @Nullable String modelColumn) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                scoreColumns,
                score,
                classColumn,
                modelColumn,
                positive,
                positiveAt,
                rename,
                attributes,
                join,
                on,
                rows);
    }

    /** The same plan with patient and image columns. */
    public ScorePlan withIds(@Nullable String patientColumn, @Nullable String imageColumn) {
        return new ScorePlan(
                table,
                truth,
                patientColumn,
                imageColumn,
                classColumns,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positive,
                positiveAt,
                rename,
                attributes,
                join,
                on,
                rows);
    }

    /** The same plan with a threshold for a numeric truth. */
    public ScorePlan withPositiveAt(double threshold) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positive,
                threshold,
                rename,
                attributes,
                join,
                on,
                rows);
    }

    /** The same plan with class names for source wordings. */
    public ScorePlan withRename(Map<String, String> names) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positive,
                positiveAt,
                names,
                attributes,
                join,
                on,
                rows);
    }

    /** The same plan with the class that a high score speaks for. */
    public ScorePlan withPositive(String positiveClass) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positiveClass,
                positiveAt,
                rename,
                attributes,
                join,
                on,
                rows);
    }

    /** The same plan with columns for sub-groups. */
    public ScorePlan withAttributes(List<String> columns) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positive,
                positiveAt,
                rename,
                columns,
                join,
                on,
                rows);
    }

    /** The same plan with a second file. */
    public ScorePlan withJoin(Path file, String column) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positive,
                positiveAt,
                rename,
                attributes,
                file,
                column,
                rows);
    }

    /** The same plan for other rows. */
    public ScorePlan withRows(ScoreRows counted) {
        return new ScorePlan(
                table,
                truth,
                patient,
                image,
                classColumns,
                scoreColumns,
                longScore,
                longClass,
                longModel,
                positive,
                positiveAt,
                rename,
                attributes,
                join,
                on,
                counted);
    }

    /** Which cells of a column say that nothing is recorded; classes that the plan names are recorded. */
    NotRecorded notRecorded(String column) {
        List<String> values = new ArrayList<>(rows.recorded().getOrDefault(column, List.of()));
        if (column.equals(truth)) {
            values.addAll(rename.keySet());
            values.addAll(classColumns.keySet());
            if (positive != null) {
                values.add(positive);
            }
        }
        return NotRecorded.except(values);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
