package org.subtext.cohort;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.tables.Table;

/** What is said of where images were found, and of those that were not. */
final class ImagePlaces {
    private ImagePlaces() {}

    /** Remarks on images that are not where their path says, letter by letter. */
    static List<Remark> remarks(ImageFiles.Found found, int outside) {
        List<Remark> remarks = new ArrayList<>();
        remark(
                remarks,
                Remark.Code.IMAGES_FOUND_BY_NAME,
                found.count(Whereabouts.DEEPER),
                "image is not where its path says and was",
                "images are not where their path says and were",
                " found by name below the image folder, where each name is there once.");
        remark(
                remarks,
                Remark.Code.IMAGES_WITHOUT_FIRST_FOLDERS,
                found.count(Whereabouts.WITHOUT_FIRST_FOLDERS),
                "image was",
                "images were",
                " found without the first folders of their path: all paths share these, and they are not below the"
                        + " image folder.");
        remark(
                remarks,
                Remark.Code.IMAGES_SPELT_OTHERWISE,
                found.count(Whereabouts.SPELT_OTHERWISE),
                "image has a name that differs from the table's",
                "images have names that differ from the table's",
                " in upper and lower case, composed letters or URL escapes; no other file fits.");
        remark(
                remarks,
                Remark.Code.IMAGES_OUTSIDE_THE_FOLDER,
                outside,
                "image lies",
                "images lie",
                " outside the image folder.");
        return remarks;
    }

    private static void remark(
            List<Remark> remarks, Remark.Code code, int count, String one, String many, String rest) {
        if (count > 0) {
            remarks.add(
                    new Remark(code, Sentence.EMPTY.counted(count, one, many).and(rest)));
        }
    }

    /**
     * Refuses rows without an image, each kind with what mends it.
     *
     * @param rows of the table, one an image
     */
    static void refuseMissing(Table table, CohortPlan plan, int[] rows, ImageFiles.Found found, Problems problems) {
        Set<Whereabouts> kinds = EnumSet.noneOf(Whereabouts.class);
        for (int i = 0; i < rows.length; i++) {
            Whereabouts where = found.where()[i];
            if (!where.isFound()) {
                Sentence mend = kinds.isEmpty() ? mend(plan, rows.length, found) : Sentence.EMPTY;
                problems.add(
                        "image " + where,
                        Sentence.of("Row " + table.rowNumber(rows[i]) + " names an image file "
                                + what(where, String.valueOf(found.hints()[i])) + "."),
                        kinds.add(where) ? expected(where).and(mend) : Sentence.EMPTY);
            }
        }
    }

    private static String what(Whereabouts where, String hint) {
        return switch (where) {
            case OTHER_FOLDER -> "that does not exist; " + hint + " lies in another folder than it names";
            case OTHER_ENDING -> "that does not exist; " + hint + " has another ending";
            case SEVERAL -> "that several files could be";
            case OF_ANOTHER_ROW ->
                "that does not exist; " + hint + " differs in letter case or place, and another row" + " names it too";
            case NOT_THERE, THERE, SPELT_OTHERWISE, WITHOUT_FIRST_FOLDERS, DEEPER -> "that does not exist";
        };
    }

    private static Sentence expected(Whereabouts where) {
        return Sentence.of(
                switch (where) {
                    case OTHER_FOLDER ->
                        "A file of another folder may be another patient's image, so it is not taken. ";
                    case OTHER_ENDING -> "A file with another ending may hold other pixels, so it is not taken. ";
                    case SEVERAL -> "Expected one: give paths that say in which folder, and spelt as the file is. ";
                    case OF_ANOTHER_ROW -> "A file is one image of one patient. ";
                    case NOT_THERE, THERE, SPELT_OTHERWISE, WITHOUT_FIRST_FOLDERS, DEEPER -> "";
                });
    }

    private static Sentence mend(CohortPlan plan, int images, ImageFiles.Found found) {
        if (found.count(Whereabouts.NOT_THERE) == images) {
            return Sentence.of("None of the " + images
                            + " files exists, so the folder is probably another one than " + plan.imageFolder()
                            + ". Give it: ")
                    .set(PlanKey.COHORT_IMAGES, "DIR")
                    .and(".");
        }
        return Sentence.of("In all " + found.missing() + " of " + images + " images are missing. Paths start from "
                        + plan.imageFolder() + ". Correct them or copy the missing files, give another folder with ")
                .set(PlanKey.COHORT_IMAGES, "DIR")
                .and(", or leave these rows out: ")
                .set(PlanKey.COHORT_MISSING_IMAGES, "exclude")
                .and(".");
    }
}
