package org.subtext.split;

import org.subtext.problems.Action;
import org.subtext.problems.Argument;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.problems.Words.Turn;

/**
 * Why a split in which no leak was found is not thereby proven.
 *
 * @param kind of doubt
 * @param where the part it is about, or what is doubtful in it; empty where there is nothing to add
 * @param count rows or patients, as the kind says
 * @param of how many there are in all
 */
public record SplitDoubt(Kind kind, String where, int count, int of) {
    /** What is doubtful. */
    public enum Kind {
        /** {@code count} of the {@code of} rows of a part have no patient. */
        ROWS_WITHOUT_PATIENT,
        /** {@code count} patients would be in several parts if ids that differ in spelling alone are one person's. */
        SPELLINGS_IN_SEVERAL_PARTS,
        /** {@code count} of {@code of} rows have ids under which several people may stand. */
        IDS_OF_SEVERAL_PEOPLE,
        /** {@code count} image ids are in several parts but for letter case. */
        IMAGES_BUT_FOR_CASE,
        /** Each of the {@code of} rows has an id of its own, so no two rows of a patient could be recognised. */
        EACH_ROW_ITS_OWN
    }

    /** What it is and how it is taken away, with the knobs that do it. */
    Sentence sentence() {
        return switch (kind) {
            case ROWS_WITHOUT_PATIENT ->
                Sentence.of(
                        count + " of the " + of + " " + where + " rows have no patient id, so nothing can be said of"
                                + " them. Fill them in, or delete these rows.");
            case SPELLINGS_IN_SEVERAL_PARTS ->
                Sentence.of(count + (count == 1 ? " patient would be" : " patients would be")
                                + " in more than one part if ids that are the same but for how they are written are one"
                                + " person's. Say that they are one: ")
                        .set(PlanKey.COHORT_IDS_SPELLINGS, "same")
                        .and("; or different people: ")
                        .set(PlanKey.COHORT_IDS_SPELLINGS, "different")
                        .and("; or which is which: ")
                        .set(PlanKey.COHORT_IDS_MAP, "FILE")
                        .and(". Their rows: ")
                        .and(Action.CHECK, "TABLE", new Turn(Argument.OUT, "rows.csv"))
                        .and(".");
            case IDS_OF_SEVERAL_PEOPLE ->
                Sentence.of(count + " of " + of + " rows: " + where + ". Such ids tell nobody apart. Mend them (")
                        .and(Action.CHECK, "TABLE")
                        .and(" says how), or say that they count as they are written: ")
                        .set(PlanKey.COHORT_IDS_SPELLINGS, "different")
                        .and(".");
            case IMAGES_BUT_FOR_CASE ->
                Sentence.of(count + (count == 1 ? " image id is" : " image ids are")
                                + " in more than one part but for upper and lower case. If they are one image's, write"
                                + " them alike; if images differ, say that ids count as they are written: ")
                        .set(PlanKey.COHORT_IDS_SPELLINGS, "different")
                        .and("; or name another column of image ids: ")
                        .set(PlanKey.COHORT_COLUMNS_IMAGE_ID, "COLUMN")
                        .and(".");
            case EACH_ROW_ITS_OWN ->
                Sentence.of("Each of the " + of
                                + " rows has an id of its own: either every patient has one image, or these"
                                + " are ids of images, by which no two images of a patient can be recognised. If it is"
                                + " one image a patient, say so: ")
                        .and(Argument.ONE_IMAGE_EACH)
                        .and("; or name the column of the patients: ")
                        .set(PlanKey.COHORT_COLUMNS_PATIENT, "COLUMN")
                        .and(".");
        };
    }
}
