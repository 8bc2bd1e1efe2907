package org.subtext.problems;

/** An argument of a use case that the plan of an audit does not hold. */
public enum Argument implements Knob {
    PLAN_FILE("plan", "the plan file"),
    RUN("run", "the folder of a finished run"),
    VERDICT_RULE("verdict.rule", "the rule by which the verdict is read"),
    RUN_NAME("run.name", "the name of the run"),
    RUNS_FOLDER("run.folder", "the folder of all runs"),
    RESUME("run.resume", "whether an interrupted run is continued"),
    DEVICE("device", "what computes: a processor or a graphics card"),
    OUT("out", "where the result is written"),
    REPLACE("replace", "whether a file that is there is replaced"),
    ONE_IMAGE_EACH("split.one_image_each", "that each patient has one image"),
    INTERNAL("report.internal", "whether a full report, not for sharing, is written too"),

    PRESENTATION("presentation", "the kind of a mammogram's two stored images that is audited"),

    MODEL("model", "which of the run's models"),
    LAYER("layer", "the layer that is read"),

    MODEL_CLASSES("model.classes", "the names of the classes of a network that another program trained"),
    MODEL_ACTIVATION("model.activation", "how the network's outputs become scores"),
    MODEL_NORMALISATION("model.normalisation", "how pixels are scaled before the network"),

    SCORES_TRUTH("scores.truth", "the column of the recorded class"),
    SCORES_PATIENT("scores.patient", "the column of the patient id"),
    SCORES_IMAGE("scores.image", "the column of the image or case id"),
    SCORES_CLASS("scores.classes", "the score column of each class"),
    SCORES_SCORE("scores.score", "the score column of each model"),
    SCORES_LONG_SCORE("scores.long.score", "the score of the long form"),
    SCORES_LONG_CLASS("scores.long.class", "the class that a score of the long form is for"),
    SCORES_LONG_MODEL("scores.long.model", "the model that a score of the long form is from"),
    SCORES_POSITIVE("scores.positive", "the class that a high score speaks for"),
    SCORES_POSITIVE_AT("scores.positive_at", "the number from which on a numeric truth is positive"),
    SCORES_RENAME("scores.rename", "the class name of a source wording"),
    SCORES_RECORDED("scores.recorded", "by column, words that are values there, as a class really called None"),
    SCORES_LEAVE_OUT("scores.leave_out", "the values of the truth whose rows are left out"),
    SCORES_CONFLICTS("scores.conflicts", "what is done with patients of several recorded classes"),
    SCORES_DATE("scores.date", "the column of the date, for the latest of several classes"),
    SCORES_MISSING("scores.missing", "what is done with images that lack a score"),
    SCORES_SUBGROUPS("scores.subgroups", "the columns within whose groups is assessed"),
    SCORES_JOIN("scores.join", "a second table with truth, patient or attributes"),
    SCORES_ON("scores.on", "the column that both tables have"),

    HARM_FINDING("harm.long.finding", "the finding that a row of the long form is about"),
    HARM_REFERENCE("harm.reference", "the group that all others are compared with"),
    HARM_WITHIN("harm.within", "the columns within whose values patients exchange their groups"),
    HARM_ALONG("harm.along", "a column of numbers along which rates are told, and where they are compared"),
    HARM_LEAST_PATIENTS("harm.least_patients", "the fewest patients with rows of a rate for a group to be assessed"),
    HARM_CALLED("harm.called", "the categories of a vendor that say that the finding is called"),
    HARM_UNCERTAIN("harm.uncertain", "what is made of uncertain truths"),
    HARM_UNCERTAIN_VALUES("harm.uncertain_values", "the values of the truth that say that it is uncertain"),
    HARM_THRESHOLD("harm.threshold", "from which score on a row is called: a rule, or a number"),
    HARM_ROLE("harm.role", "the column that says who chooses thresholds and who is judged"),
    HARM_CHOOSE("harm.choose", "its values of those on whom thresholds are chosen"),
    HARM_JUDGE("harm.judge", "its values of those who are judged"),
    HARM_PARTS("harm.parts", "in how many parts patients are dealt where no column says who is who"),
    HARM_RATES("harm.rates", "the rates that are compared"),
    HARM_MARGIN("harm.margin", "up to which gap groups count as served alike"),
    HARM_LEVEL("harm.alpha", "how often harm may be shown where there is none"),
    HARM_DRAWS("harm.draws", "how many permutations are drawn"),

    PROBE_TABLE("probe.table", "the table with attribute and patient"),
    PROBE_ATTRIBUTE("probe.attribute", "the column of the recorded class"),
    PROBE_PATIENT("probe.patient", "the column of the patient id"),
    PROBE_ON("probe.on", "the column of the image id that both files have"),
    PROBE_COLUMNS("probe.columns", "the list column, or what the numbered columns share"),
    PROBE_CONTROL("probe.control", "embeddings of the same images by random or ImageNet weights"),
    PROBE_RENAME("probe.rename", "the class name of a source wording"),
    PROBE_CLASSES("probe.classes", "the classes that are told apart"),

    SURVEY_COLUMNS("survey.columns", "the only columns that are surveyed"),
    SURVEY_EXCLUDE("survey.exclude", "columns that are not surveyed"),
    SURVEY_FEATURES("survey.features", "vectors of the images that another program made"),

    SALT("deidentify.salt", "the secret from which ids are made"),
    BURNED_IN("deidentify.burned_in", "what is done with files whose pixels may hold text"),
    VIDEO("deidentify.video", "what is done with video, whose streams nobody looks into"),
    KEEP_COLUMNS("deidentify.keep_columns", "the unknown columns that stay"),

    TOKEN_FILE("archive.token_file", "the file with a bearer token"),
    USER("archive.user", "the user for basic authentication"),
    PASSWORD_FILE("archive.password_file", "the file with the user's password"),
    AUTHORITIES("archive.authorities", "the certificates to trust"),
    CLIENT_KEY("archive.client_key", "our own key and certificate"),
    TIMEOUT("archive.timeout", "the longest silence of the archive"),
    PARALLEL("archive.parallel", "how many studies are retrieved side by side"),
    PATIENT_COLUMN("archive.column", "the table's column of patient ids"),
    PORT("archive.port", "the port to listen at"),
    ALLOWED_TITLES("archive.allowed_titles", "the application entities that may send"),
    ALLOWED_ADDRESSES("archive.allowed_addresses", "the machines that may send"),

    RENDER_BITS("render.bits", "the bits of a sample of the pictures"),
    RENDER_SIDE("render.side", "the side of the pictures"),
    RENDER_WINDOW("render.window", "the window in Hounsfield units under which images are shown"),
    RENDER_RECIPE("render.recipe", "the published recipe by which pictures are made"),
    RENDER_IMAGES("render.images", "the folder that paths of a table start from"),

    SEGMENT_SIDE("segment.side", "the side of the images that the segmenter sees");

    private final String id;
    private final String meaning;

    Argument(String id, String meaning) {
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
