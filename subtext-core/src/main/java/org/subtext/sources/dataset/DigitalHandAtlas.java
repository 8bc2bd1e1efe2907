package org.subtext.sources.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;

/**
 * Digital Hand Atlas: no table; race, sex and age group are the names of the folders, as in {@code
 * ASIF/ASIF01/5024.jpg}.
 */
final class DigitalHandAtlas {
    private static final Pattern IMAGE = Pattern.compile("(.*/)?([^/]+)\\.(?:jpe?g|png|dcm)");
    private static final Pattern FOLDER = Pattern.compile("(?:.*/)?([A-Za-z]{3})([A-Za-z])/\\1\\2([^/]*)/");
    private static final List<String> TREES = List.of("JPEGimages", "DICOM");

    static final CodeBook RACE = CodeBook.of("race")
            .exact("ASI", "Asian")
            .exact("BLK", "Black")
            .exact("CAU", "White")
            .exact("HIS", "Hispanic");

    static final Layout LAYOUT = Layout.named("dha", "Digital Hand Atlas", "dha-2")
            .books(Codes.SEX, RACE)
            .rules(StudyRule.keep(Field.RACE, "Black", "White"))
            .published(
                    Published.rows(1_400),
                    Published.count(Field.RACE, 358, "Black").underRules(),
                    Published.count(Field.RACE, 333, "White").underRules())
            .terms("The Digital Hand Atlas is given out by the Image Processing and Informatics Laboratory of the"
                    + " University of Southern California; ask there what may be passed on.")
            .notes(
                    "Warning: there is no patient id; an image counts as a patient.",
                    "Age is the age group in years that the folder is named by.",
                    "Where the folders JPEGimages and DICOM both exist, JPEGimages is read.",
                    "Unverified: the terms of use are from memory.")
            .rows(DigitalHandAtlas::rows);

    private DigitalHandAtlas() {}

    private static void rows(Sources in, Layout.Sink out) throws IOException {
        FolderListing listing = in.listing();
        long found = 0;
        long elsewhere = 0;
        String firstElsewhere = "";
        for (String file : listing.files(tree(listing))) {
            Matcher image = IMAGE.matcher(file);
            if (!image.matches()) {
                continue;
            }
            String folder = Objects.requireNonNullElse(image.group(1), "");
            Matcher place = FOLDER.matcher(folder);
            if (!place.matches()) {
                firstElsewhere = elsewhere++ == 0 ? folder : firstElsewhere;
                continue;
            }
            found++;
            String ageGroup = place.group(3);
            CommonRow row = out.row();
            row.set(Field.IMAGE_PATH, file)
                    .set(Field.IMAGE_ID, image.group(2))
                    .set(Field.PATIENT_ID, image.group(2))
                    .set(Field.STUDY_ID, image.group(2))
                    .set(Field.AGE_YEARS, in.age(row, "the folders' names", ageGroup))
                    .set(Field.RACE_SOURCE, "folder name");
            in.code(row, Field.SEX_RAW, Field.SEX, place.group(2));
            in.code(row, Field.RACE_RAW, Field.RACE, place.group(1));
            if (ageGroup.equals("00")) {
                in.note("Unverified: age group 00 is taken for newborns, from memory of the data set; check it.");
            }
            out.add(row);
        }
        if (found == 0) {
            throw new InvalidInputException(
                    Sentence.of("No image lies in a folder such as JPEGimages/ASIF/ASIF01 under "
                                    + listing.root()
                                    + ". The Digital Hand Atlas has no table: race, sex and age are read from these"
                                    + " names. Folders found: " + listing.folderNames()
                                    + ". Give the folder above JPEGimages: ")
                            .set(PlanKey.COHORT_SOURCE_ROOT, "FOLDER")
                            .and("."));
        }
        if (elsewhere > 0) {
            in.note("Warning: " + elsewhere + " images lie in folders that are not named as ASIF/ASIF01 (such as: "
                    + firstElsewhere + ") and are left out. Name the folders as they were given out.");
        }
    }

    /** The folder of the images, below the root; the root itself where it has neither name. */
    private static String tree(FolderListing listing) {
        for (String name : TREES) {
            List<String> folders = listing.folders(name);
            if (folders.isEmpty()) {
                continue;
            }
            String first = folders.get(0);
            List<String> rivals = folders.stream()
                    .filter(other ->
                            Path.of(other).getNameCount() == Path.of(first).getNameCount())
                    .toList();
            if (rivals.size() > 1) {
                throw new InvalidInputException(Sentence.of("Several folders could be " + name
                                + " of the Digital Hand Atlas: " + String.join(", ", rivals)
                                + ". Expected one copy of the data set. Give the folder of the one to take: ")
                        .set(PlanKey.COHORT_SOURCE_ROOT, "FOLDER")
                        .and("."));
            }
            return first;
        }
        return "";
    }
}
