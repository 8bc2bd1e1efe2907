package org.subtext.cohort;

import java.util.List;

/**
 * What a column of a cohort table is for, with the names that common data sets give it.
 *
 * <p>Names are compared in lower case without anything but letters and digits; the order is the order of preference.
 */
public enum ColumnRole {
    IMAGE(
            "image file",
            "--image",
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
    IMAGE_ID("image id", "--image-id", "imageid", "dicomid", "imageindex", "sopinstanceuid"),
    PATIENT(
            "patient",
            "--patient",
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
            "--study",
            "studyid",
            "study",
            "accanon",
            "accessionnumber",
            "studyinstanceuid",
            "examid",
            "accession"),
    SPLIT("given split", "--split-column", "split", "origsplit", "set", "fold", "subset", "partition"),
    VIEW("view", "--view", "view", "viewposition", "projection", "appa", "frontallateral", "imageview"),
    DATE(
            "date",
            "--date",
            "studydate",
            "date",
            "studydatedicom",
            "studydateanon",
            "examdate",
            "admittime",
            "patientreportdateorder");

    private final String noun;
    private final String flag;
    private final List<String> knownNames;

    ColumnRole(String noun, String flag, String... knownNames) {
        this.noun = noun;
        this.flag = flag;
        this.knownNames = List.of(knownNames);
    }

    /** In the user's words. */
    public String noun() {
        return noun;
    }

    /** The flag with which a user names the column. */
    public String flag() {
        return flag;
    }

    List<String> knownNames() {
        return knownNames;
    }
}
