package org.subtext.sources.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A column of a small copy whose values a code book explains.
 *
 * @param set name of the data set
 * @param file below the copy's folder
 * @param column as the publishers name it
 * @param book column of the code book
 */
record CodedColumn(String set, String file, String column, String book) {
    private static final String PLUS = "df_chexpert_plus_240401.csv";
    private static final String PADCHEST = "PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv";
    private static final String EXAMS = "tables/EMBED_OpenData_clinical.csv";
    private static final String HEADERS = "kaggle_stage_2_train_images_dicom_headers.csv";

    /** All that stand in tables; the Digital Hand Atlas has them in folder names. */
    static final List<CodedColumn> ALL = List.of(
            new CodedColumn("mimic-cxr", "mimic-iv/hosp/patients.csv.gz", "gender", "sex"),
            new CodedColumn("mimic-cxr", "mimic-iv/hosp/admissions.csv.gz", "race", "race"),
            new CodedColumn("mimic-cxr", "mimic-cxr-2.0.0-metadata.csv", "ViewPosition", "view"),
            new CodedColumn("chexpert", "CheXpert-v1.0-small/train.csv", "Sex", "sex"),
            new CodedColumn("chexpert", "CheXpert-v1.0-small/train.csv", "AP/PA", "view"),
            new CodedColumn("chexpert", "chexpert_demographics.csv", "PRIMARY_RACE", "race"),
            new CodedColumn("chexpert", "chexpert_demographics.csv", "ETHNICITY", "ethnicity"),
            new CodedColumn("chexpert-plus", PLUS, "sex", "sex"),
            new CodedColumn("chexpert-plus", PLUS, "race", "race"),
            new CodedColumn("chexpert-plus", PLUS, "ethnicity", "ethnicity"),
            new CodedColumn("chexpert-plus", PLUS, "ap_pa", "view"),
            new CodedColumn("nih-cxr14", "Data_Entry_2017_v2020.csv", "Patient Gender", "sex"),
            new CodedColumn("nih-cxr14", "Data_Entry_2017_v2020.csv", "View Position", "view"),
            new CodedColumn("padchest", PADCHEST, "PatientSex_DICOM", "sex"),
            new CodedColumn("padchest", PADCHEST, "Projection", "view"),
            new CodedColumn("vindr-mammo", "breast-level_annotations.csv", "view_position", "view"),
            new CodedColumn("vindr-mammo", "breast-level_annotations.csv", "laterality", "laterality"),
            new CodedColumn("embed", EXAMS, "ETHNICITY_DESC", "race"),
            new CodedColumn("embed", EXAMS, "ETHNIC_GROUP_DESC", "ethnicity"),
            new CodedColumn("embed", EXAMS, "GENDER_DESC", "sex"),
            new CodedColumn("embed", "tables/EMBED_OpenData_metadata.csv", "ViewPosition", "view"),
            new CodedColumn("embed", "tables/EMBED_OpenData_metadata.csv", "ImageLateralityFinal", "laterality"),
            new CodedColumn("nlst", "nlst_780_prsn_idc_20210527.csv", "gender", "sex"),
            new CodedColumn("nlst", "nlst_780_prsn_idc_20210527.csv", "race", "race"),
            new CodedColumn("nlst", "nlst_780_prsn_idc_20210527.csv", "ethnic", "ethnicity"),
            new CodedColumn("rsna-pneumonia", HEADERS, "PatientSex", "sex"),
            new CodedColumn("rsna-pneumonia", HEADERS, "ViewPosition", "view"),
            new CodedColumn("brset", "labels_brset.csv", "patient_sex", "sex"),
            new CodedColumn("brset", "labels_brset.csv", "exam_eye", "laterality"));

    /** Whether classes stand beside a column of raw values. */
    boolean hasClasses() {
        return !book.equals("view") && !book.equals("laterality");
    }

    /** A sound copy but for the value in the first row of the column. */
    DataFolder copyWith(String value, Path root) throws IOException {
        DataFolder copy = Copies.of(set, root);
        FixtureTable.read(root.resolve(file)).withFirst(column, value).write(root.resolve(file));
        return copy;
    }

    @Override
    public String toString() {
        return set + " " + column;
    }
}
