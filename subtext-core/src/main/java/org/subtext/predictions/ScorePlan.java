package org.subtext.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.NotRecorded;

/**
 * How somebody else's prediction table is read.
 *
 * @param table the file with the scores
 * @param truth column of the recorded class, in this file or the joined one
 * @param patient column of the patient id, or {@value #EACH_ROW} where each row (of the long form: each image) is a
 *     patient; a column of that very name is taken for it, which is said. Null is refused, since intervals rest on
 *     patients
 * @param image column of the image (or case) id; without it each row is an image
 * @param form in which form the table holds scores, and in which columns
 * @param classes how classes are made of the truth
 * @param attributes columns for sub-groups
 * @param second a table that is joined; null for none
 * @param rows which rows count, and as what; {@link ScoreRows#ALL} by default
 */
public record ScorePlan(
        Path table,
        String truth,
        @Nullable String patient,
        @Nullable String image,
        ScoreForm form,
        ScoreClasses classes,
        List<String> attributes,
        @Nullable SecondTable second,
        ScoreRows rows) {
    /** What stands in the place of a patient column where each row is a patient. */
    public static final String EACH_ROW = "row";

    public ScorePlan {
        Objects.requireNonNull(table, "a score plan names a table");
        Objects.requireNonNull(truth, "a score plan names the truth");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(classes, "classes");
        Objects.requireNonNull(rows, "rows");
        attributes = List.copyOf(attributes);
    }

    /** Only the file and the truth; the form of the scores is still to be named. */
    public static ScorePlan of(Path table, String truth) {
        return new ScorePlan(
                table, truth, null, null, ScoreForm.NONE, ScoreClasses.AS_NAMED, List.of(), null, ScoreRows.ALL);
    }

    /** The same plan with patient and image columns. */
    public ScorePlan withIds(@Nullable String patientColumn, @Nullable String imageColumn) {
        return new ScorePlan(table, truth, patientColumn, imageColumn, form, classes, attributes, second, rows);
    }

    public ScorePlan withForm(UnaryOperator<ScoreForm> change) {
        return new ScorePlan(table, truth, patient, image, change.apply(form), classes, attributes, second, rows);
    }

    public ScorePlan withClasses(UnaryOperator<ScoreClasses> change) {
        return new ScorePlan(table, truth, patient, image, form, change.apply(classes), attributes, second, rows);
    }

    /** The same plan with columns for sub-groups. */
    public ScorePlan withAttributes(List<String> value) {
        return new ScorePlan(table, truth, patient, image, form, classes, value, second, rows);
    }

    public ScorePlan withSecond(@Nullable SecondTable value) {
        return new ScorePlan(table, truth, patient, image, form, classes, attributes, value, rows);
    }

    /** The same plan for other rows. */
    public ScorePlan withRows(ScoreRows value) {
        return new ScorePlan(table, truth, patient, image, form, classes, attributes, second, value);
    }

    /** The same plan for one score column a class. */
    public ScorePlan withClassColumns(Map<String, String> columnOfClass) {
        return withForm(any -> any.withClassColumns(columnOfClass));
    }

    /** The same plan for one score column a model, two classes. */
    public ScorePlan withScoreColumns(List<String> columns, @Nullable String positiveClass) {
        return withForm(any -> any.withScoreColumns(columns)).withClasses(any -> any.withPositive(positiveClass));
    }

    /** The same plan for the long form. */
    public ScorePlan withLongForm(String score, @Nullable String classColumn, @Nullable String modelColumn) {
        return withForm(any -> any.withLongForm(new ScoreForm.LongForm(score, classColumn, modelColumn)));
    }

    /** Which cells of a column say that nothing is recorded; classes that the plan names are recorded. */
    NotRecorded notRecorded(String column) {
        List<String> values = new ArrayList<>(rows.recorded().getOrDefault(column, List.of()));
        if (column.equals(truth)) {
            values.addAll(classes.rename().keySet());
            values.addAll(form.classColumns().keySet());
            String positive = classes.positive();
            if (positive != null) {
                values.add(positive);
            }
        }
        return NotRecorded.except(values);
    }
}
