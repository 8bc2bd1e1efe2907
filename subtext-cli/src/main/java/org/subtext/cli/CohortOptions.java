package org.subtext.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.ColumnRole;
import org.subtext.cohort.ConflictPolicy;
import org.subtext.cohort.MissingImagePolicy;
import org.subtext.problems.InvalidInputException;
import picocli.CommandLine.Option;

/** The options that say who is audited; shared by every command that reads a cohort. */
final class CohortOptions {
    @Option(names = "--table", paramLabel = "FILE", description = "Table of images: CSV, CSV.gz, TSV, Parquet or XLSX.")
    @Nullable Path table;

    @Option(
            names = "--attribute",
            paramLabel = "COLUMN",
            description = "The recorded attribute to assess: race, sex, ...")
    @Nullable String attribute;

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description = "Where image paths start; default: the table's folder.")
    @Nullable Path images;

    @Option(
            names = "--patient",
            paramLabel = "COLUMN",
            description = "Patient id. Columns not named are guessed and shown.")
    @Nullable String patient;

    @Option(names = "--image", paramLabel = "COLUMN", description = "Path of the image file.")
    @Nullable String image;

    @Option(names = "--image-id", paramLabel = "COLUMN", description = "Unique id of the image.")
    @Nullable String imageId;

    @Option(names = "--study", paramLabel = "COLUMN", description = "Study id.")
    @Nullable String study;

    @Option(names = "--split-column", paramLabel = "COLUMN", description = "A split that came with the table.")
    @Nullable String split;

    @Option(names = "--view", paramLabel = "COLUMN", description = "View or projection.")
    @Nullable String view;

    @Option(names = "--date", paramLabel = "COLUMN", description = "Date, for --conflicts latest.")
    @Nullable String date;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "Only these classes, in this order; default: all.")
    List<String> classes = new ArrayList<>();

    @Option(
            names = "--rename",
            paramLabel = "WORDING=NAME",
            description = "Class name of a source wording; may be repeated to group wordings.")
    Map<String, String> rename = new LinkedHashMap<>();

    @Option(
            names = {"--codes", "--code"},
            paramLabel = "NUMBER=NAME",
            description = "What a bare integer of the attribute stands for (code book).")
    Map<String, String> codes = new LinkedHashMap<>();

    @Option(
            names = "--bins",
            split = ",",
            paramLabel = "EDGE",
            description = "Edges that make classes of a number: --bins 0,40,60,120.")
    List<Double> bins = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "COLUMN=VALUE[,VALUE]",
            description = "Keep only rows with these values: --only view=PA,AP.")
    Map<String, String> only = new LinkedHashMap<>();

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
    @Nullable Presentation presentation;

    @Option(
            names = "--conflicts",
            paramLabel = "POLICY",
            description = "Patients with several recorded values: ${COMPLETION-CANDIDATES}; default exclude.")
    @Nullable ConflictPolicy conflicts;

    @Option(
            names = {"--minimum-patients", "--min-patients"},
            paramLabel = "N",
            description = "Fewest patients a class may have; default 10.")
    int minimumPatients;

    @Option(
            names = {"--missing-images", "--missing"},
            paramLabel = "POLICY",
            description = "Images whose file is missing: ${COMPLETION-CANDIDATES}; default refuse.")
    @Nullable MissingImagePolicy missing;

    /** The plan these options describe. */
    CohortPlan plan() {
        if (table == null || attribute == null) {
            throw new InvalidInputException("A table and an attribute are needed: --table FILE --attribute COLUMN.");
        }
        CohortPlan plan = CohortPlan.of(table.toAbsolutePath().normalize(), attribute)
                .withCodes(codes)
                .withBins(bins)
                .withRename(rename)
                .withClasses(classes)
                .withOnly(onlyValues())
                .withMinimumPatients(minimumPatients);
        if (images != null) {
            plan = plan.withImages(images.toAbsolutePath().normalize());
        }
        if (conflicts != null) {
            plan = plan.withConflicts(conflicts);
        }
        if (missing != null) {
            plan = plan.withMissingImages(missing);
        }
        return withColumns(plan);
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

    private Map<String, List<String>> onlyValues() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        only.forEach((column, list) -> values.put(column, List.of(list.split(","))));
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
