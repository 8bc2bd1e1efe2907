package org.subtext.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.ColumnRole;
import org.subtext.cohort.Inclusion;
import org.subtext.cohort.MissingImagePolicy;
import org.subtext.cohort.Recoding;
import org.subtext.cohort.Targets;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.sources.GivenTable;
import org.subtext.sources.ImageSource;
import org.subtext.sources.KnownDataSet;
import org.subtext.sources.dataset.DatasetTable;
import org.subtext.sources.dataset.Datasets;
import org.subtext.tables.ConflictPolicy;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say who is audited; shared by every command that reads a cohort. */
final class CohortOptions {
    @Option(names = "--table", paramLabel = "FILE", description = "Table of images: CSV, CSV.gz, TSV, Parquet or XLSX.")
    @Turns(key = PlanKey.COHORT_TABLE)
    @Nullable Path table;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "Sheet of a workbook; default: the first that a person sees.")
    @Turns(key = PlanKey.COHORT_SHEET)
    @Nullable String sheet;

    @Option(
            names = "--dicom",
            paramLabel = "PLACE",
            description = "Instead of a table, DICOM files: a folder, a zip file or a DICOMDIR; see docs/dicom.md.")
    @Turns(key = PlanKey.COHORT_SOURCE_DICOM)
    @Nullable Path dicom;

    @ArgGroup(exclusive = false)
    SideTableOptions side = new SideTableOptions();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "Instead of a table, a known data set: mimic-cxr, chexpert, nih-cxr14, ...; see docs/datasets.md.")
    @Turns(key = PlanKey.COHORT_SOURCE_DATASET)
    @Nullable String dataset;

    @Option(names = "--root", paramLabel = "FOLDER", description = "The folder that the data set was unpacked into.")
    @Turns(key = PlanKey.COHORT_SOURCE_ROOT)
    @Nullable Path root;

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            description =
                    "Rows of a data set that stay: none (all, the default) or study (the study's inclusion rules).")
    @Turns(key = PlanKey.COHORT_SOURCE_RULES)
    DatasetTable.@Nullable Rules rules;

    @Option(
            names = "--dataset-tables",
            paramLabel = "FOLDER",
            description = "Where the table of a data set or of DICOM files is written; default: datasets.")
    @Turns(key = PlanKey.COHORT_SOURCE_TABLES)
    @Nullable Path datasetTables;

    @Option(
            names = "--attribute",
            paramLabel = "COLUMN",
            description = "The recorded attribute to assess: race, sex, ...")
    @Turns(key = PlanKey.COHORT_ATTRIBUTE)
    @Nullable String attribute;

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description = "Where image paths start; default: the table's folder.")
    @Turns(key = PlanKey.COHORT_IMAGES)
    @Nullable Path images;

    @Option(
            names = "--patient",
            paramLabel = "COLUMN",
            description = "Patient id. Columns not named are guessed and shown.")
    @Turns(key = PlanKey.COHORT_COLUMNS_PATIENT)
    @Nullable String patient;

    @ArgGroup(exclusive = false)
    IdOptions ids = new IdOptions();

    @Option(names = "--image", paramLabel = "COLUMN", description = "Path of the image file.")
    @Turns(key = PlanKey.COHORT_COLUMNS_IMAGE)
    @Nullable String image;

    @Option(names = "--image-id", paramLabel = "COLUMN", description = "Unique id of the image.")
    @Turns(key = PlanKey.COHORT_COLUMNS_IMAGE_ID)
    @Nullable String imageId;

    @Option(names = "--study", paramLabel = "COLUMN", description = "Study id.")
    @Turns(key = PlanKey.COHORT_COLUMNS_STUDY)
    @Nullable String study;

    @Option(names = "--split-column", paramLabel = "COLUMN", description = "A split that came with the table.")
    @Turns(key = PlanKey.COHORT_COLUMNS_SPLIT)
    @Nullable String split;

    @Option(names = "--view", paramLabel = "COLUMN", description = "View or projection.")
    @Turns(key = PlanKey.COHORT_COLUMNS_VIEW)
    @Nullable String view;

    @Option(names = "--date", paramLabel = "COLUMN", description = "Date, for --conflicts latest.")
    @Turns(key = PlanKey.COHORT_COLUMNS_DATE)
    @Nullable String date;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "Only these classes, in this order; default: all.")
    @Turns(key = PlanKey.COHORT_CLASSES, argument = Argument.MODEL_CLASSES)
    List<String> classes = new ArrayList<>();

    @Option(
            names = "--rename",
            paramLabel = "WORDING=NAME",
            description = "Class name of a source wording; may be repeated to group wordings.")
    @Turns(key = PlanKey.COHORT_RENAME)
    Map<String, String> rename = new LinkedHashMap<>();

    @Option(
            names = {"--codes", "--code"},
            paramLabel = "NUMBER=NAME",
            description = "What a bare integer of the attribute stands for (code book).")
    @Turns(key = PlanKey.COHORT_CODES)
    Map<String, String> codes = new LinkedHashMap<>();

    @Option(
            names = "--bins",
            split = ",",
            paramLabel = "EDGE",
            description = "Edges that make classes of a number: --bins 0,40,60,120.")
    @Turns(key = PlanKey.COHORT_BINS)
    List<Double> bins = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "COLUMN=VALUE[,VALUE]",
            description = "Keep only rows with these values: --only view=PA,AP.")
    @Turns(key = PlanKey.COHORT_ONLY)
    Map<String, String> only = new LinkedHashMap<>();

    @Option(
            names = "--recorded",
            paramLabel = "COLUMN=WORD[,WORD]",
            description = "Words that are values there, not missing ones: --recorded race=None.")
    @Turns(key = PlanKey.COHORT_RECORDED)
    Map<String, String> recorded = new LinkedHashMap<>();

    /** Which kind of a mammogram's two stored images is audited. */
    enum Presentation {
        PROCESSING,
        PRESENTATION,
        BOTH
    }

    @Option(
            names = "--presentation",
            paramLabel = "KIND",
            description = "By column presentation_intent: ${COMPLETION-CANDIDATES}; where a table holds both kinds the"
                    + " default is presentation.")
    @Turns(argument = Argument.PRESENTATION)
    @Nullable Presentation presentation;

    @Option(
            names = "--conflicts",
            paramLabel = "POLICY",
            description = "Patients with several recorded values: ${COMPLETION-CANDIDATES}; default exclude.")
    @Turns(key = PlanKey.COHORT_CONFLICTS)
    @Nullable ConflictPolicy conflicts;

    @Option(
            names = {"--minimum-patients", "--min-patients"},
            paramLabel = "N",
            description = "Fewest patients a class may have; default 10.")
    @Turns(key = PlanKey.COHORT_MINIMUM_PATIENTS)
    @Nullable Integer minimumPatients;

    @Option(
            names = {"--missing-images", "--missing"},
            paramLabel = "POLICY",
            description = "Images whose file is missing: ${COMPLETION-CANDIDATES}; default refuse.")
    @Turns(key = PlanKey.COHORT_MISSING_IMAGES)
    @Nullable MissingImagePolicy missing;

    /** The plan these options describe. */
    CohortPlan plan() {
        return plan(Targets.NONE);
    }

    /** The same with findings, beside which an attribute need not be named. */
    CohortPlan plan(Targets targets) {
        Optional<ImageSource> source = source();
        if (dataset != null && attribute == null && targets.areNone()) {
            throw new InvalidInputException("An attribute is needed beside --dataset: --attribute race (or sex, ...)."
                    + " To look at the data set first: subtext cohort --dataset " + dataset + " --root FOLDER");
        }
        return plan(source.orElseThrow(CohortOptions::nothingToAudit), targets);
    }

    /** The plan, of these images. */
    CohortPlan plan(ImageSource source, Targets targets) {
        if (attribute == null && targets.areNone()) {
            throw nothingToAudit();
        }
        CohortPlan plan = CohortPlan.of(source, attribute == null ? "" : attribute)
                .withTargets(targets)
                .withRecoding(none -> new Recoding(codes, bins, rename, lists(recorded)))
                .withClasses(classes)
                .withInclusion(this::inclusion)
                .withIds(ids.rule());
        if (images != null) {
            plan = plan.withImages(images.toAbsolutePath().normalize());
        }
        if (sheet != null) {
            plan = plan.withSheet(sheet);
        }
        return withColumns(plan);
    }

    private Inclusion inclusion(Inclusion usual) {
        Inclusion plan = usual.withOnly(onlyValues()).withConflicts(conflicts());
        plan = minimumPatients == null ? plan : plan.withMinimumPatients(minimumPatients);
        return missing == null ? plan : plan.withMissingImages(missing);
    }

    private static InvalidInputException nothingToAudit() {
        return new InvalidInputException("A table and an attribute are needed: --table FILE --attribute COLUMN"
                + " (or a known data set: --dataset NAME --root FOLDER --attribute COLUMN; or DICOM files:"
                + " --dicom FOLDER --attribute patient_sex).");
    }

    ConflictPolicy conflicts() {
        return conflicts == null ? ConflictPolicy.EXCLUDE : conflicts;
    }

    /** Where the images come from, by absolute paths; empty where no option says it. */
    Optional<ImageSource> source() {
        refuseHalves();
        Path tables = datasetTables == null ? Path.of("datasets") : datasetTables;
        ImageSource source = null;
        if (dataset != null) {
            source = dataSet(tables);
        } else if (dicom != null) {
            source = side.of(dicom, tables);
        } else if (table != null) {
            source = new GivenTable(table);
        }
        return Optional.ofNullable(source).map(one -> one.from(Path.of("").toAbsolutePath()));
    }

    /** The data set, its table in this folder. */
    KnownDataSet dataSet(Path tables) {
        String name = Datasets.named(String.valueOf(dataset)).name();
        return new KnownDataSet(
                name, Objects.requireNonNull(root), rules == null ? DatasetTable.Rules.NONE : rules, tables);
    }

    /** Refuses options that say nothing without one another. */
    private void refuseHalves() {
        if (dicom != null && (table != null || dataset != null)) {
            throw new InvalidInputException(
                    "--dicom stands beside " + (table != null ? "--table" : "--dataset") + ". Leave one out.");
        }
        if (dicom == null && side.isNamed()) {
            throw new InvalidInputException(
                    "--side-table, --join and --join-column belong to DICOM files: add --dicom FOLDER.");
        }
        if (dataset == null && (root != null || rules != null || datasetTables != null && dicom == null)) {
            throw new InvalidInputException("--root, --rules and --dataset-tables belong to a known data set: add"
                    + " --dataset NAME. Known are " + String.join(", ", Datasets.names()) + ".");
        }
        if (dataset != null && table != null) {
            throw new InvalidInputException("--table and --dataset are both given. Leave one out.");
        }
        if (dataset != null && root == null) {
            throw new InvalidInputException(
                    "--dataset " + dataset + " needs the folder it was unpacked into: --root FOLDER.");
        }
    }

    private CohortPlan withColumns(CohortPlan plan) {
        Map<ColumnRole, @Nullable String> named = new LinkedHashMap<>();
        named.put(ColumnRole.IMAGE, image);
        named.put(ColumnRole.IMAGE_ID, imageId);
        named.put(ColumnRole.PATIENT, patient);
        named.put(ColumnRole.STUDY, study);
        named.put(ColumnRole.SPLIT, split);
        named.put(ColumnRole.VIEW, view);
        named.put(ColumnRole.DATE, date);
        CohortPlan mapped = plan;
        for (Map.Entry<ColumnRole, @Nullable String> entry : named.entrySet()) {
            String column = entry.getValue();
            if (column != null) {
                mapped = mapped.withColumn(entry.getKey(), column);
            }
        }
        return mapped;
    }

    /** Comma-separated values by column. */
    static Map<String, List<String>> lists(Map<String, String> byColumn) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        byColumn.forEach((column, list) -> values.put(column, List.of(list.split(","))));
        return values;
    }

    private Map<String, List<String>> onlyValues() {
        Map<String, List<String>> values = lists(only);
        if (presentation != null) {
            List<String> kinds = switch (presentation) {
                case PROCESSING -> List.of("FOR PROCESSING");
                case PRESENTATION -> List.of("FOR PRESENTATION");
                case BOTH -> List.of("FOR PROCESSING", "FOR PRESENTATION");
            };
            values.put("presentation_intent", kinds);
        }
        return values;
    }
}
