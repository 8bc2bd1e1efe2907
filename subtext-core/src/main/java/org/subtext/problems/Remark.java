package org.subtext.problems;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a user should know of an input that was taken: not wrong enough to refuse it, too much to be silent about.
 *
 * @param code what programs know it by
 * @param sentence what was found, how often and what was made of it; counts are {@link Sentence#counted} parts, so that
 *     a report hides the small ones, and nothing in it identifies a patient or names a folder
 */
public record Remark(Code code, Sentence sentence) {
    /** The kinds of remarks; {@link #id} of one never changes its meaning. */
    public enum Code {
        IMAGES_FOUND_BY_NAME,
        IMAGES_WITHOUT_FIRST_FOLDERS,
        IMAGES_SPELT_OTHERWISE,
        IMAGES_OUTSIDE_THE_FOLDER,
        PIXELS_REPEATED_WITHIN_A_PATIENT,
        SAME_PICTURES,
        EQUAL_PATIENT_IDS,
        INCOMPLETE_MAMMOGRAPHY,
        MODIFIED_MAMMOGRAMS,
        FIRST_OF_SEVERAL_FRAMES,
        TRUTH_NOT_RECORDED,
        SHEET_CHOSEN,
        ROWS_WITHOUT_MATCH,
        IMAGES_WITHOUT_MATCH,
        MATCHES_DIFFER_BY_CLASS,
        REPEATED_ROWS,
        ROWS_TAKEN_FOR_PATIENTS,
        PATIENT_COLUMN_CALLED_ROW,
        PATIENT_IDS_JOINED,
        PATIENT_IDS_ROUNDED,
        PATIENT_IDS_OF_SEVERAL,
        PATIENT_IDS_NEARLY_ALIKE,
        SEVERAL_FOLDS,
        SCORES_DO_NOT_SUM_TO_ONE,
        CLASS_NEVER_TRUE,
        WRITINGS_BROUGHT_TOGETHER,
        NEAR_NAMES,
        ODD_AGES,
        CLASS_SUPERSEDED,
        GROUPS_NOT_SHOWN,
        GROUPS_IN_BANDS,
        WORD_TAKEN_FOR_NOTHING,
        TRUTH_LEFT_OUT,
        CONFLICTING_TRUTHS,
        SCORES_IN_ANOTHER_FORM,
        SCORES_OF_TWO_SCALES,
        MISSING_SCORES,
        SCORES_MISSING_UNEVENLY,
        NUMBER_NOT_RECORDED,
        CONSTANT_SCORES,
        NEARLY_CONSTANT_SCORES,
        SCORES_ARE_DECISIONS,
        SCORES_COPY_THE_TRUTH,
        PERFECT_SEPARATION,
        SCORES_RUN_THE_OTHER_WAY,
        SCORES_ARE_ROW_NUMBERS,
        COLUMNS_OF_ONE_NAME,
        UNCERTAIN_TRUTHS,
        CATEGORIES_TAKEN_FOR_CALLS,
        PATIENTS_IN_SEVERAL_GROUPS,
        GROUPS_SHARE_NO_STRATUM,
        ROWS_WITHOUT_ROLE,
        VALUES_TAKEN_FOR_ABSENT,
        PLAN_KEYS_MOVED,
        SCORED_HERE,
        PHANTOM;

        /** As JSON writes it: {@code rows-without-match}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A remark as run folders keep it.
     *
     * @param code of the remark
     * @param count how often it was found; null where it is not about a number
     * @param sentence with every count, for whoever holds the input
     * @param shared the same for anybody: small counts are "fewer than 11"
     */
    public record Stored(String code, @Nullable Long count, String sentence, String shared) {}

    /** A remark that counts nothing. */
    public static Remark of(Code code, String sentence) {
        return new Remark(code, Sentence.of(sentence));
    }

    /** How often it was found: the first count of the sentence; empty where it has none. */
    public OptionalLong count() {
        return sentence.count();
    }

    /** The sentence with every count. */
    @Override
    public String toString() {
        return sentence.toString();
    }

    /**
     * The remarks as run folders keep them.
     *
     * @param fewest smaller counts are not told to everybody, but for none
     */
    public static List<Stored> stored(List<Remark> remarks, int fewest) {
        return stored(remarks, fewest, Words.PATHS);
    }

    /** The same, knobs as the run's plan file words them. */
    public static List<Stored> stored(List<Remark> remarks, int fewest, Words words) {
        return remarks.stream()
                .map(remark -> new Stored(
                        remark.code.id(),
                        remark.count().isPresent() ? remark.count().getAsLong() : null,
                        remark.sentence.in(words),
                        remark.sentence.shared(fewest, words)))
                .toList();
    }
}
