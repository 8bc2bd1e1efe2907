package org.subtext.audit;

/**
 * What a run has come to, in the order of the main path; a finished stage is not done again when the run is continued.
 */
public enum Stage {
    /** The plan is written; nothing is computed. */
    PLAN(RunFolder.PLAN),
    /** It is known who is audited; every image is decoded. */
    IMAGES("flow.json"),
    /** Patients are in parts. */
    SPLIT("split.csv"),
    /** Every recogniser is trained, every image scored. */
    PREDICTIONS("predictions.parquet"),
    /** Everything is estimated. */
    ESTIMATES("estimates.json"),
    /** The report is written. */
    REPORT(AuditReport.CONTENT),
    /** What the routes found is written. */
    ROUTES(AuditReport.ROUTES);

    private final String file;

    Stage(String file) {
        this.file = file;
    }

    /** What the stage writes last. */
    String file() {
        return file;
    }
}
