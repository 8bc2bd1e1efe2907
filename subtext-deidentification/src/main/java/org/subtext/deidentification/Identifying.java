package org.subtext.deidentification;

import org.subtext.deidentification.identifiers.IdentifierEcho;
import org.subtext.deidentification.identifiers.IdentifierIndex;

/** How a column of a table, told by its name, or an attribute of its files identifies a patient. */
enum Identifying {
    PATIENT,
    NAME,

    /** Of somebody else, of whom initials and words of two letters tell nothing. */
    PERSON,
    ID,
    TELEPHONE,
    ADDRESS,
    INSTITUTION,
    BIRTH,
    DAY,
    NOT;

    private static final EnumeratedValues IMAGING = EnumeratedValues.ofBuild();

    static Identifying of(String column) {
        if (ColumnTreatment.isPatient(column)) {
            return PATIENT;
        }
        String folded = ColumnTreatment.folded(column);
        if (folded.matches(".*(birth|dob|born).*") && !folded.contains("name")) {
            return BIRTH;
        }
        if (folded.matches(".*(phone|mobile|fax|tel)(_?(no|number))?.*")) {
            return TELEPHONE;
        }
        if (folded.matches(".*(address|street|city|zip|postal|residence).*")) {
            return ADDRESS;
        }
        if (folded.matches("(.*_)?(institutions?|hospital|clinic|site|department|practice)(_?name)?")) {
            return INSTITUTION;
        }
        if (folded.matches(".*(date|day|admitted|discharged|death|dod).*")) {
            return DAY;
        }
        return ColumnTreatment.isName(column) ? NAME : ColumnTreatment.isId(column) ? ID : NOT;
    }

    /** Attributes that tell a table's patient nothing are {@link #NOT}. */
    static Identifying of(IdentifierTable.Kind kind) {
        return switch (kind) {
            case PATIENT_NAME -> NAME;
            case PATIENT_ID -> PATIENT;
            case BIRTH -> BIRTH;
            case ID -> ID;
            case TELEPHONE -> TELEPHONE;
            case ADDRESS -> ADDRESS;
            case INSTITUTION -> INSTITUTION;
            case TIME, DEVICE, CLASS, ORDINAL, STRUCTURE -> NOT;
        };
    }

    /** A department of the lungs and the site of a lesion are called as what is found there, and no institution. */
    private boolean tells(String value) {
        return this != INSTITUTION || !IMAGING.isOfWords(value);
    }

    void add(String value, IdentifierEcho echo) {
        if (!tells(value)) {
            return;
        }
        switch (this) {
            case PATIENT -> {
                echo.addPatientId(value);
                if (value.chars().noneMatch(Character::isDigit)) {
                    echo.addPatientName(value);
                }
            }
            case NAME -> echo.addPatientName(value);
            case PERSON -> echo.addPerson(value);
            case ID -> {
                if (ColumnTreatment.isUid(value)) {
                    echo.addUid(value);
                } else {
                    echo.addId(value);
                }
            }
            case TELEPHONE -> echo.addTelephone(value);
            case ADDRESS -> echo.addPlace(value);
            case INSTITUTION -> echo.addInstitution(value);
            case BIRTH -> echo.addDays(value, true);
            case DAY -> echo.addDays(value, false);
            case NOT -> throw new IllegalStateException("what identifies nobody");
        }
    }

    void add(String value, IdentifierIndex index) {
        if (!tells(value)) {
            return;
        }
        switch (this) {
            case PATIENT, ID -> {
                if (ColumnTreatment.isUid(value)) {
                    index.addUid(value);
                } else {
                    index.addId(value);
                }
            }
            case NAME, PERSON -> index.addName(value);
            case TELEPHONE -> index.addTelephone(value);
            case ADDRESS, INSTITUTION -> index.addPlace(value);
            case BIRTH -> index.addDays(value, true);
            case DAY -> index.addDays(value, false);
            case NOT -> throw new IllegalStateException("what identifies nobody");
        }
    }
}
