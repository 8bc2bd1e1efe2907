package org.subtext.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Problems;
import org.subtext.problems.Remark;
import org.subtext.statistics.Clusters;
import org.subtext.tables.Column;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.SheetChoice;
import org.subtext.tables.Table;

/**
 * The images to be audited, each with its patient and the class recorded for that patient. Immutable.
 *
 * <p>Images stand in the order of the table; an index into {@link #images()} is called a position. Every patient has
 * one class, and every class has at least the plan's fewest patients. Where no attribute was named, all are of one.
 */
public final class Cohort {
    /** The only class of a cohort of which no attribute was named. */
    static final String EVERYBODY = "everybody";

    private static final String IN_ANOTHER_ROW = "(recorded in another row)";

    private final CohortPlan plan;
    private final Table table;
    private final ColumnGuess columns;
    private final List<String> classNames;
    private final List<CohortImage> images;
    private final Flow flow;
    private final List<Remark> remarks;

    /** Counted when asked for first. */
    private volatile @Nullable List<RecordedClass> classes;

    Cohort(
            CohortPlan plan,
            Table table,
            ColumnGuess columns,
            List<String> classNames,
            List<CohortImage> images,
            Flow flow,
            List<Remark> remarks) {
        this.plan = plan;
        this.table = table;
        this.columns = columns;
        this.classNames = List.copyOf(classNames);
        this.images = List.copyOf(images);
        this.flow = flow;
        this.remarks = List.copyOf(remarks);
    }

    public CohortPlan plan() {
        return plan;
    }

    /** The column of the classes; empty where none was named. */
    public String attribute() {
        return plan.attribute();
    }

    /** Which column was taken for what, and why. */
    public ColumnGuess columns() {
        return columns;
    }

    /** Names of the classes; a label is an index into this list. */
    public List<String> classNames() {
        return classNames;
    }

    public List<CohortImage> images() {
        return images;
    }

    public int size() {
        return images.size();
    }

    public Flow flow() {
        return flow;
    }

    /** The sheet of the workbook that was read; empty where the table is none. */
    public Optional<String> sheet() {
        return table.sheet().map(SheetChoice::name);
    }

    /** What a reader of the report should know about how the table was read. */
    public List<Remark> remarks() {
        return remarks;
    }

    /** The row of an image as a person sees it in the table. */
    public int rowNumber(CohortImage image) {
        return table.rowNumber(image.row());
    }

    /** Label of each image. */
    public int[] labels() {
        return images.stream().mapToInt(CohortImage::label).toArray();
    }

    /** Which patient each image is of, counted from 0 in order of appearance. */
    public int[] patientOrdinals() {
        return Clusters.dense(images.stream().map(CohortImage::patient).toList());
    }

    /** Positions of each patient's images, patients in order of appearance. */
    public Map<String, List<Integer>> patients() {
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            positions
                    .computeIfAbsent(images.get(i).patient(), p -> new ArrayList<>())
                    .add(i);
        }
        return positions;
    }

    /** The classes with their counts and source wordings, in label order. */
    public List<RecordedClass> classes() {
        List<RecordedClass> known = classes;
        if (known == null) {
            known = counted();
            classes = known;
        }
        return known;
    }

    private List<RecordedClass> counted() {
        if (attribute().isEmpty()) {
            return List.of(new RecordedClass(EVERYBODY, size(), patients().size(), List.of()));
        }
        Column recorded = table.column(attribute());
        NotRecorded words = plan.notRecorded(attribute());
        Map<String, String> toldAs = new HashMap<>(); // a wording stands in many rows
        List<Map<String, Integer>> texts = new ArrayList<>();
        List<Set<String>> patients = new ArrayList<>();
        int[] counts = new int[classNames.size()];
        for (int k = 0; k < classNames.size(); k++) {
            texts.add(new LinkedHashMap<>());
            patients.add(new LinkedHashSet<>());
        }
        for (CohortImage image : images) {
            int k = image.label();
            counts[k]++;
            patients.get(k).add(image.patient());
            String wording = recorded.get(image.row());
            String told = wording == null
                    ? IN_ANOTHER_ROW
                    : toldAs.computeIfAbsent(wording, w -> words.holds(w) ? IN_ANOTHER_ROW : w);
            texts.get(k).merge(told, 1, Integer::sum);
        }
        List<RecordedClass> all = new ArrayList<>();
        for (int k = 0; k < classNames.size(); k++) {
            List<RecordedClass.Wording> found = texts.get(k).entrySet().stream()
                    .map(entry -> new RecordedClass.Wording(entry.getKey(), entry.getValue()))
                    .sorted((a, b) -> b.images() - a.images())
                    .toList();
            all.add(new RecordedClass(
                    classNames.get(k), counts[k], patients.get(k).size(), found));
        }
        return List.copyOf(all);
    }

    /** Any column of the table, one cell a position (null where empty), or nothing when there is no such column. */
    public Optional<List<@Nullable String>> column(String name) {
        Optional<Column> column = table.find(name);
        return column.map(c -> c.at(images.stream().mapToInt(CohortImage::row).toArray()));
    }

    /** All column names of the table. */
    public List<String> columnNames() {
        return table.names();
    }

    /**
     * The cohort without some images, which the flow then counts.
     *
     * @param positions indices into {@link #images()}
     * @param label title of the flow's box: "Unreadable image"
     * @param reason why, in a sentence
     * @throws org.subtext.problems.InvalidInputException when a class has too few patients left
     */
    public Cohort excluding(Set<Integer> positions, String label, String reason) {
        if (positions.isEmpty()) {
            return this;
        }
        List<CohortImage> kept = new ArrayList<>(images.size());
        for (int i = 0; i < images.size(); i++) {
            if (!positions.contains(i)) {
                kept.add(images.get(i));
            }
        }
        int patientsBefore = flow.audited().patients();
        int patientsAfter =
                (int) kept.stream().map(CohortImage::patient).distinct().count();
        Flow longer = flow.excluding(label, images.size() - kept.size(), patientsBefore - patientsAfter, reason);
        Cohort rest = new Cohort(plan, table, columns, classNames, kept, longer, remarks);
        rest.requireEnoughPatients();
        return rest;
    }

    /** The same cohort with more to say of it. */
    public Cohort saying(List<Remark> more) {
        List<Remark> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new Cohort(plan, table, columns, classNames, images, flow, all);
    }

    void requireEnoughPatients() {
        Problems problems = new Problems();
        ClassSizes.check(this, problems);
        problems.throwIfAny();
    }
}
