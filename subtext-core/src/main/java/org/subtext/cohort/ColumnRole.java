package org.subtext.cohort;

import java.util.List;
import org.subtext.problems.PlanKey;

/**
 * What a column of a cohort table is for, with the names that common data sets give it.
 *
 * <p>Names are compared in lower case without anything but letters and digits; the order is the order of preference.
 */
public enum ColumnRole {
    IMAGE(
            "image file",
            PlanKey.COHORT_COLUMNS_IMAGE,
            "imagepath",
            "image",
            "path",
            "filepath",
            "pathtoimage",
            "filename",
            "imagefile",
            "file",
            "imagename",
            "imageindex",
            "anondicompath",
            "imageid",
            "dicomid"),
    IMAGE_ID("image id", PlanKey.COHORT_COLUMNS_IMAGE_ID, "imageid", "dicomid", "imageindex", "sopinstanceuid"),
    PATIENT(
            "patient",
            PlanKey.COHORT_COLUMNS_PATIENT,
            "patientid",
            "patient",
            "subjectid",
            "deidpatientid",
            "empianon",
            "pid",
            "subject",
            "anonpatientid",
            "ptid"),
    STUDY(
            "study",
            PlanKey.COHORT_COLUMNS_STUDY,
            "studyid",
            "study",
            "accanon",
            "accessionnumber",
            "studyinstanceuid",
            "examid",
            "accession"),
    SPLIT("given split", PlanKey.COHORT_COLUMNS_SPLIT, "split", "origsplit", "set", "fold", "subset", "partition"),
    VIEW(
            "view",
            PlanKey.COHORT_COLUMNS_VIEW,
            "view",
            "viewposition",
            "projection",
            "appa",
            "frontallateral",
            "imageview"),
    DATE(
            "date",
            PlanKey.COHORT_COLUMNS_DATE,
            "studydate",
            "date",
            "studydatedicom",
            "studydateanon",
            "examdate",
            "admittime",
            "patientreportdateorder");

    private final String noun;
    private final PlanKey knob;
    private final List<String> knownNames;

    ColumnRole(String noun, PlanKey knob, String... knownNames) {
        this.noun = noun;
        this.knob = knob;
        this.knownNames = List.of(knownNames);
    }

    /** In the user's words. */
    public String noun() {
        return noun;
    }

    /** The knob with which a user names the column. */
    public PlanKey knob() {
        return knob;
    }

    List<String> knownNames() {
        return knownNames;
    }
}
