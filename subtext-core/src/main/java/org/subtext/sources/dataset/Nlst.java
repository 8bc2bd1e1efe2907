package org.subtext.sources.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** NLST as delivered by the Imaging Data Commons: a table of participants, and their images in a folder each. */
final class Nlst {
    private static final String PARTICIPANTS = "participants";

    static final CodeBook SEX = CodeBook.of("sex").exact("1", "Male").exact("2", "Female");

    static final CodeBook RACE = CodeBook.of("race")
            .exact("1", "White")
            .exact("2", "Black")
            .exact("3", "Asian")
            .exact("4", "American Indian or Alaska Native")
            .exact("5", "Native Hawaiian or Pacific Islander")
            .exact("6", "Multiple")
            .exact("7", "")
            .exact("95", "")
            .exact("96", "")
            .exact("98", "")
            .exact("99", "");

    static final CodeBook ETHNICITY = CodeBook.of("ethnicity")
            .exact("1", "Hispanic")
            .unverified()
            .exact("2", "Not Hispanic")
            .unverified()
            .exact("7", "")
            .unverified()
            .exact("95", "")
            .unverified()
            .exact("98", "")
            .unverified()
            .exact("99", "")
            .unverified();

    static final Layout LAYOUT = Layout.named("nlst", "NLST", "nlst-1")
            .files(SourceFile.required(PARTICIPANTS, "nlst_780_prsn_idc_20210527")
                    .needs("pid")
                    .needs("age")
                    .needs("gender")
                    .needs("race")
                    .takesUnverified("ethnic"))
            .books(SEX, RACE, ETHNICITY)
            .rules(StudyRule.keep(Field.RACE, "Black", "White"))
            .published(Published.patients(53_452))
            .terms("NLST's clinical data are given out by the National Cancer Institute under a transfer agreement:"
                    + " read yours before anything made from the data is passed on.")
            .notes(
                    "Age is at randomisation.",
                    "One row a file in the folder named as the participant's pid; a participant without such a folder"
                            + " has one row, whose image is the folder that was expected.",
                    "The study used 512 participants, which it does not name; its counts cannot be compared.",
                    "Unverified: the terms of use are from memory.")
            .rows(Nlst::rows);

    private Nlst() {}

    private static void rows(Sources in, Layout.Sink out) throws IOException {
        Source people = in.source(PARTICIPANTS);
        for (int i = 0; i < people.rows(); i++) {
            String patient = people.id(i, "pid");
            Optional<String> folder =
                    patient == null ? Optional.empty() : in.listing().folderAmongMany(patient);
            String age = in.age(people, i, "age");
            List<String> files = new ArrayList<>();
            if (folder.isPresent()) {
                files.addAll(in.listing().files(folder.get()));
            }
            if (files.isEmpty() && patient != null) {
                files.add(patient);
            }
            for (String file : files) {
                String[] parts = file.split("/", -1);
                CommonRow row = out.row().from(people, i);
                row.set(Field.IMAGE_PATH, file)
                        .set(Field.IMAGE_ID, file)
                        .set(Field.PATIENT_ID, patient)
                        .set(Field.STUDY_ID, parts.length > 2 ? parts[parts.length - 2] : patient)
                        .set(Field.AGE_YEARS, age)
                        .set(Field.RACE_SOURCE, people.describe("race"));
                in.code(row, Field.SEX_RAW, Field.SEX, people.id(i, "gender"));
                in.code(row, Field.RACE_RAW, Field.RACE, people.id(i, "race"));
                in.code(row, Field.ETHNICITY_RAW, Field.ETHNICITY, people.id(i, "ethnic"));
                out.add(row);
            }
        }
    }
}
