package org.subtext.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.ColumnRole;
import org.subtext.cohort.RecordedClass;
import org.subtext.report.Characteristics;
import org.subtext.report.Characteristics.Categorical;
import org.subtext.report.Characteristics.Numeric;
import org.subtext.report.Characteristics.Summary;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Wordings;

/**
 * Who is in a cohort, by class: patients counted by their first image's values.
 *
 * <p>A column is described when it has 2 to {@value #MOST_VALUES} values, or is a number with more; columns that name
 * patients, files or places of origin have more values and stay out, as does the attribute itself.
 */
final class CohortCharacteristics {
    private static final int MOST_VALUES = 8;

    /** Of values that are few; a column of more is one of ids, free text or measurements. */
    private static final int MOST_WRITINGS = 20 * MOST_VALUES;

    private static final int LONGEST_VALUE = 40;

    private final Cohort cohort;
    private final List<Integer> firstImages;

    private CohortCharacteristics(Cohort cohort) {
        this.cohort = cohort;
        this.firstImages =
                cohort.patients().values().stream().map(images -> images.get(0)).toList();
    }

    static Characteristics of(Cohort cohort) {
        return new CohortCharacteristics(cohort).describe();
    }

    private Characteristics describe() {
        List<Categorical> categorical = new ArrayList<>();
        List<Numeric> numeric = new ArrayList<>();
        Set<String> ids = new HashSet<>(cohort.columns().mapping().columns());
        cohort.columns().mapping().column(ColumnRole.VIEW).ifPresent(ids::remove);
        for (String column : cohort.columnNames()) {
            if (column.equals(cohort.attribute()) || ids.contains(column)) {
                continue;
            }
            List<@Nullable String> cells = cohort.column(column).orElseGet(ArrayList::new);
            categorical(column, cells).ifPresent(categorical::add);
            numeric(column, cells).ifPresent(numeric::add);
        }
        List<RecordedClass> classes = cohort.classes();
        return new Characteristics(
                cohort.classNames(),
                classes.stream().map(RecordedClass::patients).toList(),
                classes.stream().map(RecordedClass::images).toList(),
                categorical,
                numeric);
    }

    private Optional<Categorical> categorical(String column, List<@Nullable String> cells) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        if (cells.stream().distinct().limit(MOST_WRITINGS + 1L).count() > MOST_WRITINGS) {
            return Optional.empty();
        }
        Wordings wordings = Subgroups.values(cohort, column, cells);
        for (int image : firstImages) {
            String value = Subgroups.named(wordings.name(cells.get(image)));
            if (value.length() > LONGEST_VALUE) {
                return Optional.empty();
            }
            counts.computeIfAbsent(value, v -> new int[cohort.classNames().size()])[label(image)]++;
            if (counts.size() > MOST_VALUES + 1) {
                return Optional.empty();
            }
        }
        List<String> values = new ArrayList<>(new TreeSet<>(counts.keySet()));
        if (values.remove(Subgroups.NOT_RECORDED)) {
            values.add(Subgroups.NOT_RECORDED);
        }
        if (values.size() < 2) {
            return Optional.empty();
        }
        List<List<Integer>> patients = new ArrayList<>();
        for (String value : values) {
            int[] row = counts.getOrDefault(value, new int[0]);
            patients.add(Arrays.stream(row).boxed().toList());
        }
        return Optional.of(new Categorical(column, values, patients));
    }

    private Optional<Numeric> numeric(String column, List<@Nullable String> cells) {
        List<List<Double>> numbers = new ArrayList<>();
        int[] missing = new int[cohort.classNames().size()];
        cohort.classNames().forEach(name -> numbers.add(new ArrayList<>()));
        Set<Double> distinct = new TreeSet<>();
        NotRecorded words = cohort.plan().notRecorded(column);
        for (int image : firstImages) {
            String cell = cells.get(image);
            if (cell == null || words.holds(cell)) {
                missing[label(image)]++;
                continue;
            }
            OptionalDouble number = number(cell);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.get(label(image)).add(number.getAsDouble());
            distinct.add(number.getAsDouble());
        }
        if (distinct.size() <= MOST_VALUES) {
            return Optional.empty();
        }
        List<Summary> summaries = new ArrayList<>();
        for (int k = 0; k < numbers.size(); k++) {
            summaries.add(summary(numbers.get(k), missing[k]));
        }
        return Optional.of(new Numeric(column, "", summaries));
    }

    private int label(int image) {
        return cohort.images().get(image).label();
    }

    private static OptionalDouble number(String cell) {
        try {
            double value = Double.parseDouble(cell.strip());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static Summary summary(List<Double> values, int missing) {
        if (values.isEmpty()) {
            return new Summary(0, missing, 0, 0, 0, 0, 0);
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double mean = sorted.stream().mapToDouble(v -> v).average().orElse(0);
        double squares =
                sorted.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double deviation = sorted.size() > 1 ? Math.sqrt(squares / (sorted.size() - 1)) : 0;
        return new Summary(
                sorted.size(),
                missing,
                mean,
                deviation,
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75));
    }

    /** Type 7 of Hyndman and Fan (1996). */
    private static double quantile(List<Double> sorted, double share) {
        double position = share * (sorted.size() - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}
