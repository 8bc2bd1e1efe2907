package org.subtext.cohort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdRule;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.sources.GivenTable;
import org.subtext.sources.ImageSource;
import org.subtext.tables.NotRecorded;

/**
 * How a cohort is read from the table of a source.
 *
 * @param source where the images come from
 * @param images the folder that image paths start from; by default that of the source, else the table's folder
 * @param sheet the sheet of a workbook; by default the first that a person sees
 * @param columns columns named by the user; what is not named is guessed
 * @param ids how patients are told by their ids
 * @param attribute the column whose values are to be recognised; where findings are, one by which patients are dealt
 *     into parts, or empty for none
 * @param recoding how classes are made of its values
 * @param classes the classes asked for, in this order; all of them, by name, by default
 * @param inclusion who and what stays
 * @param targets findings that are recognised in place of the attribute; none by default
 */
public record CohortPlan(
        ImageSource source,
        @Nullable Path images,
        @Nullable String sheet,
        ColumnMapping columns,
        IdRule ids,
        String attribute,
        Recoding recoding,
        List<String> classes,
        Inclusion inclusion,
        Targets targets) {
    public CohortPlan {
        Objects.requireNonNull(source, "a cohort plan names a source of images");
        Objects.requireNonNull(columns, "a cohort plan says which columns are named");
        Objects.requireNonNull(ids, "a cohort plan says how patients are told");
        Objects.requireNonNull(attribute, "a cohort plan names an attribute");
        Objects.requireNonNull(recoding, "a cohort plan says how classes are made");
        classes = classes.stream().map(String::valueOf).toList();
        Objects.requireNonNull(inclusion, "a cohort plan says who stays");
        Objects.requireNonNull(targets, "a cohort plan says which findings are recognised");
        if (targets.findings().containsValue(attribute)) {
            throw new RefusedValueException(
                    PlanKey.COHORT_ATTRIBUTE,
                    "must be another column than those of findings, or be left out: of \"" + attribute + "\" a patient"
                            + " whose images differ would have no recorded value");
        }
        if (!targets.areNone() && attribute.isEmpty() && saysClasses(classes, recoding)) {
            throw new RefusedValueException(
                    PlanKey.COHORT_ATTRIBUTE,
                    "is missing, of which classes, codes, bins and names of classes are said. Name it, or leave these"
                            + " out");
        }
    }

    private static boolean saysClasses(List<String> classes, Recoding recoding) {
        return !classes.isEmpty()
                || !recoding.codes().isEmpty()
                || !recoding.bins().isEmpty()
                || !recoding.rename().isEmpty();
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
                Recoding.NONE,
                List.of(),
                Inclusion.USUAL,
                Targets.NONE);
    }

    /** The table that is read, there already or once the source has made it. */
    public Path table() {
        return source.table();
    }

    /** Which cells of a column say that nothing is recorded. */
    public NotRecorded notRecorded(String column) {
        List<String> values = new ArrayList<>(recoding.recorded().getOrDefault(column, List.of()));
        if (column.equals(attribute)) {
            values.addAll(classes);
            values.addAll(recoding.rename().keySet());
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
        return withSource(new GivenTable(table())).withImages(namedImages());
    }

    /** The same cohort with all relative paths started from a folder. */
    public CohortPlan from(Path folder) {
        return withSource(source.from(folder))
                .withImages(images == null ? null : folder.resolve(images).normalize())
                .withIds(ids.from(folder));
    }

    private CohortPlan withSource(ImageSource value) {
        return new CohortPlan(value, images, sheet, columns, ids, attribute, recoding, classes, inclusion, targets);
    }

    public CohortPlan withImages(@Nullable Path value) {
        return new CohortPlan(source, value, sheet, columns, ids, attribute, recoding, classes, inclusion, targets);
    }

    /** The same plan with the sheet of a workbook. */
    public CohortPlan withSheet(@Nullable String value) {
        return new CohortPlan(source, images, value, columns, ids, attribute, recoding, classes, inclusion, targets);
    }

    public CohortPlan withColumn(ColumnRole role, String column) {
        ColumnMapping value = columns.with(role, column);
        return new CohortPlan(source, images, sheet, value, ids, attribute, recoding, classes, inclusion, targets);
    }

    public CohortPlan withIds(IdRule value) {
        return new CohortPlan(source, images, sheet, columns, value, attribute, recoding, classes, inclusion, targets);
    }

    public CohortPlan withRecoding(UnaryOperator<Recoding> change) {
        return new CohortPlan(
                source, images, sheet, columns, ids, attribute, change.apply(recoding), classes, inclusion, targets);
    }

    public CohortPlan withClasses(List<String> value) {
        return new CohortPlan(source, images, sheet, columns, ids, attribute, recoding, value, inclusion, targets);
    }

    public CohortPlan withInclusion(UnaryOperator<Inclusion> change) {
        return new CohortPlan(
                source, images, sheet, columns, ids, attribute, recoding, classes, change.apply(inclusion), targets);
    }

    /** The same cohort with findings to be recognised. */
    public CohortPlan withTargets(Targets value) {
        return new CohortPlan(source, images, sheet, columns, ids, attribute, recoding, classes, inclusion, value);
    }
}
