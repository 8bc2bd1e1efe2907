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
        classes = classes == null
                ? List.of()
                : classes.stream().map(String::valueOf).toList();
        only = lists(only);
        recorded = lists(recorded);
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
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.source = new GivenTable(table());
        draft.images = namedImages();
        return draft.plan();
    }

    /** The same cohort with all relative paths started from a folder. */
    public CohortPlan from(Path folder) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.source = source.from(folder);
        draft.images = images == null ? null : folder.resolve(images).normalize();
        draft.ids = ids.from(folder);
        return draft.plan();
    }

    public CohortPlan withImages(Path folder) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.images = folder;
        return draft.plan();
    }

    /** The same plan with the sheet of a workbook. */
    public CohortPlan withSheet(String name) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.sheet = name;
        return draft.plan();
    }

    public CohortPlan withColumn(ColumnRole role, String column) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.columns = columns.with(role, column);
        return draft.plan();
    }

    public CohortPlan withIds(IdRule rule) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.ids = rule;
        return draft.plan();
    }

    public CohortPlan withCodes(Map<String, String> codeBook) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.codes = codeBook;
        return draft.plan();
    }

    public CohortPlan withBins(List<Double> edges) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.bins = edges;
        return draft.plan();
    }

    public CohortPlan withRename(Map<String, String> names) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.rename = names;
        return draft.plan();
    }

    public CohortPlan withClasses(List<String> names) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.classes = names;
        return draft.plan();
    }

    public CohortPlan withOnly(Map<String, List<String>> values) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.only = values;
        return draft.plan();
    }

    public CohortPlan withRecorded(Map<String, List<String>> words) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.recorded = words;
        return draft.plan();
    }

    public CohortPlan withConflicts(ConflictPolicy policy) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.conflicts = policy;
        return draft.plan();
    }

    public CohortPlan withMinimumPatients(int count) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.minimumPatients = count;
        return draft.plan();
    }

    public CohortPlan withMissingImages(MissingImagePolicy policy) {
        CohortPlanDraft draft = new CohortPlanDraft(this);
        draft.missingImages = policy;
        return draft.plan();
    }

    /** What a plan file writes as null without quotes is the word. */
    private static Map<String, List<String>> lists(Map<String, List<String>> map) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        ordered(map)
                .forEach((column, values) -> lists.put(
                        column,
                        values == null
                                ? List.of()
                                : values.stream().map(String::valueOf).toList()));
        return Collections.unmodifiableMap(lists);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
