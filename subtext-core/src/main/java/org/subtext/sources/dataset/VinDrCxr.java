package org.subtext.sources.dataset;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** VinDr-CXR: image labels by several readers. Sex and age stand in the DICOM headers only; there is no patient id. */
final class VinDrCxr {
    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final List<String> FINDINGS =
            List.of("Pleural effusion", "Cardiomegaly", "Pneumothorax", "No finding");

    private record Image(int row, Set<String> findings) {}

    static final Layout LAYOUT = Layout.named("vindr-cxr", "VinDr-CXR", "vindr-cxr-2")
            .files(
                    SourceFile.required(TRAIN, "image_labels_train")
                            .needs("image_id")
                            .takes("Pleural effusion")
                            .takes("No finding")
                            .takesUnverified("Cardiomegaly", "Pneumothorax"),
                    SourceFile.optional(TEST, "the test images are not in the table", "image_labels_test")
                            .needs("image_id")
                            .takes("Pleural effusion")
                            .takes("No finding")
                            .takesUnverified("Cardiomegaly", "Pneumothorax"))
            .books(Codes.SEX)
            .findings(Codes.columnNames(FINDINGS))
            .fromHeader(Field.SEX, "PatientSex")
            .fromHeader(Field.AGE_YEARS, "PatientAge")
            .terms("VinDr-CXR is given out by PhysioNet to credentialed users under a data use agreement: read it"
                    + " before anything made from the data is passed on.")
            .notes(
                    "Sex (0010,0040) and age (0010,1010) are read from the DICOM headers; about 13,000 images have no"
                            + " age there.",
                    "Warning: there is no patient id, so every image counts as a patient: one patient's images may be"
                            + " learned from and tested on, and intervals may be too narrow.",
                    "There is no recorded race in this data set.",
                    "A finding is present where any reader of the image says so.")
            .rows(VinDrCxr::rows);

    private VinDrCxr() {}

    private static void rows(Sources in, Layout.Sink out) {
        for (String part : List.of(TRAIN, TEST)) {
            in.find(part).ifPresent(table -> part(in, part, table, out));
        }
    }

    private static void part(Sources in, String part, Source table, Layout.Sink out) {
        Map<String, Image> present = new LinkedHashMap<>();
        for (int i = 0; i < table.rows(); i++) {
            String image = table.cell(i, "image_id");
            if (image == null) {
                continue;
            }
            int first = i;
            Set<String> ofImage = present.computeIfAbsent(image, id -> new Image(first, new LinkedHashSet<>(2)))
                    .findings();
            for (String finding : FINDINGS) {
                if ("1".equals(Codes.finding(table.cell(i, finding)))) {
                    ofImage.add(finding);
                }
            }
        }
        String folder = in.listing().folder(part).orElse(part) + "/";
        present.forEach((image, read) -> {
            CommonRow row = out.row().from(table, read.row());
            row.set(Field.IMAGE_PATH, folder + image + ".dicom")
                    .set(Field.IMAGE_ID, image)
                    .set(Field.PATIENT_ID, image)
                    .set(Field.STUDY_ID, image)
                    .set(Field.SPLIT, part)
                    .set(Field.SPLIT_SOURCE, "image_labels_" + part);
            for (int f = 0; f < FINDINGS.size(); f++) {
                boolean asked = table.has(FINDINGS.get(f));
                row.finding(f, !asked ? null : read.findings().contains(FINDINGS.get(f)) ? "1" : "0");
            }
            out.add(row);
        });
    }
}
