package org.subtext.sources.dataset;

import java.util.List;

/** RSNA-STR pulmonary embolism 2020 (RSPECT): a row a slice; nothing about the patients in the released table. */
final class RsnaPe {
    private static final String TRAIN = "train";
    private static final List<String> FINDINGS =
            List.of("pe_present_on_image", "negative_exam_for_pe", "rightsided_pe", "leftsided_pe", "central_pe");

    static final Layout LAYOUT = Layout.named("rsna-pe", "RSNA-STR pulmonary embolism 2020 (RSPECT)", "rsna-pe-1")
            .files(SourceFile.required(TRAIN, "train")
                    .needs("StudyInstanceUID")
                    .needs("SeriesInstanceUID")
                    .needs("SOPInstanceUID")
                    .takesEach(FINDINGS))
            .books(Codes.SEX)
            .findings(FINDINGS)
            .fromHeader(Field.SEX, "PatientSex")
            .fromHeader(Field.AGE_YEARS, "PatientAge")
            .published(Published.rows(1_790_594), Published.studies(7_279))
            .terms("The challenge's data are given out under the rules of its host: read them before anything made"
                    + " from the data is passed on.")
            .notes(
                    "Warning: there is no patient id; an exam counts as a patient.",
                    "Unverified: neither race nor sex nor age stands in the released table.")
            .rows(RsnaPe::rows);

    private RsnaPe() {}

    private static void rows(Sources in, Layout.Sink out) {
        Source train = in.source(TRAIN);
        String folder = in.listing().folder("train").orElse("train") + "/";
        for (int i = 0; i < train.rows(); i++) {
            String study = train.cell(i, "StudyInstanceUID");
            String image = train.cell(i, "SOPInstanceUID");
            CommonRow row = out.row().from(train, i);
            row.set(Field.IMAGE_PATH, folder + study + "/" + train.cell(i, "SeriesInstanceUID") + "/" + image + ".dcm")
                    .set(Field.IMAGE_ID, image)
                    .set(Field.PATIENT_ID, study)
                    .set(Field.STUDY_ID, study);
            for (int f = 0; f < FINDINGS.size(); f++) {
                row.finding(f, Codes.finding(train.cell(i, FINDINGS.get(f))));
            }
            out.add(row);
        }
    }
}
