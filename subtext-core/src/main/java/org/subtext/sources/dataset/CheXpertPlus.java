package org.subtext.sources.dataset;

/** CheXpert Plus: one table with race and ethnicity in it. */
final class CheXpertPlus {
    private static final String TABLE = "table";

    static final Layout LAYOUT = Layout.named("chexpert-plus", "CheXpert Plus", "chexpert-plus-2")
            .files(SourceFile.required(TABLE, "df_chexpert_plus_240401")
                    .needs("path_to_image")
                    .needs("deid_patient_id")
                    .needs("frontal_lateral")
                    .needs("ap_pa")
                    .needs("sex")
                    .needs("age")
                    .needs("race")
                    .needs("ethnicity")
                    .takes("split"))
            .books(
                    Codes.SEX.allUnverified(),
                    CheXpert.RACE.allUnverified(),
                    CheXpert.ETHNICITY.allUnverified(),
                    CheXpert.VIEW.allUnverified())
            .rules(
                    StudyRule.keep(Field.RACE, "Asian", "Black", "White"),
                    StudyRule.keep(Field.ETHNICITY, "Not Hispanic"),
                    StudyRule.keep(Field.VIEW, "AP", "PA"))
            .published(Published.rows(223_462))
            .terms("CheXpert Plus is given out under Stanford University's research use agreement: read yours before"
                    + " anything made from the data, models among it, leaves your institution.")
            .notes(
                    "Age 0 is taken as missing, as in CheXpert.",
                    "Unverified: sex, race, ethnicity and view are taken to be worded as in CheXpert.",
                    "Findings lie in separate JSON files and are not read.")
            .rows(CheXpertPlus::rows);

    private CheXpertPlus() {}

    private static void rows(Sources in, Layout.Sink out) {
        Source table = in.source(TABLE);
        for (int i = 0; i < table.rows(); i++) {
            String path = table.cell(i, "path_to_image");
            String[] parts = (path == null ? "" : path).split("/", -1);
            String patient = table.cell(i, "deid_patient_id");
            String frontal = table.cell(i, "frontal_lateral");
            CommonRow row = out.row().from(table, i);
            row.set(Field.IMAGE_PATH, table.folder() + path)
                    .set(Field.IMAGE_ID, path)
                    .set(Field.PATIENT_ID, patient)
                    .set(Field.STUDY_ID, parts.length > 1 ? patient + "/" + parts[parts.length - 2] : null)
                    .set(Field.AGE_YEARS, CheXpert.age(in.age(table, i, "age")))
                    .set(Field.RACE_SOURCE, table.describe("race"))
                    .set(Field.SPLIT, table.cell(i, "split"))
                    .set(Field.SPLIT_SOURCE, table.has("split") ? table.describe("split") : null);
            in.code(row, Field.VIEW, CheXpert.view(frontal, table.cell(i, "ap_pa")));
            in.code(row, Field.SEX_RAW, Field.SEX, table.cell(i, "sex"));
            in.code(row, Field.RACE_RAW, Field.RACE, table.cell(i, "race"));
            in.code(row, Field.ETHNICITY_RAW, Field.ETHNICITY, table.cell(i, "ethnicity"));
            out.add(row);
        }
    }
}
