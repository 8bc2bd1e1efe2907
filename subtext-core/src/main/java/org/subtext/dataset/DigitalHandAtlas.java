package org.subtext.dataset;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.problems.InvalidInputException;

/** Digital Hand Atlas: no table; race, sex and age group are the names of the folders, as in {@code ASIF/ASIF01/5024.jpg}. */
final class DigitalHandAtlas {
    private static final Pattern PLACE =
            Pattern.compile("(?:.*/)?([A-Za-z]{3})([MF])/\\1\\2(\\d{2})/([^/]+)\\.(?:jpe?g|png|dcm)");

    static final CodeBook RACE = CodeBook.of("race")
            .exact("ASI", "Asian")
            .exact("BLK", "Black")
            .exact("CAU", "White")
            .exact("HIS", "Hispanic");

    static final Layout LAYOUT = Layout.named("dha", "Digital Hand Atlas", "dha-1")
            .books(Codes.SEX, RACE)
            .rules(StudyRule.keep(Field.RACE, "Black", "White"))
            .published(
                    Published.rows(1_400),
                    Published.count(Field.RACE, 358, "Black").underRules(),
                    Published.count(Field.RACE, 333, "White").underRules())
            .terms(
                    "The Digital Hand Atlas is given out by the Image Processing and Informatics Laboratory of the University"
                            + " of Southern California; ask there what may be passed on.")
            .notes(
                    "Warning: there is no patient id; an image counts as a patient.",
                    "Age is the age group in years that the folder is named by; 00 is taken for newborns (unverified).",
                    "Where the folders JPEGimages and DICOM both exist, JPEGimages is read.",
                    "Unverified: the terms of use are from memory.")
            .rows(DigitalHandAtlas::rows);

    private DigitalHandAtlas() {}

    private static void rows(Sources in, Layout.Sink out) throws IOException {
        FolderListing listing = in.listing();
        String folder =
                listing.folder("JPEGimages").or(() -> listing.folder("DICOM")).orElse("");
        int found = 0;
        for (String file : listing.files(folder)) {
            Matcher place = PLACE.matcher(file);
            if (!place.matches()) {
                continue;
            }
            found++;
            CommonRow row = out.row();
            row.set(Field.IMAGE_PATH, file)
                    .set(Field.IMAGE_ID, place.group(4))
                    .set(Field.PATIENT_ID, place.group(4))
                    .set(Field.STUDY_ID, place.group(4))
                    .set(Field.AGE_YEARS, Ages.years(place.group(3)))
                    .set(Field.RACE_SOURCE, "folder name");
            in.code(row, Field.SEX_RAW, Field.SEX, place.group(2));
            in.code(row, Field.RACE_RAW, Field.RACE, place.group(1));
            out.add(row);
        }
        if (found == 0) {
            throw new InvalidInputException("No image lies in a folder such as JPEGimages/ASIF/ASIF01 under "
                    + listing.root()
                    + ". The Digital Hand Atlas has no table: race, sex and age are read from these names."
                    + " Folders found: " + listing.folderNames()
                    + ". Give the folder above JPEGimages: --root FOLDER.");
        }
    }
}
