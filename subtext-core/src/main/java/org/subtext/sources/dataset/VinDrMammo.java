package org.subtext.sources.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** VinDr-Mammo: four views of each exam; an exam is a patient. */
final class VinDrMammo {
    private static final String BREASTS = "breasts";
    private static final String METADATA = "metadata";

    private static final CodeBook VIEW = CodeBook.of("view")
            .exact("CC", "CC")
            .unverified()
            .exact("MLO", "MLO")
            .unverified();

    private static final CodeBook LATERALITY = CodeBook.of("laterality")
            .exact("L", "L")
            .unverified()
            .exact("R", "R")
            .unverified();

    static final Layout LAYOUT = Layout.named("vindr-mammo", "VinDr-Mammo", "vindr-mammo-2")
            .files(
                    SourceFile.required(BREASTS, "breast-level_annotations")
                            .needs("study_id")
                            .needs("image_id")
                            .takes("split")
                            .takesUnverified("laterality", "view_position"),
                    SourceFile.optional(METADATA, "age, manufacturer and model are left empty", "metadata")
                            .takesUnverified(
                                    "SOP Instance UID",
                                    "Patient's Age",
                                    "Manufacturer",
                                    "Manufacturer's Model Name",
                                    "Photometric Interpretation"))
            .books(Codes.SEX, VIEW, LATERALITY)
            .fromHeader(Field.SEX, "PatientSex")
            .fromHeader(Field.AGE_YEARS, "PatientAge")
            .published(Published.rows(20_000), Published.studies(5_000))
            .terms("VinDr-Mammo is given out by PhysioNet under a data use agreement: read it before anything made"
                    + " from the data is passed on.")
            .notes(
                    "Warning: there is no patient id; an exam counts as a patient (5,000 exams of four images).",
                    "There is no recorded race in this data set, and no sex in its tables: it is read from the DICOM"
                            + " headers.")
            .rows(VinDrMammo::rows);

    private VinDrMammo() {}

    private static void rows(Sources in, Layout.Sink out) {
        Source breasts = in.source(BREASTS);
        Optional<Source> metadata = in.find(METADATA);
        Map<String, Integer> rowOf =
                metadata.map(table -> table.rowsBy("SOP Instance UID", in)).orElse(Map.of());
        List<String> images = new ArrayList<>();
        String folder = in.listing().folder("images").orElse(breasts.folder() + "images") + "/";
        for (int i = 0; i < breasts.rows(); i++) {
            String study = breasts.cell(i, "study_id");
            String image = breasts.cell(i, "image_id");
            Integer own = image == null ? null : rowOf.get(image);
            if (image != null) {
                images.add(image);
            }
            CommonRow row = out.row().from(breasts, i);
            row.set(Field.IMAGE_PATH, folder + study + "/" + image + ".dicom")
                    .set(Field.IMAGE_ID, image)
                    .set(Field.PATIENT_ID, study)
                    .set(Field.STUDY_ID, study)
                    .set(Field.AGE_YEARS, age(in, metadata, own))
                    .set(Field.MANUFACTURER, cell(metadata, own, "Manufacturer"))
                    .set(Field.MODEL, cell(metadata, own, "Manufacturer's Model Name"))
                    .set(Field.PHOTOMETRIC, cell(metadata, own, "Photometric Interpretation"))
                    .set(Field.SPLIT, breasts.cell(i, "split"))
                    .set(Field.SPLIT_SOURCE, breasts.has("split") ? breasts.describe("split") : null);
            in.code(row, Field.VIEW, breasts.cell(i, "view_position"));
            in.code(row, Field.LATERALITY, breasts.cell(i, "laterality"));
            out.add(row);
        }
        metadata.ifPresent(table -> in.joins().ofImages(table, images, rowOf.keySet(), "age, manufacturer or model"));
    }

    private static @Nullable String age(Sources in, Optional<Source> table, @Nullable Integer row) {
        return row == null || table.isEmpty() ? null : in.age(table.get(), row, "Patient's Age");
    }

    private static @Nullable String cell(Optional<Source> table, @Nullable Integer row, String column) {
        return row == null || table.isEmpty() ? null : table.get().cell(row, column);
    }
}
