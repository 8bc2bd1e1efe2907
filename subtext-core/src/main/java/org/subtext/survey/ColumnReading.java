package org.subtext.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Census;
import org.subtext.cohort.ColumnRole;
import org.subtext.cohort.SmallestGroups;
import org.subtext.confounding.RecordedColumn;
import org.subtext.tables.Column;
import org.subtext.tables.DateParts;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wordings;

/** Which columns of a table can be surveyed, and the class of each patient in them. */
public final class ColumnReading {
    private static final Set<ColumnRole> NAMES =
            Set.of(ColumnRole.IMAGE, ColumnRole.IMAGE_ID, ColumnRole.PATIENT, ColumnRole.STUDY);

    private static final double ALL_DIFFERENT = 0.9;

    private final Census census;
    private final List<String> patients;
    private final int fewestPatients;
    private final Map<String, List<Integer>> rowsOfPatient = new LinkedHashMap<>();

    /**
     * @param patients who is surveyed, in the order of labels
     * @param fewestPatients of a class that is read
     */
    public ColumnReading(Census census, List<String> patients, int fewestPatients) {
        this.census = census;
        this.patients = List.copyOf(patients);
        this.fewestPatients = fewestPatients;
        Set<String> surveyed = new HashSet<>(patients);
        for (int row = 0; row < census.table().rows(); row++) {
            String patient = census.patients().get(row);
            if (surveyed.contains(patient)) {
                rowsOfPatient.computeIfAbsent(patient, one -> new ArrayList<>()).add(row);
            }
        }
    }

    /** Columns that can be surveyed, and why others cannot. */
    public record Columns(List<SurveyedColumn> surveyed, List<LeftOut> leftOut) {
        public Columns {
            surveyed = List.copyOf(surveyed);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** Of these columns, in their order; a column of dates is read as several, each named after it and its part. */
    public Columns of(List<String> names) {
        List<SurveyedColumn> surveyed = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (String name : names) {
            if (NAMES.stream()
                    .anyMatch(role -> census.columns()
                            .mapping()
                            .column(role)
                            .filter(name::equals)
                            .isPresent())) {
                leftOut.add(new LeftOut(name, "it names images, studies or patients"));
                continue;
            }
            List<@Nullable String> cells = recorded(name);
            Optional<DateParts> dates = DateParts.of(cells);
            if (dates.isEmpty()) {
                read(name, cells, surveyed, leftOut);
                continue;
            }
            for (DateParts.Part part : dates.get().parts()) {
                String named = name + " (" + part.name() + ")";
                if (!census.table().has(named)) { // as a column of that name is read by itself
                    read(named, part.cells(), surveyed, leftOut);
                }
            }
        }
        return new Columns(surveyed, leftOut);
    }

    private void read(String name, List<@Nullable String> cells, List<SurveyedColumn> surveyed, List<LeftOut> leftOut) {
        SurveyedColumn column = column(name, cells);
        if (column == null) {
            leftOut.add(new LeftOut(
                    name,
                    cells.stream().allMatch(cell -> cell == null)
                            ? "nothing is recorded in it"
                            : "nearly every row has a number of its own"));
        } else if (column.classes().size() < 2) {
            leftOut.add(new LeftOut(
                    name,
                    "fewer than two of its classes have " + fewestPatients
                            + " patients: it is constant, free text, or names single patients"));
        } else {
            surveyed.add(column);
        }
    }

    private List<@Nullable String> recorded(String name) {
        Column column = census.table().column(name);
        List<@Nullable String> cells = new ArrayList<>();
        for (String cell : column.cells()) {
            cells.add(NotRecorded.is(cell) ? null : cell);
        }
        return cells;
    }

    private @Nullable SurveyedColumn column(String name, List<@Nullable String> cells) {
        RecordedColumn column = RecordedColumn.of(name, cells);
        int recorded = column.recorded();
        if (recorded == 0) {
            return null;
        }
        if (column.kind() != RecordedColumn.Kind.NUMERIC) {
            return classes(name, cells);
        }
        long distinct = cells.stream().filter(cell -> cell != null).distinct().count();
        boolean whole = cells.stream().allMatch(cell -> cell == null || cell.matches("-?\\d+"));
        return whole && distinct >= ALL_DIFFERENT * recorded ? null : aboveMedian(column);
    }

    private SurveyedColumn classes(String name, List<@Nullable String> cells) {
        Wordings wordings = Wordings.of(cells, NotRecorded.except(List.of()));
        int[] ofRow = cells.stream().mapToInt(wordings::indexOf).toArray();
        int[] labels = new int[patients.size()];
        int unrecorded = 0;
        int conflicting = 0;
        for (int i = 0; i < labels.length; i++) {
            int label = census.conflicts().resolve(rowsOfPatient.getOrDefault(patients.get(i), List.of()), ofRow);
            boolean silent = label < 0;
            boolean several = silent && hasClass(patients.get(i), ofRow);
            unrecorded += silent && !several ? 1 : 0;
            conflicting += several ? 1 : 0;
            labels[i] = silent ? SurveyedColumn.NONE : label;
        }
        return large(name, SurveyedColumn.Kind.CLASSES, wordings.names(), labels, unrecorded, conflicting);
    }

    private boolean hasClass(String patient, int[] ofRow) {
        return rowsOfPatient.getOrDefault(patient, List.of()).stream().anyMatch(row -> ofRow[row] >= 0);
    }

    private SurveyedColumn aboveMedian(RecordedColumn column) {
        double[] medians = patients.stream()
                .mapToDouble(patient -> median(rowsOfPatient.getOrDefault(patient, List.of()).stream()
                        .map(column::number)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray()))
                .toArray();
        double cut = median(
                Arrays.stream(medians).filter(value -> !Double.isNaN(value)).toArray());
        int unrecorded = (int) Arrays.stream(medians).filter(Double::isNaN).count();
        int[] labels = Arrays.stream(medians)
                .mapToInt(value -> Double.isNaN(value) ? SurveyedColumn.NONE : value > cut ? 1 : 0)
                .toArray();
        List<String> names = List.of("up to the median", "above the median");
        return large(column.name(), SurveyedColumn.Kind.ABOVE_MEDIAN, names, labels, unrecorded, 0);
    }

    /** The middle value, or the mean of the two; NaN of none. */
    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** With its large classes alone, at most so many of the largest. */
    private SurveyedColumn large(
            String name,
            SurveyedColumn.Kind kind,
            List<String> classes,
            int[] labels,
            int unrecorded,
            int conflicting) {
        int[] sizes = new int[classes.size()];
        Arrays.stream(labels).filter(label -> label >= 0).forEach(label -> sizes[label]++);
        List<Integer> kept = IntStream.range(0, sizes.length)
                .boxed()
                .filter(label -> sizes[label] >= fewestPatients)
                .sorted((a, b) -> sizes[b] - sizes[a])
                .limit(SmallestGroups.MOST_OF_A_COLUMN)
                .sorted()
                .toList();
        Map<Integer, Integer> renumbered = new HashMap<>();
        kept.forEach(label -> renumbered.put(label, renumbered.size()));
        int[] large = Arrays.stream(labels)
                .map(label -> renumbered.getOrDefault(label, SurveyedColumn.NONE))
                .toArray();
        int left = (int) IntStream.range(0, labels.length)
                .filter(i -> labels[i] >= 0 && large[i] == SurveyedColumn.NONE)
                .count();
        return new SurveyedColumn(
                name, kind, kept.stream().map(classes::get).toList(), large, unrecorded, conflicting, left);
    }
}
