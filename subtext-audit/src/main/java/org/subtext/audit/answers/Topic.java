package org.subtext.audit.answers;

/** What a figure tells, whatever it tells it of. */
public enum Topic {
    // what was asked, and of whom
    ATTRIBUTE,
    CLASSES,
    PATIENTS,
    IMAGES,
    CLASS_PATIENTS,
    EXCLUDED,
    NOTES,
    LOOKS,
    RECORD,

    // what was answered
    VERDICT,
    RULE,
    NOT_SHOWN,
    UNCOVERED,
    SIZES,

    // by what numbers
    MEAN_AUC,
    MEAN_P,
    CLASS_AUC,
    CLASS_P,
    PAIR_AUC,
    SENSITIVITY,
    SPECIFICITY,
    THRESHOLD,
    AVERAGE_PRECISION,
    BRIER,
    CALIBRATION,
    AGREEMENT,
    FOLDS,
    COMPARISON,
    READER_AUC,
    READER_P,
    WEAKEST_READER,

    // within groups
    COLUMNS,
    GROUP_AUC,
    GROUP_PATIENTS,

    // how it was set
    MARGIN,
    LEVEL,
    SEED,
    DRAWS,
    SMALLEST_CELL,
    UNIT,

    // by what route
    ROUTES,
    ROUTE_READING,
    POINTED_AT,
    SETTING_AUC,
    SETTING_CHANGE,
    SETTING_P,
    NOT_RUN,
    RECOVERED,

    // with what harm
    HARM,
    HARMED,
    GAP,
    GAP_P,
    GAP_VERDICT,
    RATE,
    FINDING_AUC,
    NEEDED,
    CUT,
    REFERENCE,
    FINDINGS,
    GROUPS,
    GROUP_SIZE,
    NOT_ASSESSED,
    HARM_MARGIN,

    // of models of one finding, and along a number
    MODELS,
    MODEL_DIFFERENCE,
    MODEL_GAP,
    MODEL_P,
    ALONG,
    ALONG_VERDICT,
    ALONG_RATE,
    ALONG_DIFFERENCE,
    ALONG_SLOPE,
    ALONG_P,

    // before anything is trained
    SURVEY,
    COLUMN_AUC,
    COLUMN_P,
    COLUMN_PATIENTS,
    COLUMN_ASSOCIATION
}
