package org.subtext.confounding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.AgeText;

/**
 * A column of a cohort's table with the kind of thing it records.
 *
 * @param name as in the table
 * @param kind how its cells are read
 * @param cells one an image, null where nothing is recorded
 */
public record RecordedColumn(String name, Kind kind, List<@Nullable String> cells) {
    /** What cells hold. */
    public enum Kind {
        /** Numbers, or DICOM ages such as 045Y, of more than {@value #MOST_CODES} different values. */
        NUMERIC("numbers"),
        /** One of a few wordings. */
        CATEGORICAL("categories"),
        /** Several labels in one cell, separated by | as in "Effusion|Mass". */
        LABELS("lists of labels");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In the words of a report. */
        public String words() {
            return words;
        }
    }

    /** So many different numbers are still codes: 0, 1, -1. */
    private static final int MOST_CODES = 5;

    public RecordedColumn {
        cells = Collections.unmodifiableList(new java.util.ArrayList<>(cells));
    }

    /** The column, its kind guessed from its cells. */
    public static RecordedColumn of(String name, List<@Nullable String> cells) {
        Set<String> distinct = new LinkedHashSet<>();
        boolean labels = false;
        boolean numbers = true;
        for (String cell : cells) {
            if (cell != null && distinct.add(cell)) {
                labels |= cell.indexOf('|') >= 0;
                numbers &= AgeText.number(cell).isPresent();
            }
        }
        Kind kind = numbers && distinct.size() > MOST_CODES ? Kind.NUMERIC : labels ? Kind.LABELS : Kind.CATEGORICAL;
        return new RecordedColumn(name, kind, cells);
    }

    /** Rows. */
    public int size() {
        return cells.size();
    }

    public boolean isRecorded(int row) {
        return cells.get(row) != null;
    }

    /** The number of a cell, ages in years; empty where nothing, or no number, is recorded. */
    public OptionalDouble number(int row) {
        String cell = cells.get(row);
        return cell == null ? OptionalDouble.empty() : AgeText.number(cell);
    }

    /** The labels of a cell: the parts of a list, or the one wording; none where nothing is recorded. */
    public List<String> labels(int row) {
        String cell = cells.get(row);
        if (cell == null) {
            return List.of();
        }
        return kind == Kind.LABELS
                ? List.of(cell.split("\\|")).stream()
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .distinct()
                        .toList()
                : List.of(cell);
    }

    /** How many rows hold each label or wording, the most frequent first, then by name. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new java.util.TreeMap<>();
        for (int row = 0; row < cells.size(); row++) {
            labels(row).forEach(label -> counts.merge(label, 1, Integer::sum));
        }
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Rows in which something is recorded. */
    public int recorded() {
        return (int) cells.stream().filter(Objects::nonNull).count();
    }
}
