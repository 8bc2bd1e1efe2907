package org.subtext.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdProblems;
import org.subtext.identities.IdRemarks;
import org.subtext.identities.Identities;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.tables.Column;
import org.subtext.tables.ConflictPolicy;
import org.subtext.tables.RecordedAges;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * Reads a table and a folder into a cohort, or refuses with everything that is wrong.
 *
 * <p>Columns are checked first, for nothing can be said about rows without them; then all rows, in one go. Messages
 * name row numbers, never patients.
 */
public final class CohortReader {
    private final CohortPlan plan;
    private final Table table;
    private final ColumnGuess columns;
    private final Problems problems = new Problems();
    private final List<Remark> remarks = new ArrayList<>();

    private CohortReader(CohortPlan plan, Table table, ColumnGuess columns) {
        this.plan = plan;
        this.table = table;
        this.columns = columns;
    }

    /**
     * The cohort of a plan.
     *
     * @throws org.subtext.problems.InvalidInputException with all problems of the table at once
     * @throws IOException when a file or folder cannot be read
     */
    public static Cohort read(CohortPlan plan, Progress progress) throws IOException {
        progress.begin("Reading the cohort", 0, "rows");
        Table table = TableReader.read(plan.table(), plan.sheet());
        progress.advance(table.rows(), "table read");
        Cohort cohort = new CohortReader(plan, table, columns(plan, table)).cohort();
        FlowStep audited = cohort.flow().audited();
        progress.end(
                audited.images() + " images of " + audited.patients() + " patients out of " + table.rows() + " rows");
        return cohort;
    }

    /**
     * Everybody with an image, whatever is recorded of them.
     *
     * @param plan its attribute may be empty, and has no part in who is found
     * @throws org.subtext.problems.InvalidInputException with all problems of the table at once
     */
    public static Census census(CohortPlan plan, Progress progress) throws IOException {
        progress.begin("Reading the table", 0, "rows");
        Table table = TableReader.read(plan.table(), plan.sheet());
        Census census = new CohortReader(plan, table, columns(plan, table)).census();
        progress.end(census.images().size() + " images out of " + table.rows() + " rows");
        return census;
    }

    private Census census() throws IOException {
        remarks.addAll(table.remarks());
        List<String> patients = patients();
        FlowCounter counter = new FlowCounter("Rows of " + plan.table().getFileName(), patients);
        plan.inclusion().only().forEach((column, values) -> keepOnly(counter, column, values));
        PresentationIntent.separate(table, plan, counter);
        List<CohortImage> images = images(counter, patients, new int[table.rows()], List.of(0));
        problems.throwIfAny();
        ConflictResolution conflicts = new ConflictResolution(plan.inclusion().conflicts(), dates());
        problems.throwIfAny();
        return new Census(plan, table, columns, patients, images, counter.flow(), remarks, conflicts);
    }

    private static ColumnGuess columns(CohortPlan plan, Table table) {
        Problems problems = new Problems();
        Set<ColumnRole> required = EnumSet.of(ColumnRole.IMAGE, ColumnRole.PATIENT);
        if (plan.inclusion().conflicts() == ConflictPolicy.LATEST) {
            required.add(ColumnRole.DATE);
        }
        ColumnGuess guess = ColumnGuess.of(table, plan.columns(), required, problems);
        guess = guess.withImageIdFromPath();
        if (!plan.attribute().isEmpty()) {
            ColumnNames.require(table, plan.attribute(), PlanKey.COHORT_ATTRIBUTE, problems);
        }
        plan.targets()
                .findings()
                .values()
                .forEach(column -> ColumnNames.require(table, column, PlanKey.COHORT_TARGETS_FINDINGS, problems));
        plan.inclusion()
                .only()
                .keySet()
                .forEach(column -> ColumnNames.require(table, column, PlanKey.COHORT_ONLY, problems));
        plan.recoding()
                .recorded()
                .keySet()
                .forEach(column -> ColumnNames.require(table, column, PlanKey.COHORT_RECORDED, problems));
        if (!Files.isDirectory(plan.imageFolder())) {
            problems.add(Sentence.of("There is no image folder " + plan.imageFolder()
                            + ". Give the folder that the paths in the table start from: ")
                    .set(PlanKey.COHORT_IMAGES, "DIR")
                    .and("."));
        }
        problems.throwIfAny();
        return guess;
    }

    private Cohort cohort() throws IOException {
        remarks.addAll(table.remarks());
        List<String> patients = patients();
        Asked asked = plan.attribute().isEmpty() ? everybody() : asked(patients);
        boolean attributeIsSound = problems.isEmpty();

        FlowCounter counter = new FlowCounter("Rows of " + plan.table().getFileName(), patients);
        plan.inclusion().only().forEach((column, values) -> keepOnly(counter, column, values));
        PresentationIntent.separate(table, plan, counter);
        if (asked.recorded() != null) {
            keepRecorded(counter, asked.recorded(), asked.classes(), asked.labels());
        }
        List<CohortImage> images = images(counter, patients, asked.labels(), asked.classes());

        remarks.addAll(MammographyViews.remarks(table, columns, images));
        FirstFrames.remark(table, images).ifPresent(remarks::add);
        Cohort cohort = new Cohort(plan, table, columns, asked.names(), images, counter.flow(), remarks);
        // With a faulty attribute column or without images, small classes would only repeat what is already said.
        if (attributeIsSound && !(images.isEmpty() && !problems.isEmpty())) {
            ClassSizes.check(cohort, problems);
        }
        problems.throwIfAny();
        return cohort;
    }

    /**
     * What is recorded of the rows, as the plan asks for it.
     *
     * @param labels by row, among the classes of all recorded values
     * @param classes those that stay
     * @param names of them
     * @param recorded null where no attribute was named
     */
    @SuppressWarnings("ArrayRecordComponent") // made once and read; nobody compares them
    private record Asked(
            int[] labels,
            List<Integer> classes,
            List<String> names,
            @Nullable RecordedValues recorded) {}

    private Asked asked(List<String> patients) {
        TwinColumns.remark(
                        plan.attribute(),
                        table.names(),
                        table.rows(),
                        (column, row) -> table.column(column).get(row))
                .ifPresent(remarks::add);
        RecordedValues recorded = RecordedValues.read(table, plan, problems);
        remarks.addAll(recorded.remarks());
        remarks.addAll(RecordedAges.oddOnes(table));
        int[] labels = labels(recorded, patients);
        List<Integer> classes = recorded.held(recorded.askedFor(plan, problems), labels, plan, remarks);
        return new Asked(
                labels,
                classes,
                classes.stream().map(recorded.classNames()::get).toList(),
                recorded);
    }

    /** Nobody is told apart. */
    private Asked everybody() {
        remarks.addAll(RecordedAges.oddOnes(table));
        return new Asked(new int[table.rows()], List.of(0), List.of(Cohort.EVERYBODY), null);
    }

    /** The patient of every row; one without stands for itself until that is thrown. */
    private List<String> patients() throws IOException {
        String column = columns.mapping().column(ColumnRole.PATIENT).orElseThrow();
        Identities who = Identities.of(
                IdColumn.of(table, column),
                plan.ids(),
                Evidence.of(table, plan.attribute().isEmpty() ? null : plan.attribute()));
        IdProblems.add(who, PlanKey.COHORT_COLUMNS_PATIENT, problems);
        remarks.addAll(IdRemarks.of(who));
        return who.people();
    }

    /** The patient's class for every row, by the plan's conflict policy. */
    private int[] labels(RecordedValues recorded, List<String> patients) {
        Column attribute = table.column(plan.attribute());
        int[] ofRow = new int[table.rows()];
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < ofRow.length; row++) {
            ofRow[row] = recorded.of(attribute, row);
            rows.computeIfAbsent(patients.get(row), p -> new ArrayList<>(4)).add(row);
        }
        ConflictResolution resolution = new ConflictResolution(plan.inclusion().conflicts(), dates());
        int[] ofPatient = new int[ofRow.length];
        rows.values().forEach(own -> {
            int label = resolution.resolve(own, ofRow);
            own.forEach(row -> ofPatient[row] = label);
        });
        return ofPatient;
    }

    private @Nullable DateOrder dates() {
        if (plan.inclusion().conflicts() != ConflictPolicy.LATEST) {
            return null;
        }
        String name = columns.mapping().column(ColumnRole.DATE).orElseThrow();
        return DateOrder.of(table.column(name).cells(), name, table::rowNumber, problems)
                .orElse(null);
    }

    private void keepOnly(FlowCounter counter, String column, List<String> values) {
        Column cells = table.column(column);
        AskedValues asked = AskedValues.of(values);
        int before = counter.kept().length;
        counter.exclude(
                column + " not asked for",
                "Kept: " + column + " is " + String.join(" or ", values) + ".",
                row -> !asked.holds(cells.get(row)));
        if (before > 0 && counter.kept().length == 0) {
            problems.add(Sentence.of("No row is left where " + column + " is " + String.join(" or ", values)
                            + ". Values found: " + String.join("; ", cells.distinct(10)) + ". Correct ")
                    .and(PlanKey.COHORT_ONLY)
                    .and("."));
        }
    }

    private void keepRecorded(FlowCounter counter, RecordedValues recorded, List<Integer> asked, int[] labels) {
        counter.exclude(
                "No recorded " + plan.attribute(),
                "No value in any row of the patient. Counted as not recorded: " + recorded.silentWordings() + ".",
                row -> labels[row] == RecordedValues.NOTHING);
        counter.exclude(
                "Outside the bins",
                "The value of " + plan.attribute() + " lies in none of the bins between "
                        + plan.recoding().bins() + ".",
                row -> labels[row] == RecordedValues.OUTSIDE_BINS);
        counter.exclude(
                "Conflicting values of " + plan.attribute(),
                "Different classes are recorded for one patient (policy: "
                        + plan.inclusion().conflicts().name().toLowerCase(Locale.ROOT) + ").",
                row -> labels[row] == ConflictResolution.CONFLICT);
        counter.exclude(
                "Class not asked for",
                "Asked for: " + String.join(", ", plan.classes()) + ".",
                row -> !asked.contains(labels[row]));
    }

    private List<CohortImage> images(FlowCounter counter, List<String> patients, int[] labels, List<Integer> asked)
            throws IOException {
        Column paths = required(ColumnRole.IMAGE);
        checkIds(counter.kept());
        int[] rows = counter.kept();
        List<String> asNamed = new ArrayList<>(rows.length);
        for (int row : rows) {
            asNamed.add(Objects.requireNonNullElse(paths.get(row), ""));
        }
        ImageFiles files = new ImageFiles(plan.imageFolder(), plan.namesImageFolder());
        ImageFiles.Found found = files.find(asNamed);
        remarks.addAll(ImagePlaces.remarks(found, files.outside(found)));
        @Nullable ImageAddress[] imageOfRow = new ImageAddress[table.rows()];
        for (int i = 0; i < rows.length; i++) {
            imageOfRow[rows[i]] = found.images()[i];
        }
        if (plan.inclusion().missingImages() == MissingImagePolicy.REFUSE) {
            ImagePlaces.refuseMissing(table, plan, rows, found, problems);
        }
        counter.exclude("Missing image", "The table names a file that is not there.", row -> imageOfRow[row] == null);

        Column ids = table.column(columns.mapping().column(ColumnRole.IMAGE_ID).orElseThrow());
        Optional<Column> studies = columns.mapping().column(ColumnRole.STUDY).map(table::column);
        Optional<Column> splits = columns.mapping().column(ColumnRole.SPLIT).map(table::column);
        List<CohortImage> images = new ArrayList<>();
        for (int row : counter.kept()) {
            ImageAddress address = imageOfRow[row];
            if (address != null) {
                String id = Objects.requireNonNullElse(ids.get(row), "row " + table.rowNumber(row));
                String study = studies.isEmpty() ? null : studies.get().get(row);
                String split = splits.isEmpty() ? null : splits.get().get(row);
                images.add(new CohortImage(
                        row,
                        id,
                        patients.get(row),
                        study == null ? id : study,
                        address,
                        asked.indexOf(labels[row]),
                        split));
            }
        }
        return images;
    }

    private void checkIds(int[] rows) {
        String name = columns.mapping().column(ColumnRole.IMAGE_ID).orElseThrow();
        Column ids = table.column(name);
        Map<String, Integer> first = new HashMap<>();
        for (int row : rows) {
            String id = ids.get(row);
            if (id == null) {
                problems.add(
                        "blank image",
                        "Row " + table.rowNumber(row) + " names no image (column " + name + ").",
                        "Fill in the column, or delete these rows.");
                continue;
            }
            Integer before = first.putIfAbsent(id, row);
            if (before != null) {
                problems.add(
                        "duplicate image",
                        "Rows " + table.rowNumber(before) + " and " + table.rowNumber(row)
                                + " are of the same image (column " + name + ").",
                        Sentence.of("Expected one row an image. If the table has a row a finding, keep one of each"
                                        + " image; if "
                                        + name + " is not unique, name another column: ")
                                .set(PlanKey.COHORT_COLUMNS_IMAGE_ID, "COLUMN")
                                .and("."));
            }
        }
    }

    private Column required(ColumnRole role) {
        return table.column(columns.mapping().column(role).orElseThrow());
    }
}
