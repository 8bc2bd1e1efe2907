package org.subtext.sources.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A small sound copy of every data set; patients are invented, names of files and columns are the publishers'. */
final class Copies {
    /** By data set: the file every reader needs, and a column in it that must be there. */
    static final Map<String, String[]> NEEDED = needed();

    private Copies() {}

    static String[] needed(String name) {
        return Objects.requireNonNull(NEEDED.get(name), name);
    }

    private static Map<String, String[]> needed() {
        Map<String, String[]> needed = new LinkedHashMap<>();
        needed.put("mimic-cxr", new String[] {"mimic-cxr-2.0.0-metadata.csv", "subject_id"});
        needed.put("chexpert", new String[] {"CheXpert-v1.0-small/train.csv", "Sex"});
        needed.put("chexpert-plus", new String[] {"df_chexpert_plus_240401.csv", "deid_patient_id"});
        needed.put("nih-cxr14", new String[] {"Data_Entry_2017_v2020.csv", "Patient ID"});
        needed.put("padchest", new String[] {"PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv", "PatientBirth"});
        needed.put("vindr-cxr", new String[] {"annotations/image_labels_train.csv", "image_id"});
        needed.put("vindr-mammo", new String[] {"breast-level_annotations.csv", "study_id"});
        needed.put("embed", new String[] {"tables/EMBED_OpenData_clinical.csv", "acc_anon"});
        needed.put("nlst", new String[] {"nlst_780_prsn_idc_20210527.csv", "race"});
        needed.put("rsna-pneumonia", new String[] {"stage_2_train_labels.csv", "Target"});
        needed.put("rsna-pe", new String[] {"train.csv", "SOPInstanceUID"});
        needed.put("brset", new String[] {"labels_brset.csv", "patient_sex"});
        return needed;
    }

    static DataFolder of(String name, Path root) {
        DataFolder copy = new DataFolder(root);
        return switch (name) {
            case "mimic-cxr" ->
                copy.file(
                                "mimic-cxr-2.0.0-metadata.csv",
                                "dicom_id,subject_id,study_id,ViewPosition,Rows,Columns,StudyDate,StudyTime",
                                "d1,10000001,50000001,AP,9,9,21400131,1",
                                "d2,10000001,50000001,LATERAL,9,9,21400131,1",
                                "d3,10000002,50000002,PA,9,9,21500131,1",
                                "d4,10000003,50000003,,9,9,21500131,1",
                                "d5,11000004,50000004,PA,9,9,21500131,1")
                        .file(
                                "mimic-iv/hosp/patients.csv.gz",
                                "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod",
                                "10000001,F,60,2135,2011 - 2013,",
                                "10000002,M,91,2150,2011 - 2013,",
                                "10000003,F,30,2150,2011 - 2013,")
                        .file(
                                "mimic-iv/hosp/admissions.csv.gz",
                                "subject_id,hadm_id,admittime,race",
                                "10000001,1,2135-01-01 00:00:00,BLACK/CAPE VERDEAN",
                                "10000001,2,2136-01-01 00:00:00,UNKNOWN",
                                "10000002,3,2135-01-01 00:00:00,WHITE - RUSSIAN",
                                "10000003,4,2135-01-01 00:00:00,WHITE",
                                "10000003,5,2137-01-01 00:00:00,ASIAN - CHINESE")
                        .file(
                                "mimic-iv-ed/ed/edstays.csv.gz",
                                "subject_id,hadm_id,stay_id,intime,outtime,gender,race",
                                "10000002,,7,2135-01-01 00:00:00,2135-01-02 00:00:00,M,WHITE - RUSSIAN")
                        .file(
                                "mimic-cxr-2.0.0-chexpert.csv.gz",
                                "subject_id,study_id,Edema,No Finding",
                                "10000001,50000001,-1.0,",
                                "10000002,50000002,,1.0")
                        .file(
                                "mimic-cxr-2.0.0-split.csv.gz",
                                "dicom_id,study_id,subject_id,split",
                                "d1,50000001,10000001,train",
                                "d3,50000002,10000002,test");
            case "chexpert" ->
                copy.file(
                                "CheXpert-v1.0-small/train.csv",
                                "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Edema",
                                "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,Female,68,Frontal,AP,1.0,",
                                "CheXpert-v1.0-small/train/patient00001/study1/view2_lateral.jpg,Female,68,Lateral,,1.0,",
                                "CheXpert-v1.0-small/train/patient00002/study5/view1_frontal.jpg,Male,0,Frontal,PA,,-1.0",
                                "CheXpert-v1.0-small/train/patient00003/study1/view1_frontal.jpg,Male,50,Frontal,PA,,0.0")
                        .file(
                                "chexpert_demographics.csv",
                                "PATIENT,GENDER,AGE_AT_CXR,PRIMARY_RACE,ETHNICITY",
                                "patient00001,Female,1,\"Black, non-Hispanic\",Non-Hispanic/Non-Latino",
                                "patient00002,Male,1,White  or   such,Hispanic/Latino",
                                "patient00003,Male,1,Asian,Not Hispanic")
                        .file("chexpert_split_2021_08_20.csv", ",index,split", "0,0,train", "1,3,test");
            case "chexpert-plus" ->
                copy.file(
                        "df_chexpert_plus_240401.csv",
                        "path_to_image,path_to_dcm,frontal_lateral,ap_pa,deid_patient_id,age,sex,race,ethnicity,split",
                        "train/patient1/study1/view1_frontal.jpg,x,Frontal,AP,patient1,70,Male,Asian,Not"
                                + " Hispanic,train");
            case "nih-cxr14" ->
                copy.file(
                        "Data_Entry_2017_v2020.csv",
                        "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,"
                                + "OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y]",
                        "00000001_000.png,Cardiomegaly|Effusion,0,1,57,M,PA,2682,2749,0.143,0.143",
                        "00000002_000.png,No Finding,0,2,411,F,AP,2682,2749,0.143,0.143");
            case "padchest" ->
                copy.file(
                        "PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv",
                        ",ImageID,ImageDir,StudyDate_DICOM,StudyID,PatientID,PatientBirth,PatientSex_DICOM,"
                                + "ViewPosition_DICOM,Projection,Manufacturer_DICOM,PhotometricInterpretation_DICOM",
                        "0,a.png,3,20140915,s1,p1,1930.0,F,POSTEROANTERIOR,PA,Imaging,MONOCHROME2");
            case "vindr-cxr" ->
                copy.file(
                                "annotations/image_labels_train.csv",
                                "image_id,rad_id,Pleural effusion,Cardiomegaly,No finding",
                                "a,R1,0,0,1",
                                "a,R2,1,0,0",
                                "b,R1,0,0,1")
                        .file(
                                "annotations/image_labels_test.csv",
                                "image_id,Pleural effusion,Cardiomegaly,No finding",
                                "c,0,0,1");
            case "vindr-mammo" ->
                copy.file(
                                "breast-level_annotations.csv",
                                "study_id,series_id,image_id,laterality,view_position,split",
                                "s,r,i,L,CC,training")
                        .file("metadata.csv", "SOP Instance UID,Patient's Age,Manufacturer", "i,045Y,Maker");
            case "embed" ->
                copy.file(
                                "tables/EMBED_OpenData_metadata.csv",
                                "empi_anon,acc_anon,anon_dicom_path,FinalImageType,ImageLateralityFinal,ViewPosition",
                                "1,11,/data/mammo/cohort_1/1/11/one.dcm,2D,L,CC",
                                "1,11,/data/mammo/cohort_1/1/11/two.dcm,2D,R,CC",
                                "2,22,/data/mammo/cohort_1/2/22/three.dcm,2D,R,CC")
                        .file(
                                "tables/EMBED_OpenData_clinical.csv",
                                "empi_anon,acc_anon,side,ETHNICITY_DESC,ETHNIC_GROUP_DESC,age_at_study,GENDER_DESC",
                                "1,11,L,African American  or Black,Non-Hispanic or Latino,52.5,Female",
                                "1,11,R,African American  or Black,Non-Hispanic or Latino,52.5,Female",
                                "2,22,B,\"Unknown, Unavailable or Unreported\",Hispanic or Latino,60,Female");
            case "nlst" ->
                copy.file("nlst_780_prsn_idc_20210527.csv", "pid,age,gender,race", "100001,61,1,2", "100002,62,2,7")
                        .file("100001/series/1.dcm", "x");
            case "rsna-pneumonia" ->
                copy.file(
                                "stage_2_train_labels.csv",
                                "patientId,x,y,width,height,Target",
                                "a,,,,,0",
                                "b,1,1,1,1,1",
                                "b,2,2,2,2,1")
                        .file(
                                "kaggle_stage_2_train_images_dicom_headers.csv",
                                "PatientID,PatientSex,PatientAge,ViewPosition",
                                "a,F,51,PA",
                                "b,M,048Y,AP");
            case "rsna-pe" ->
                copy.file(
                        "train.csv",
                        "StudyInstanceUID,SeriesInstanceUID,SOPInstanceUID,pe_present_on_image",
                        "s,r,i,1");
            case "brset" ->
                copy.file(
                        "labels_brset.csv",
                        "image_id,patient_id,camera,patient_age,patient_sex,exam_eye,diabetic_retinopathy",
                        "img1,1,Canon CR,48.0,1,1,0",
                        "img2,2,NIKON NF5050,,2,2,1");
            case "dha" -> copy.file("JPEGimages/BLKF/BLKF03/12.jpg", "x").file("JPEGimages/CAUM/CAUM18/13.jpg", "x");
            default -> throw new IllegalArgumentException(name);
        };
    }
}
