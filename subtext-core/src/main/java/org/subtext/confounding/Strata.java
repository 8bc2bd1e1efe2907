package org.subtext.confounding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The strata that a column cuts rows into.
 *
 * <p>Ages are cut at 20, 40, 60 and 80, body mass index at 18.5, 25 and 30, as in the study; other numbers at their
 * quartiles; categories at their wordings, the rarest together.
 */
public final class Strata {
    private static final double[] AGES = {20, 40, 60, 80};
    private static final double[] BODY_MASS = {18.5, 25, 30};
    private static final double[] QUARTILES = {0.25, 0.5, 0.75};
    private static final List<String> AGE_NAMES = List.of("age", "ageyears", "patientage", "ageatstudy", "anchorage");
    private static final List<String> BODY_MASS_NAMES = List.of("bmi", "bodymassindex");
    private static final String NOT_RECORDED = "not recorded";

    private Strata() {}

    /**
     * Rows that are alike in one column.
     *
     * @param level what follows the column in words: "AP", "with Pneumonia"
     * @param rows ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    public record Stratum(String level, int[] rows) {}

    /**
     * The strata to look into one by one. Lists of labels give one a label, which overlap, and the rows with no other
     * label than "No Finding".
     *
     * @param most wordings or labels with a stratum of their own, from the most frequent
     */
    public static List<Stratum> of(RecordedColumn column, int most) {
        if (column.kind() != RecordedColumn.Kind.LABELS) {
            Partition partition = partition(column, most);
            return IntStream.range(0, partition.names().size())
                    .mapToObj(level -> new Stratum(partition.names().get(level), partition.rowsOf(level)))
                    .toList();
        }
        List<Stratum> strata = new ArrayList<>();
        column.counts().keySet().stream().limit(most).forEach(label -> {
            boolean noFinding = isNoFinding(label);
            strata.add(new Stratum(
                    noFinding ? label + " only" : "with " + label,
                    IntStream.range(0, column.size())
                            .filter(row -> noFinding
                                    ? column.labels(row).equals(List.of(label))
                                    : column.labels(row).contains(label))
                            .toArray()));
        });
        return strata;
    }

    /**
     * Every row in one level.
     *
     * @param names of the levels
     * @param ofRow level of each row
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, read only
    public record Partition(List<String> names, int[] ofRow) {
        /** Rows of a level. */
        public int[] rowsOf(int level) {
            return IntStream.range(0, ofRow.length)
                    .filter(row -> ofRow[row] == level)
                    .toArray();
        }
    }

    /**
     * Cuts all rows into levels that do not overlap; rows without a value make a level of their own. Of a list of
     * labels the whole cell counts.
     *
     * @param most wordings with a level of their own, from the most frequent
     */
    public static Partition partition(RecordedColumn column, int most) {
        return column.kind() == RecordedColumn.Kind.NUMERIC ? numeric(column) : wordings(column, most);
    }

    static boolean isNoFinding(String label) {
        String simplified = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return simplified.equals("nofinding") || simplified.equals("nofindings") || simplified.equals("normal");
    }

    private static Partition numeric(RecordedColumn column) {
        double[] edges = edges(column);
        List<String> names = new ArrayList<>();
        for (int bin = 0; bin <= edges.length; bin++) {
            names.add(
                    edges.length == 0
                            ? "recorded"
                            : bin == 0
                                    ? "below " + words(edges[0])
                                    : bin == edges.length
                                            ? words(edges[bin - 1]) + " and above"
                                            : words(edges[bin - 1]) + " to below " + words(edges[bin]));
        }
        int[] ofRow = new int[column.size()];
        for (int row = 0; row < ofRow.length; row++) {
            OptionalDouble value = column.number(row);
            ofRow[row] = value.isPresent()
                    ? (int) Arrays.stream(edges)
                            .filter(edge -> value.getAsDouble() >= edge)
                            .count()
                    : names.size();
        }
        return compact(names, ofRow);
    }

    private static double[] edges(RecordedColumn column) {
        String simplified = column.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (AGE_NAMES.contains(simplified)) {
            return AGES;
        }
        if (BODY_MASS_NAMES.contains(simplified)) {
            return BODY_MASS;
        }
        double[] sorted = IntStream.range(0, column.size())
                .mapToObj(column::number)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        // An edge at the smallest value would cut off nothing.
        return Arrays.stream(QUARTILES)
                .map(share -> TableEncoder.quantile(sorted, share))
                .distinct()
                .filter(edge -> edge > sorted[0])
                .toArray();
    }

    private static Partition wordings(RecordedColumn column, int most) {
        Map<String, Integer> counts = new java.util.TreeMap<>();
        for (int row = 0; row < column.size(); row++) {
            counts.merge(String.join("|", column.labels(row)), 1, Integer::sum);
        }
        counts.remove("");
        Map<String, Integer> level = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .limit(counts.size() <= most + 1 ? most + 1L : most)
                .forEach(entry -> level.put(entry.getKey(), level.size()));
        List<String> names = new ArrayList<>(level.keySet());
        names.add("of another value");
        int[] ofRow = new int[column.size()];
        for (int row = 0; row < ofRow.length; row++) {
            String cell = String.join("|", column.labels(row));
            ofRow[row] = cell.isEmpty() ? names.size() : level.getOrDefault(cell, names.size() - 1);
        }
        return compact(names, ofRow);
    }

    /** Drops levels without a row. The level after the last name is that of nothing recorded. */
    private static Partition compact(List<String> names, int[] ofRow) {
        List<String> all = new ArrayList<>(names);
        all.add(NOT_RECORDED);
        int[] used = Arrays.stream(ofRow).distinct().sorted().toArray();
        return new Partition(
                Arrays.stream(used).mapToObj(all::get).toList(),
                Arrays.stream(ofRow)
                        .map(level -> Arrays.binarySearch(used, level))
                        .toArray());
    }

    private static String words(double edge) {
        return edge == Math.rint(edge) && Math.abs(edge) < 1e15
                ? Long.toString((long) edge)
                : new BigDecimal(String.format(Locale.ROOT, "%.4g", edge))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
