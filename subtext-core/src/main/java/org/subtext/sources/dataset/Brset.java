package org.subtext.sources.dataset;

import java.util.List;

/** BRSET, Brazilian fundus photographs; it records nationality, not race. */
final class Brset {
    private static final String LABELS = "labels";

    static final CodeBook SEX = CodeBook.of("sex").exact("1", "Male").exact("2", "Female");

    static final CodeBook EYE = CodeBook.of("laterality")
            .exact("1", "R")
            .unverified()
            .exact("2", "L")
            .unverified();

    static final Layout LAYOUT = Layout.named("brset", "BRSET", "brset-2")
            .files(SourceFile.required(LABELS, "labels_brset", "labels")
                    .needs("image_id")
                    .needs("patient_id")
                    .needs("patient_sex")
                    .needs("patient_age")
                    .takes("camera")
                    .takes("exam_eye")
                    .takes("diabetic_retinopathy")
                    .takes("macular_edema"))
            .books(SEX, EYE)
            .findings(List.of("diabetic_retinopathy", "macular_edema"))
            .published(Published.rows(16_266), Published.patients(8_524))
            .terms("BRSET is given out by PhysioNet to credentialed users under a data use agreement: read it before"
                    + " anything made from the data is passed on.")
            .notes("There is no recorded race in this data set (nationality is Brazil).")
            .rows(Brset::rows);

    private Brset() {}

    private static void rows(Sources in, Layout.Sink out) {
        Source labels = in.source(LABELS);
        String folder = in.listing().folder("fundus_photos").orElse(labels.folder() + "fundus_photos") + "/";
        for (int i = 0; i < labels.rows(); i++) {
            String image = labels.cell(i, "image_id");
            String patient = labels.id(i, "patient_id");
            CommonRow row = out.row().from(labels, i);
            row.set(Field.IMAGE_PATH, folder + image + ".jpg")
                    .set(Field.IMAGE_ID, image)
                    .set(Field.PATIENT_ID, patient)
                    .set(Field.STUDY_ID, patient)
                    .set(Field.MODEL, labels.cell(i, "camera"))
                    .set(Field.AGE_YEARS, in.age(labels, i, "patient_age"));
            in.code(row, Field.LATERALITY, labels.id(i, "exam_eye"));
            in.code(row, Field.SEX_RAW, Field.SEX, labels.id(i, "patient_sex"));
            row.finding(0, Codes.finding(labels.cell(i, "diabetic_retinopathy")))
                    .finding(1, Codes.finding(labels.cell(i, "macular_edema")));
            out.add(row);
        }
    }
}
