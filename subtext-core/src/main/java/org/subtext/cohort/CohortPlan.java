package org.subtext.cohort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdRule;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.sources.GivenTable;
import org.subtext.sources.ImageSource;
import org.subtext.tables.ConflictPolicy;
import org.subtext.tables.NotRecorded;

/**
 * How a cohort is read from the table of a source. Parts that a plan file leaves out (null here) take their defaults.
 *
 * @param source where the images come from
 * @param images the folder that image paths start from; by default that of the source, else the table's folder
 * @param sheet the sheet of a workbook; by default the first that a person sees
 * @param columns columns named by the user; what is not named is guessed
 * @param ids how patients are told by their ids; {@link IdRule#ASK} by default
 * @param attribute the column whose values are to be recognised
 * @param codes code book: what each bare integer of the attribute stands for; empty by default
 * @param bins edges of a numeric attribute, ascending: 0, 40, 80 makes the classes "0–39" and "40–79"; empty by default
 * @param rename class name of a source wording (or of a code's meaning); wordings not listed keep their own name
 * @param classes the classes asked for, in this order; all of them, by name, by default
 * @param only rows to keep, by column: view to AP and PA, say; all rows by default
 * @param recorded by column, words that are values there although they usually say that nothing is recorded; none by
 *     default. Of the attribute, what {@code classes} and {@code rename} name is a value too
 * @param conflicts what is done with patients of several recorded classes; {@link ConflictPolicy#EXCLUDE} by default
 * @param minimumPatients fewest patients a class may have; 10 by default (also for 0)
 * @param missingImages what is done when files are missing; {@link MissingImagePolicy#REFUSE} by default
 */
public record CohortPlan(
        ImageSource source,
        @Nullable Path images,
        @Nullable String sheet,
        ColumnMapping columns,
        IdRule ids,
        String attribute,
        Map<String, String> codes,
        List<Double> bins,
        Map<String, String> rename,
        List<String> classes,
        Map<String, List<String>> only,
        Map<String, List<String>> recorded,
        ConflictPolicy conflicts,
        int minimumPatients,
        MissingImagePolicy missingImages) {
    /** Fewest patients a class may have unless the plan says otherwise. */
    public static final int DEFAULT_MINIMUM_PATIENTS = SmallestGroups.OF_A_CLASS;

    public CohortPlan {
        Objects.requireNonNull(source, "a cohort plan names a source of images");
        Objects.requireNonNull(attribute, "a cohort plan names an attribute");
        columns = columns == null ? ColumnMapping.GUESS_ALL : columns;
        ids = ids == null ? IdRule.ASK : ids;
        codes = ordered(codes);
        bins = bins == null ? List.of() : List.copyOf(bins);
        rename = ordered(rename);
        classes = classes == null ? List.of() : List.copyOf(classes);
        only = ordered(only);
        recorded = ordered(recorded);
        conflicts = conflicts == null ? ConflictPolicy.EXCLUDE : conflicts;
        minimumPatients = minimumPatients == 0 ? DEFAULT_MINIMUM_PATIENTS : minimumPatients;
        missingImages = missingImages == null ? MissingImagePolicy.REFUSE : missingImages;
        if (minimumPatients < 0) {
            throw new RefusedValueException(PlanKey.COHORT_MINIMUM_PATIENTS, "is a count, got " + minimumPatients);
        }
    }

    /** All defaults for a table that is there. */
    public static CohortPlan of(Path table, String attribute) {
        return of(new GivenTable(table), attribute);
    }

    /** All defaults. */
    public static CohortPlan of(ImageSource source, String attribute) {
        return new CohortPlan(
                source,
                null,
                null,
                ColumnMapping.GUESS_ALL,
                IdRule.ASK,
                attribute,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                ConflictPolicy.EXCLUDE,
                DEFAULT_MINIMUM_PATIENTS,
                MissingImagePolicy.REFUSE);
    }

    /** The table that is read, there already or once the source has made it. */
    public Path table() {
        return source.table();
    }

    /** Which cells of a column say that nothing is recorded. */
    public NotRecorded notRecorded(String column) {
        List<String> values = new ArrayList<>(recorded.getOrDefault(column, List.of()));
        if (column.equals(attribute)) {
            values.addAll(classes);
            values.addAll(rename.keySet());
        }
        return NotRecorded.except(values);
    }

    /** The folder that image paths start from. */
    public Path imageFolder() {
        Path folder = namedImages();
        return folder != null ? folder : table().toAbsolutePath().resolveSibling("");
    }

    /** Whether the plan or its source says which folder that is. */
    boolean namesImageFolder() {
        return namedImages() != null;
    }

    private @Nullable Path namedImages() {
        return images != null ? images : source.images().orElse(null);
    }

    /** The same cohort, read from the table that the source makes as if somebody else had made it. */
    public CohortPlan overTable() {
        return new CohortPlan(
                new GivenTable(table()),
                namedImages(),
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    /** The same cohort with all relative paths started from a folder. */
    public CohortPlan from(Path folder) {
        return new CohortPlan(
                source.from(folder),
                images == null ? null : folder.resolve(images).normalize(),
                sheet,
                columns,
                ids.from(folder),
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withImages(Path folder) {
        return new CohortPlan(
                source,
                folder,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }
    /** The same plan with the sheet of a workbook. */
    public CohortPlan withSheet(String name) {
        return new CohortPlan(
                source,
                images,
                name,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withColumn(ColumnRole role, String column) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns.with(role, column),
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withIds(IdRule rule) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                rule,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withCodes(Map<String, String> codeBook) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codeBook,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withBins(List<Double> edges) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                edges,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withRename(Map<String, String> names) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                names,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withClasses(List<String> names) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                names,
                only,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withOnly(Map<String, List<String>> values) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                values,
                recorded,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withRecorded(Map<String, List<String>> words) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                words,
                conflicts,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withConflicts(ConflictPolicy policy) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                policy,
                minimumPatients,
                missingImages);
    }

    public CohortPlan withMinimumPatients(int count) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                count,
                missingImages);
    }

    public CohortPlan withMissingImages(MissingImagePolicy policy) {
        return new CohortPlan(
                source,
                images,
                sheet,
                columns,
                ids,
                attribute,
                codes,
                bins,
                rename,
                classes,
                only,
                recorded,
                conflicts,
                minimumPatients,
                policy);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
