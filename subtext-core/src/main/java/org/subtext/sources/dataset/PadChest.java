package org.subtext.sources.dataset;

import org.jspecify.annotations.Nullable;

/** PadChest. The age is counted to the year of the study, not to 2017 for all as some loaders do. */
final class PadChest {
    private static final String TABLE = "table";

    private static final CodeBook VIEW = Codes.FRONTAL
            .exact("L", "L")
            .exact("AP_horizontal", "AP_horizontal")
            .exact("COSTAL", "COSTAL")
            .unverified()
            .exact("EXCLUDE", "EXCLUDE")
            .unverified()
            .exact("POSTEROANTERIOR", "POSTEROANTERIOR")
            .unverified()
            .exact("ANTEROPOSTERIOR", "ANTEROPOSTERIOR")
            .unverified()
            .exact("LATERAL", "LATERAL")
            .unverified()
            .exact("LL", "LL")
            .unverified();

    static final Layout LAYOUT = Layout.named("padchest", "PadChest", "padchest-2")
            .files(SourceFile.required(TABLE, "PADCHEST_chest_x_ray_images_labels_160K_01.02.19")
                    .needs("ImageID")
                    .needs("ImageDir")
                    .needs("PatientID")
                    .needs("StudyID")
                    .needs("StudyDate_DICOM")
                    .needs("PatientBirth")
                    .needs("PatientSex_DICOM")
                    .needs("Projection")
                    .takes("ViewPosition_DICOM")
                    .takes("Manufacturer_DICOM")
                    .takes("PhotometricInterpretation_DICOM"))
            .books(Codes.SEX.exact("None", "").unverified(), VIEW)
            .terms("PadChest is given out by BIMCV under a research use agreement: read yours before anything made"
                    + " from the data leaves your institution.")
            .notes(
                    "There is no recorded race in this data set.",
                    "The view is the column Projection, which its makers corrected, before the DICOM field.",
                    "Findings are free lists of some hundred labels and are not read.",
                    "Unverified: the terms of use are from memory.")
            .rows(PadChest::rows);

    private PadChest() {}

    private static void rows(Sources in, Layout.Sink out) {
        Source table = in.source(TABLE);
        String small = in.listing().folder("images-224").map(name -> name + "/").orElse("");
        for (int i = 0; i < table.rows(); i++) {
            String image = table.cell(i, "ImageID");
            String date = table.id(i, "StudyDate_DICOM");
            String folder = small.isEmpty() ? table.folder() + table.id(i, "ImageDir") + "/" : small;
            Sources.KnownAge birth = new Sources.KnownAge(0, "PatientBirth", table.cell(i, "PatientBirth"));
            CommonRow row = out.row().from(table, i);
            row.set(Field.IMAGE_PATH, image == null ? null : folder + image)
                    .set(Field.IMAGE_ID, image)
                    .set(Field.PATIENT_ID, table.id(i, "PatientID"))
                    .set(Field.STUDY_ID, table.id(i, "StudyID"))
                    .set(Field.AGE_YEARS, in.ageAt(table, i, "StudyDate_DICOM", birth))
                    .set(Field.MANUFACTURER, table.cell(i, "Manufacturer_DICOM"))
                    .set(Field.PHOTOMETRIC, table.cell(i, "PhotometricInterpretation_DICOM"))
                    .set(Field.STUDY_DATE, date);
            in.code(row, Field.VIEW, present(table.cell(i, "Projection"), table.cell(i, "ViewPosition_DICOM")));
            in.code(row, Field.SEX_RAW, Field.SEX, table.cell(i, "PatientSex_DICOM"));
            out.add(row);
        }
    }

    private static @Nullable String present(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }
}
