package org.subtext.routes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.SmallestGroups;
import org.subtext.confounding.RecordedColumn;
import org.subtext.routes.contract.FinishedAudit;

/**
 * A recorded column as classes that a network can learn.
 *
 * @param names two to five
 * @param labels class of each position, −1 where nothing is recorded or too few patients share the value
 * @param upper of a column of numbers the class at or above the median; −1 of others
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record ConfounderClasses(List<String> names, int[] labels, int upper) {
    private static final int NONE = -1;
    private static final int MOST_CLASSES = 5;
    private static final List<String> NO_FINDING = List.of("no finding", "no findings", "normal");

    /** Numbers at their median, a list of labels by "No Finding" or its most frequent label, wordings as they are. */
    static Optional<ConfounderClasses> of(RecordedColumn column, FinishedAudit audit) {
        return of(column, audit, false);
    }

    /**
     * The same, and of more wordings than classes may be the {@value #MOST_CLASSES} of most patients: the sites of a
     * network of hospitals, the days of a week. Empty where fewer than two have enough patients.
     */
    public static Optional<ConfounderClasses> ofLargest(RecordedColumn column, FinishedAudit audit) {
        return of(column, audit, true);
    }

    private static Optional<ConfounderClasses> of(RecordedColumn column, FinishedAudit audit, boolean isCut) {
        return switch (column.kind()) {
            case NUMERIC -> numbers(column, audit);
            case LABELS -> labels(column, audit);
            case CATEGORICAL ->
                named(
                        audit,
                        column.size(),
                        row -> column.isRecorded(row) ? column.labels(row).get(0) : null,
                        isCut);
        };
    }

    private static Optional<ConfounderClasses> numbers(RecordedColumn column, FinishedAudit audit) {
        double[] sorted = IntStream.range(0, column.size())
                .mapToObj(column::number)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        double median = sorted[sorted.length / 2];
        String edge = String.format(Locale.ROOT, median == Math.rint(median) ? "%.0f" : "%.4g", median);
        String high = edge + " or above";
        return named(
                        audit,
                        column.size(),
                        row -> column.number(row).isEmpty()
                                ? null
                                : column.number(row).getAsDouble() < median ? "below " + edge : high,
                        false)
                .map(found -> new ConfounderClasses(
                        found.names(), found.labels(), found.names().indexOf(high)));
    }

    private static Optional<ConfounderClasses> labels(RecordedColumn column, FinishedAudit audit) {
        List<String> frequent = List.copyOf(column.counts().keySet());
        String chosen = frequent.stream()
                .filter(label -> NO_FINDING.contains(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(frequent.get(0));
        return named(
                audit,
                column.size(),
                row -> !column.isRecorded(row) ? null : column.labels(row).contains(chosen) ? chosen : "not " + chosen,
                false);
    }

    private static Optional<ConfounderClasses> named(
            FinishedAudit audit, int rows, IntFunction<@Nullable String> nameOfRow, boolean isCut) {
        Map<String, Set<String>> patients = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            String name = nameOfRow.apply(row);
            if (name != null) {
                patients.computeIfAbsent(name, n -> new HashSet<>())
                        .add(audit.cohort().images().get(row).patient());
            }
        }
        int fewest = SmallestGroups.told(audit.assessment().smallestCell());
        List<String> names = new ArrayList<>(patients.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= fewest)
                .sorted(Map.Entry.<String, Set<String>>comparingByValue(Comparator.comparingInt(Set::size))
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(isCut ? MOST_CLASSES : patients.size())
                .sorted()
                .toList());
        if (names.size() < 2 || names.size() > MOST_CLASSES) {
            return Optional.empty();
        }
        int[] labels = new int[rows];
        Arrays.setAll(labels, row -> names.indexOf(String.valueOf(nameOfRow.apply(row))));
        return Optional.of(new ConfounderClasses(names, labels, NONE));
    }
}
