package org.subtext.deidentification;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.subtext.tables.Column;

/** What is done with a column of the cohort table, told by its name and its values. What nobody knows is dropped. */
enum ColumnTreatment {
    PATIENT,
    ID,
    PATH,
    DATE,
    AGE,
    KEEP,
    DROP;

    private static final Pattern PATIENT_NAME = Pattern.compile("(patient|subject)(_?id)?");
    private static final Pattern ID_NAME = Pattern.compile(
            "(image|study|series|sop|instance|exam|dicom|accession|anon)(_?instance)?(_?(id|uid|number|no))|accession");
    private static final Pattern PATH_NAME =
            Pattern.compile("(image_?|file_?|dicom_?)?path|file(_?name)?|image(_?(file|index))?");
    private static final Pattern DATE_NAME = Pattern.compile("((study|image|exam|acquisition|scan)_?)?date");
    private static final Pattern AGE_NAME = Pattern.compile("(patient_?)?age(_?(years|at_?(exam|study)))?");
    private static final Pattern PERSON_NAME = Pattern.compile("name|.*(patient|subject|first|last|given|family|middle"
            + "|full|maiden|birth|mother|father|sur|fore|nick)_?names?.*|.*(physician|doctor|operator|contact|radiologist"
            + "|technologist|reader|nurse|guardian|referrer|consultant|surgeon|attending|sonographer"
            + "|author(?!i)|authori[sz]ing|(?<!as|de)signed|assigned_?to(?![a-z_])"
            + "|(read|reported|requested|performed|reviewed|authori[sz]ed|signed)_?by).*");
    private static final Pattern NUMBER_NAME = Pattern.compile(
            ".*(mrn|phone|ssn|birth|dob|insurance|account).*|(.*_)?(id|uid|number|no)|patientid|subjectid|accession");
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+){3,}");
    private static final Pattern LABEL = Pattern.compile("-?[01](\\.0+)?");
    private static final Set<String> HARMLESS = Set.of(
            "race",
            "ethnicity",
            "ethnic_group",
            "sex",
            "gender",
            "view",
            "view_position",
            "view_modifiers",
            "breast_implant",
            "laterality",
            "modality",
            "body_part",
            "split",
            "fold",
            "manufacturer",
            "model",
            "kvp",
            "exposure",
            "exposure_time",
            "tube_current",
            "slice_thickness",
            "finding",
            "finding_labels",
            "label",
            "birads",
            "density",
            "height",
            "weight",
            "size",
            "bmi",
            "smoking",
            "language_group",
            "rows",
            "columns",
            "pixel_spacing");
    private static final Set<String> CLASSES =
            Set.of("race", "ethnicity", "ethnic_group", "sex", "gender", "language_group");
    private static final Set<String> DEVICE = Set.of("station", "station_name", "device", "serial_number", "detector");
    private static final Set<String> INSTITUTION =
            Set.of("institution", "institution_name", "site", "hospital", "department");

    static ColumnTreatment of(String name, Column column, Set<RetainOption> retained) {
        String folded = folded(name);
        if (PATIENT_NAME.matcher(folded).matches()) {
            return PATIENT;
        }
        if (ID_NAME.matcher(folded).matches()) {
            return ID;
        }
        if (PATH_NAME.matcher(folded).matches()) {
            return PATH;
        }
        if (AGE_NAME.matcher(folded).matches()) {
            return AGE;
        }
        if (DATE_NAME.matcher(folded).matches()) {
            return retained.contains(RetainOption.DATES) ? DATE : DROP;
        }
        boolean kept = HARMLESS.contains(folded)
                || DEVICE.contains(folded) && retained.contains(RetainOption.DEVICE)
                || INSTITUTION.contains(folded) && retained.contains(RetainOption.INSTITUTION)
                || isLabel(column);
        return kept ? KEEP : DROP;
    }

    /** Whether all values are 0, 1 or -1, as labels of findings are. */
    private static boolean isLabel(Column column) {
        boolean some = false;
        for (int row = 0; row < column.size(); row++) {
            String value = column.get(row);
            if (value != null) {
                if (!LABEL.matcher(value).matches()) {
                    return false;
                }
                some = true;
            }
        }
        return some;
    }

    static boolean isPatient(String column) {
        return PATIENT_NAME.matcher(folded(column)).matches();
    }

    static boolean isName(String column) {
        return PERSON_NAME.matcher(folded(column)).matches();
    }

    static boolean isId(String column) {
        String folded = folded(column);
        return NUMBER_NAME.matcher(folded).matches() || ID_NAME.matcher(folded).matches();
    }

    /** Whether an id is a UID, as files hold it, and no number or code. */
    static boolean isUid(String id) {
        return UID.matcher(id).matches();
    }

    /** Whether a column is known by its name to describe people or images in general. */
    static boolean isHarmless(String column) {
        return HARMLESS.contains(folded(column));
    }

    /** Whether a column is known by its name to say of which class people are. */
    static boolean isClass(String column) {
        return CLASSES.contains(folded(column));
    }

    /** Whether all of a column's name is one that many tables have, so that it is of nobody. */
    static boolean isUsual(String column) {
        String folded = folded(column);
        return HARMLESS.contains(folded)
                || DEVICE.contains(folded)
                || INSTITUTION.contains(folded)
                || Stream.of(PATIENT_NAME, ID_NAME, PATH_NAME, AGE_NAME, DATE_NAME)
                        .anyMatch(pattern -> pattern.matcher(folded).matches());
    }

    static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[ .-]+", "_");
    }
}
