package org.subtext.problems;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every key of an audit's plan, named by its path, and what it means.
 *
 * <p>Types, defaults and allowed values are those of the plan's records, from which its JSON Schema takes them.
 */
public enum PlanKey implements Knob {
    NAME("name", "the name of the run"),
    SEED("seed", "the seed of everything random but the assessment, which has its own"),
    PRESET("preset", "the recipe that training and pixels start from"),
    COHORT("cohort", "who is audited"),
    COHORT_TABLE("cohort.table", "the table of images: CSV, CSV.gz, TSV, Parquet or XLSX"),
    COHORT_SHEET("cohort.sheet", "the sheet of a workbook; the first that a person sees by default"),
    COHORT_SOURCE(
            "cohort.source",
            "where images come from, where no table is named: a data set, DICOM files, volumes or a phantom"),
    COHORT_SOURCE_DATASET("cohort.source.dataset", "a known data set"),
    COHORT_SOURCE_ROOT("cohort.source.root", "the folder that the data set was unpacked into"),
    COHORT_SOURCE_RULES("cohort.source.rules", "the rows of the data set that stay"),
    COHORT_SOURCE_TABLES("cohort.source.tables", "the folder that the table of images is written into"),
    COHORT_SOURCE_DICOM("cohort.source.dicom", "the DICOM files: a folder, a zip file or a DICOMDIR"),
    COHORT_SOURCE_SIDE_TABLE("cohort.source.side_table", "a table with what the files do not hold"),
    COHORT_SOURCE_JOIN("cohort.source.join", "what a row of the side table is about"),
    COHORT_SOURCE_JOIN_COLUMN("cohort.source.join_column", "the side table's column of ids"),
    COHORT_SOURCE_VOLUMES("cohort.source.volumes", "the DICOM folders or files and NIfTI files whose slices are taken"),
    COHORT_SOURCE_PLANE("cohort.source.plane", "the plane in which NIfTI volumes are cut"),
    COHORT_SOURCE_EVERY("cohort.source.every", "which slices are taken: 1 for all, 5 for every fifth"),
    COHORT_SOURCE_LOWEST("cohort.source.lowest", "the relative position of the first slice taken, 0 the lowest"),
    COHORT_SOURCE_HIGHEST("cohort.source.highest", "the relative position of the last slice taken, 1 the highest"),
    COHORT_SOURCE_WINDOW("cohort.source.window", "the window of grey levels: a name or CENTRE_WIDTH"),
    COHORT_SOURCE_PHANTOM("cohort.source.phantom", "the folder of a phantom cohort, whose truth is planted"),
    COHORT_SOURCE_PLAN("cohort.source.plan", "what is planted in the phantom"),
    COHORT_SOURCE_PLANTED("cohort.source.planted", "the folder of a phantom cohort whose harm is planted"),
    COHORT_SOURCE_HARM("cohort.source.harm", "what makes a group of that phantom be served worse"),
    COHORT_SOURCE_HARM_CAUSE("cohort.source.harm.cause", "why a group of that phantom is served worse, or seems so"),
    COHORT_SOURCE_HARM_DOSE("cohort.source.harm.dose", "how much of it, from 0 for nothing to 1"),
    COHORT_SOURCE_HARM_PATIENTS("cohort.source.harm.patients", "the patients of that phantom"),
    COHORT_SOURCE_HARM_SIDE("cohort.source.harm.side", "the pixels of its images along each edge"),
    COHORT_SOURCE_HARM_SEED("cohort.source.harm.seed", "the seed of all that is drawn for it"),
    COHORT_IMAGES("cohort.images", "the folder that image paths start from; the table's folder by default"),
    COHORT_COLUMNS("cohort.columns", "which column of the table is for what; what is not named is guessed"),
    COHORT_COLUMNS_IMAGE("cohort.columns.image", "the column of the path of the image file"),
    COHORT_COLUMNS_IMAGE_ID("cohort.columns.image_id", "the column of a short unique id of the image"),
    COHORT_COLUMNS_PATIENT("cohort.columns.patient", "the column of the patient id, the unit of splits and intervals"),
    COHORT_COLUMNS_STUDY("cohort.columns.study", "the column of the study id"),
    COHORT_COLUMNS_SPLIT("cohort.columns.split", "the column of a split that came with the table"),
    COHORT_COLUMNS_VIEW("cohort.columns.view", "the column of the view or projection"),
    COHORT_COLUMNS_DATE("cohort.columns.date", "the column of the date or order number"),
    COHORT_IDS("cohort.ids", "how patients are told by their ids"),
    COHORT_IDS_SPELLINGS("cohort.ids.spellings", "what is made of ids that are the same but for how they are written"),
    COHORT_IDS_MAP("cohort.ids.map", "a table of two columns, an id as written and the patient it stands for"),
    COHORT_ATTRIBUTE("cohort.attribute", "the recorded attribute to assess"),
    COHORT_RECODING("cohort.recoding", "how classes are made of the attribute's values"),
    COHORT_INCLUSION("cohort.inclusion", "who and what stays in the cohort"),
    COHORT_CODES("cohort.recoding.codes", "what each bare integer of the attribute stands for", "cohort.codes"),
    COHORT_BINS(
            "cohort.recoding.bins", "the edges, ascending, that make classes of a numeric attribute", "cohort.bins"),
    COHORT_RENAME("cohort.recoding.rename", "the class name of a source wording", "cohort.rename"),
    COHORT_CLASSES("cohort.classes", "the classes asked for, in this order; all by default"),
    COHORT_ONLY("cohort.inclusion.only", "the rows to keep, by column", "cohort.only"),
    COHORT_RECORDED(
            "cohort.recoding.recorded",
            "by column, words that are values there, as a class really called None",
            "cohort.recorded"),
    COHORT_CONFLICTS(
            "cohort.inclusion.conflicts", "what is done with patients of several recorded classes", "cohort.conflicts"),
    COHORT_MINIMUM_PATIENTS(
            "cohort.inclusion.minimum_patients", "the fewest patients a class may have", "cohort.minimum_patients"),
    COHORT_MISSING_IMAGES(
            "cohort.inclusion.missing_images", "what is done when image files are missing", "cohort.missing_images"),
    COHORT_TARGETS("cohort.targets", "findings of an image that a diagnostic model is taught; none by default"),
    COHORT_TARGETS_FINDINGS("cohort.targets.findings", "by the finding's name, the column of its truth"),
    COHORT_TARGETS_TRUTH("cohort.targets.truth", "how the truth of a finding is read"),
    COHORT_TARGETS_POSITIVE(
            "cohort.targets.truth.positive",
            "the values that say that a finding is there, all others that it is not; 1, yes, present and the like by"
                    + " default"),
    COHORT_TARGETS_POSITIVE_AT("cohort.targets.truth.positive_at", "the number from which on a finding is there"),
    COHORT_TARGETS_UNCERTAIN("cohort.targets.truth.uncertain", "what is made of a truth that is recorded as uncertain"),
    COHORT_TARGETS_UNCERTAIN_VALUES(
            "cohort.targets.truth.uncertain_values", "values that say so beside -1, uncertain and the like"),
    IMAGES("images", "what is made of images, and which of them are taken"),
    PIXELS("images.pixels", "the shape that every image takes", "pixels"),
    PIXELS_SIDE("images.pixels.side", "the height and width of the network's input in pixels"),
    PIXELS_CHANNELS("images.pixels.channels", "1 for grey, 3 for colour"),
    PIXELS_RESIZE("images.pixels.resize", "how the size is reached"),
    UNUSABLE_IMAGES(
            "images.unusable",
            "what is done when images cannot be decoded, or equal pixels belong to several patients",
            "unusable_images"),
    NEAR_DUPLICATES(
            "images.near_duplicates",
            "what is done when images of several patients show the same picture in another encoding, size or crop",
            "near_duplicates"),
    SPLIT("split", "how patients are divided"),
    SPLIT_KIND("split.kind", "which way patients are divided"),
    SPLIT_FOLDS("split.folds", "the number of folds for cross-validation"),
    SPLIT_TRAINING("split.training", "the share of patients to learn from"),
    SPLIT_VALIDATION("split.validation", "the share of patients that steers training"),
    SPLIT_TEST("split.test", "the share of patients that is assessed"),
    SPLIT_FILE("split.file", "somebody's split, a file of patient and part"),
    TRAINING("training", "how recognisers are trained"),
    TRAINING_NETWORK("training.network", "which network, what it begins with and how images go into it"),
    TRAINING_PASSES("training.passes", "how training goes over its images"),
    TRAINING_OPTIMISATION("training.optimisation", "how weights are changed at each step"),
    TRAINING_REGULARISATION("training.regularisation", "what keeps a network from learning its images by heart"),
    TRAINING_EXECUTION("training.execution", "how a machine carries training out"),
    TRAINING_ARCHITECTURE("training.network.architecture", "the network", "training.architecture"),
    TRAINING_PIXEL_SCALING(
            "training.network.pixel_scaling",
            "how pixels from 0 to 1 are scaled before the network",
            "training.pixel_scaling"),
    TRAINING_INITIAL_WEIGHTS(
            "training.network.initial_weights",
            "the file of initial weights; none for random ones",
            "training.initial_weights"),
    TRAINING_WEIGHTS_FIT(
            "training.network.weights_fit",
            "whether the file of initial weights must hold the whole network but its head",
            "training.weights_fit"),
    TRAINING_EPOCHS("training.passes.epochs", "the most passes over the training images", "training.epochs"),
    TRAINING_BATCH_SIZE(
            "training.passes.batch_size", "the images a step, over all workers together", "training.batch_size"),
    TRAINING_OPTIMISER("training.optimisation.optimiser", "the update rule", "training.optimiser"),
    TRAINING_LEARNING_RATE(
            "training.optimisation.learning_rate",
            "the highest learning rate, after warm-up",
            "training.learning_rate"),
    TRAINING_WEIGHT_DECAY("training.regularisation.weight_decay", "the weight decay", "training.weight_decay"),
    TRAINING_SCHEDULE("training.optimisation.schedule", "how the learning rate falls", "training.schedule"),
    TRAINING_WARM_UP(
            "training.optimisation.warm_up", "the share of all steps in which the rate rises", "training.warm_up"),
    TRAINING_EARLY_STOPPING(
            "training.passes.early_stopping",
            "the passes without a lower validation loss after which training ends; 0 for never",
            "training.early_stopping"),
    TRAINING_CLASS_WEIGHTING(
            "training.passes.class_weighting", "the weight of each class in the loss", "training.class_weighting"),
    TRAINING_SAMPLING("training.passes.sampling", "how training images are drawn", "training.sampling"),
    TRAINING_LABEL_SMOOTHING(
            "training.regularisation.label_smoothing",
            "the share of the label spread over all classes",
            "training.label_smoothing"),
    TRAINING_CLIP_NORM(
            "training.optimisation.clip_norm",
            "the largest norm of the gradient; 0 for no clipping",
            "training.clip_norm"),
    TRAINING_DROPOUT(
            "training.regularisation.dropout", "the share of features dropped before the head", "training.dropout"),
    TRAINING_WEIGHT_AVERAGE(
            "training.regularisation.weight_average",
            "the decay of the moving average of weights that is scored; 0 for the last weights",
            "training.weight_average"),
    TRAINING_PRECISION(
            "training.execution.precision", "the arithmetic of forward and backward passes", "training.precision"),
    TRAINING_CHANNELS_LAST(
            "training.execution.channels_last",
            "whether convolutions run in channels-last memory order",
            "training.channels_last"),
    TRAINING_AUGMENTATION("training.augmentation", "the random changes of training images"),
    TRAINING_AUGMENTATION_ROTATION_DEGREES("training.augmentation.rotation_degrees", "the largest rotation either way"),
    TRAINING_AUGMENTATION_ZOOM("training.augmentation.zoom", "the largest change of scale either way"),
    TRAINING_AUGMENTATION_INDEPENDENT_AXES(
            "training.augmentation.independent_axes", "whether x and y are zoomed by independent factors"),
    TRAINING_AUGMENTATION_SHIFT(
            "training.augmentation.shift", "the largest translation either way, as a share of the side"),
    TRAINING_AUGMENTATION_HORIZONTAL_FLIP(
            "training.augmentation.horizontal_flip", "whether half of the images are mirrored"),
    TRAINING_AUGMENTATION_CROP(
            "training.augmentation.crop", "the largest share of the side that a random crop takes away; 0 for none"),
    TRAINING_AUGMENTATION_BRIGHTNESS("training.augmentation.brightness", "the largest change of brightness either way"),
    TRAINING_AUGMENTATION_NOISE(
            "training.augmentation.noise", "the standard deviation of added noise, in standardised units"),
    TRAINING_MIRRORED_SCORING(
            "training.network.mirrored_scoring",
            "whether scores are means over the image and its mirror image",
            "training.mirrored_scoring"),
    TRAINING_WORKERS(
            "training.execution.workers", "the data-parallel training workers, of one thread each", "training.workers"),
    RECOGNISER("recogniser", "the finished model that is assessed; none to train one"),
    LADDER("ladder", "who reads the images beside the network that is asked for"),
    LADDER_READERS("ladder.readers", "the cheap readers beside the network: linear, bands, small"),
    LADDER_PRIMARY("ladder.primary", "the reader on whose intervals no evidence rests"),
    LADDER_EMBEDDINGS("ladder.embeddings", "a file with a vector of every image, made by somebody's network"),
    ASSESSMENT("assessment", "how predictions are assessed"),
    ASSESSMENT_PRIMARY_UNIT("assessment.primary_unit", "what one case of the primary AUC is"),
    ASSESSMENT_LEVEL("assessment.level", "the coverage of every interval"),
    ASSESSMENT_REPLICATES("assessment.replicates", "the draws of the bootstrap"),
    ASSESSMENT_PERMUTATIONS("assessment.permutations", "the permutations of labels by patient"),
    ASSESSMENT_ALPHA("assessment.alpha", "the level of every test"),
    ASSESSMENT_MARGIN("assessment.margin", "how far from one half an AUC still counts as chance"),
    ASSESSMENT_OPERATING_POINT("assessment.operating_point", "how the threshold of each class is chosen"),
    ASSESSMENT_SMALLEST_CELL("assessment.smallest_cell", "the count of patients below which a cell is not shown"),
    ASSESSMENT_SEED("assessment.seed", "the seed of bootstrap and permutations"),
    ASSESSMENT_AGGREGATION("assessment.aggregation", "how the scores of a study's or patient's images become one"),
    SUBGROUPS("subgroups", "the columns within whose groups is assessed"),
    EXTERNAL("external", "the cohorts that the finished recogniser is scored on"),
    EXTERNAL_NAME("external.name", "what tables call the external cohort"),
    EXTERNAL_COHORT("external.cohort", "the external cohort, described as the audited one is"),
    EXTERNAL_OWN_IDS(
            "external.own_ids",
            "whether equal patient ids of the external and the audited cohort are different people"),
    ROUTES("routes", "by what route"),
    ROUTES_ROUTES("routes.routes", "the routes or families of routes to look at, or all"),
    ROUTES_SETTINGS("routes.settings", "further settings, such as \"low-pass 12\""),
    ROUTES_MODES(
            "routes.modes",
            "whether the finished network is tested under a setting, one newly trained for it, or both"),
    ROUTES_BUDGET("routes.budget", "the longest time for the routes: 2h, 45m"),
    ROUTES_STUDY_FAITHFUL(
            "routes.study_faithful", "whether images are made as the study's code made them, with its defects"),
    ROUTES_TRAINING("routes.training", "how networks are newly trained"),
    ROUTES_WARM_START(
            "routes.training.warm_start",
            "whether new trainings begin with the finished network's weights",
            "routes.warm_start"),
    ROUTES_FOLDS("routes.training.folds", "in how many of the audit's folds new networks are trained", "routes.folds"),
    ROUTES_EPOCHS(
            "routes.training.epochs",
            "the passes of new trainings; none for as many as the audit's own",
            "routes.epochs"),
    ROUTES_COLUMNS("routes.columns", "the columns to look at as confounders; all that may serve by default"),
    ROUTES_MASKS("routes.masks", "by name, a folder of mask images with the file names of the images"),
    ROUTES_INITIAL_WEIGHTS("routes.initial_weights", "the file of ImageNet weights for the controls of embeddings"),
    REPORT("report", "what the report shows beside what was found"),
    EXAMPLE_IMAGES("report.example_images", "how many example images a class the report shows", "example_images"),
    PLANTED_TRUTH("report.planted_truth", "what was planted, for phantoms", "planted_truth");

    private final String path;
    private final String meaning;
    private final @Nullable String formerly;

    PlanKey(String path, String meaning) {
        this(path, meaning, null);
    }

    PlanKey(String path, String meaning, @Nullable String formerly) {
        this.path = path;
        this.meaning = meaning;
        this.formerly = formerly;
    }

    /** The key of that path, if the plan has one. */
    public static Optional<PlanKey> at(String path) {
        return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
    }

    /** Where the key stood in plan files of earlier versions, which are still read; empty where it has not moved. */
    public Optional<String> formerly() {
        return Optional.ofNullable(formerly);
    }

    @Override
    public String id() {
        return path;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
