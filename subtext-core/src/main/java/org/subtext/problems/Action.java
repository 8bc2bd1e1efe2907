package org.subtext.problems;

/** A use case that helps where another one cannot go on. */
public enum Action implements Knob {
    AUDIT("audit", "audit a cohort"),
    SHOW_COHORT("show cohort", "look at the cohort without auditing it"),
    SHOW_PLAN("show plan", "look at a plan with every default spelled out"),
    CHECK("check", "list the rows whose ids must be mended"),
    SPLIT("split", "split the cohort by patient"),
    AUDIT_SPLIT("audit split", "audit the split"),
    EXPLAIN("explain", "explain the finished run"),
    LIST_ROUTES("list routes", "list the routes"),
    ASSESS_SCORES("assess scores", "assess another program's table of scores"),
    HARM("harm", "ask whether a group is served worse"),
    IMPORT("import", "import the DICOM files"),
    SEGMENT("segment", "mark a region in the images"),
    TRAIN_SEGMENTER("train segmenter", "train a segmenter");

    private final String id;
    private final String meaning;

    Action(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
