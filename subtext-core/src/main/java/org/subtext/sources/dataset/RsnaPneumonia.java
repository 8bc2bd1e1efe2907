package org.subtext.sources.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RSNA pneumonia challenge 2018. Sex, age and view stand in the DICOM headers, or in a table made from them. */
final class RsnaPneumonia {
    private static final String LABELS = "labels";
    private static final String HEADERS = "headers";

    static final Layout LAYOUT = Layout.named("rsna-pneumonia", "RSNA pneumonia challenge 2018", "rsna-pneumonia-2")
            .files(
                    SourceFile.required(LABELS, "stage_2_train_labels")
                            .orFromMemory("kaggle_stage_2_train_labels")
                            .needs("patientId")
                            .needs("Target"),
                    SourceFile.optional(
                                    HEADERS,
                                    "sex, age and view are left empty unless the DICOM headers are read",
                                    "kaggle_stage_2_train_images_dicom_headers")
                            .orFromMemory("stage_2_train_images_dicom_headers")
                            .needs("PatientID")
                            .takes("PatientSex")
                            .takes("PatientAge")
                            .takes("ViewPosition"))
            .books(Codes.SEX, Codes.FRONTAL)
            .findings(Codes.columnNames(List.of("Lung Opacity")))
            .fromHeader(Field.SEX, "PatientSex")
            .fromHeader(Field.AGE_YEARS, "PatientAge")
            .fromHeader(Field.VIEW, "ViewPosition")
            .published(
                    Published.rows(26_684),
                    Published.count(Field.SEX, 11_518, "Female"),
                    Published.count(Field.SEX, 15_166, "Male"),
                    Published.count(Field.VIEW, 14_511, "PA"),
                    Published.count(Field.VIEW, 12_173, "AP"))
            .terms("The challenge's data are given out under the rules of its host: read them before anything made"
                    + " from the data is passed on.")
            .notes(
                    "Warning: patientId is one an image, so several images of a person count as several patients.",
                    "Unverified: the images come from NIH ChestX-ray14. Never use the two as independent cohorts.",
                    "There is no recorded race in this data set.",
                    "The labels have a row a box: an image stays one row, positive where any of its rows is.")
            .rows(RsnaPneumonia::rows);

    private RsnaPneumonia() {}

    private static void rows(Sources in, Layout.Sink out) {
        Source labels = in.source(LABELS);
        Optional<Source> headers = in.find(HEADERS);
        Map<String, Integer> header =
                headers.map(table -> table.rowsBy("PatientID", in)).orElse(Map.of());
        Map<String, String> targets = new LinkedHashMap<>();
        for (int i = 0; i < labels.rows(); i++) {
            String target = Codes.finding(labels.cell(i, "Target"));
            targets.merge(
                    String.valueOf(labels.cell(i, "patientId")),
                    target == null ? "" : target,
                    (a, b) -> a.equals("1") ? a : b);
        }
        String folder = in.listing().folder("stage_2_train_images").orElse("stage_2_train_images") + "/";
        targets.forEach((id, target) -> {
            CommonRow row = out.row();
            row.set(Field.IMAGE_PATH, folder + id + ".dcm")
                    .set(Field.IMAGE_ID, id)
                    .set(Field.PATIENT_ID, id)
                    .set(Field.STUDY_ID, id);
            Integer own = header.get(id);
            if (own != null && headers.isPresent()) {
                in.code(row, Field.SEX_RAW, Field.SEX, headers.get().cell(own, "PatientSex"));
                in.code(row, Field.VIEW, headers.get().cell(own, "ViewPosition"));
                row.set(Field.AGE_YEARS, in.age(headers.get(), own, "PatientAge"));
            }
            out.add(row.finding(0, target.isEmpty() ? null : target));
        });
        headers.ifPresent(table ->
                in.joins().ofImages(table, List.copyOf(targets.keySet()), header.keySet(), "sex, age or view"));
    }
}
