package org.subtext.predictions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which form a table holds scores, and in which columns. Three are known, of which a table has one.
 *
 * @param classColumns one column a class: the score column of each class, of the only model
 * @param scoreColumns one column a model, for a truth of two classes; the column's name is the model's
 * @param longForm one row a class or model of an image; null where that is not the form
 */
public record ScoreForm(
        Map<String, String> classColumns,
        List<String> scoreColumns,
        @Nullable LongForm longForm) {
    /** Still to be named. */
    public static final ScoreForm NONE = new ScoreForm(Map.of(), List.of(), null);

    /**
     * Several rows an image.
     *
     * @param score the score column
     * @param ofClass the column of the class that a score is for; null where all are for the positive one
     * @param ofModel the column of the model that a score is from; null where there is only one
     */
    public record LongForm(
            String score,
            @Nullable String ofClass,
            @Nullable String ofModel) {}

    public ScoreForm {
        classColumns = Collections.unmodifiableMap(new LinkedHashMap<>(classColumns));
        scoreColumns = List.copyOf(scoreColumns);
    }

    public ScoreForm withClassColumns(Map<String, String> value) {
        return new ScoreForm(value, scoreColumns, longForm);
    }

    public ScoreForm withScoreColumns(List<String> value) {
        return new ScoreForm(classColumns, value, longForm);
    }

    public ScoreForm withLongForm(@Nullable LongForm value) {
        return new ScoreForm(classColumns, scoreColumns, value);
    }

    /** How many forms are named; one is right. */
    int count() {
        return (classColumns.isEmpty() ? 0 : 1) + (scoreColumns.isEmpty() ? 0 : 1) + (longForm == null ? 0 : 1);
    }

    /** The columns of scores. */
    Set<String> scores() {
        Set<String> scores = new LinkedHashSet<>(scoreColumns);
        scores.addAll(classColumns.values());
        if (longForm != null) {
            scores.add(longForm.score());
        }
        return scores;
    }

    /** Whether a model has one score an image, which speaks for the positive class. */
    boolean isSingle() {
        return classColumns.isEmpty() && (longForm == null || longForm.ofClass() == null);
    }
}
