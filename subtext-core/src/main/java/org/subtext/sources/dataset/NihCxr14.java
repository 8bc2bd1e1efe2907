package org.subtext.sources.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** NIH ChestX-ray14. Its header holds unquoted commas, so the last two columns fall apart; neither is needed. */
final class NihCxr14 {
    private static final String ENTRIES = "entries";
    private static final List<String> FINDINGS = List.of(
            "Atelectasis",
            "Cardiomegaly",
            "Consolidation",
            "Edema",
            "Effusion",
            "Emphysema",
            "Fibrosis",
            "Hernia",
            "Infiltration",
            "Mass",
            "Nodule",
            "Pleural_Thickening",
            "Pneumonia",
            "Pneumothorax",
            "No Finding");

    static final Layout LAYOUT = Layout.named("nih-cxr14", "NIH ChestX-ray14", "nih-cxr14-2")
            .files(SourceFile.required(ENTRIES, "Data_Entry_2017_v2020", "Data_Entry_2017")
                    .needs("Image Index")
                    .needs("Patient ID")
                    .needs("Patient Age")
                    .needsOrFromMemory("Patient Gender", "Patient Sex")
                    .needs("View Position")
                    .needs("Finding Labels")
                    .takes("Follow-up #"))
            .books(Codes.SEX, Codes.FRONTAL)
            .findings(Codes.columnNames(FINDINGS))
            .published(
                    Published.rows(112_120),
                    Published.patients(30_805),
                    Published.count(Field.SEX, 63_340, "Male"),
                    Published.count(Field.SEX, 48_780, "Female"),
                    Published.count(Field.VIEW, 67_310, "PA"),
                    Published.count(Field.VIEW, 44_810, "AP"))
            .terms("NIH asks that users of ChestX-ray14 name the NIH Clinical Center and cite its paper.")
            .notes(
                    "There is no recorded race in this data set.",
                    "Unverified: the terms of use are from memory; the files of the download say them.",
                    "Data_Entry_2017 (before v2020) has ages above 120 (unverified); such ages are left empty.")
            .rows(NihCxr14::rows);

    private NihCxr14() {}

    private static void rows(Sources in, Layout.Sink out) throws IOException {
        Source entries = in.source(ENTRIES);
        List<String> folders = in.listing().folders("images");
        if (folders.stream().anyMatch(name -> name.contains("images_0"))) {
            in.note("Unverified: the folders images_001 and on are from memory of the data set.");
        }
        Map<String, String> paths = folders.size() < 2 ? Map.of() : in.listing().pathsByName(folders);
        String folder = folders.isEmpty() ? "" : folders.get(0) + "/";
        for (int i = 0; i < entries.rows(); i++) {
            String image = entries.cell(i, "Image Index");
            String patient = entries.id(i, "Patient ID");
            String visit = entries.id(i, "Follow-up #");
            CommonRow row = out.row().from(entries, i);
            row.set(Field.IMAGE_PATH, image == null ? null : paths.getOrDefault(image, folder + image))
                    .set(Field.IMAGE_ID, image)
                    .set(Field.PATIENT_ID, patient)
                    .set(Field.STUDY_ID, visit == null ? image : patient + "-" + visit)
                    .set(Field.AGE_YEARS, in.age(entries, i, "Patient Age"));
            in.code(row, Field.VIEW, entries.cell(i, "View Position"));
            in.code(row, Field.SEX_RAW, Field.SEX, entries.cell(i, "Patient Gender"));
            String labels = entries.cell(i, "Finding Labels");
            if (labels != null) {
                Set<String> found = Set.copyOf(Arrays.asList(labels.split("\\|")));
                for (int f = 0; f < FINDINGS.size(); f++) {
                    row.finding(f, found.contains(FINDINGS.get(f)) ? "1" : "0");
                }
            }
            out.add(row);
        }
    }
}
