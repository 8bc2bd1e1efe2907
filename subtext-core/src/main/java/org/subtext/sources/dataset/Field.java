package org.subtext.sources.dataset;

import java.util.Locale;

/** The columns of the common table; those of findings stand between {@link #PHOTOMETRIC} and {@link #SPLIT}. */
public enum Field {
    IMAGE_PATH,
    IMAGE_ID,
    PATIENT_ID,
    STUDY_ID,
    SITE,
    DATASET,
    VIEW,
    LATERALITY,
    SEX_RAW,
    SEX,
    /** In years; a fraction for children. Top-coded ages keep the number they are coded as. */
    AGE_YEARS,
    RACE_RAW,
    RACE,
    ETHNICITY_RAW,
    ETHNICITY,
    /** File and column that the race was read from. */
    RACE_SOURCE,
    /** 1 where different races are recorded for the patient, 0 where one is, empty where none is. */
    RACE_CONFLICT,
    MANUFACTURER,
    MODEL,
    STUDY_DATE,
    PHOTOMETRIC,
    SPLIT,
    SPLIT_SOURCE,
    /** Of the image file. Empty: nothing is opened here; a run's own manifest holds the hashes. */
    SHA256;

    /** The name in the table's header. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
