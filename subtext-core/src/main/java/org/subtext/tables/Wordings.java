package org.subtext.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Knob;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/**
 * The values of a column, each by one name however it is written; see {@link Wording} for what one value is.
 *
 * <p>A value is called as the user calls it, else as most rows write it. How many rows are written otherwise is
 * counted, so that nothing is brought together without a word. Immutable.
 */
public final class Wordings {
    /** More are only counted. */
    private static final int SHOWN = 6;

    /** One value: its name, and how many rows write it otherwise, by writing. */
    private record Value(String name, Map<String, Integer> otherwise) {}

    private final List<String> keys;
    private final List<Value> values;
    private final Map<String, Integer> valueOfCell;

    /** Rows of words for nothing that are often a value. */
    private final Map<String, Integer> doubtful;

    private Wordings(
            List<String> keys, List<Value> values, Map<String, Integer> valueOfCell, Map<String, Integer> doubtful) {
        this.keys = keys;
        this.values = values;
        this.valueOfCell = valueOfCell;
        this.doubtful = doubtful;
    }

    /** The values of cells that say something, each by its most frequent writing. */
    public static Wordings of(Iterable<? extends @Nullable String> cells, NotRecorded words) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String cell : cells) {
            if (cell != null) {
                counts.merge(cell, 1, Integer::sum);
            }
        }
        Builder builder = new Builder();
        counts.forEach((cell, rows) -> {
            if (!words.holds(cell)) {
                builder.found(cell, rows);
            } else if (NotRecorded.isOftenAValue(cell)) {
                builder.doubtful.merge(cell, rows, Integer::sum);
            }
        });
        return builder.build();
    }

    /** Names, sorted without regard to case; an index into them stands for the value. */
    public List<String> names() {
        return values.stream().map(Value::name).toList();
    }

    /** The value of a cell, −1 where the cell says nothing or was not among those looked at. */
    public int indexOf(@Nullable String cell) {
        return cell == null ? -1 : valueOfCell.getOrDefault(cell, -1);
    }

    /** The name of a cell's value; null where it says nothing. */
    public @Nullable String name(@Nullable String cell) {
        int value = indexOf(cell);
        return value < 0 ? null : values.get(value).name();
    }

    /** The value that a user calls so, in any writing; −1 where there is none. */
    public int called(String name) {
        return keys.indexOf(Wording.folded(name));
    }

    /**
     * What was made of the cells of a column whose values are groups.
     *
     * @param recorded turns a word for nothing into a value
     */
    public List<Remark> remarks(String column, Knob recorded) {
        List<Remark> remarks = new ArrayList<>();
        if (!doubtful.isEmpty()) {
            remarks.add(new Remark(
                    Remark.Code.WORD_TAKEN_FOR_NOTHING,
                    Sentence.of("Column " + column + " holds " + String.join(", ", doubtful.keySet()) + " in ")
                            .counted(doubtful.values().stream().mapToInt(n -> n).sum(), "row", "rows")
                            .and(", taken for not recorded. Where it is a value, say so: ")
                            .set(
                                    recorded,
                                    Map.of(column, doubtful.keySet().iterator().next()))
                            .and(".")));
        }
        remark(column).ifPresent(remarks::add);
        return remarks;
    }

    /** That writings were brought together, and of how many rows; empty where each value has one. */
    public Optional<Remark> remark(String column) {
        List<String> shown = new ArrayList<>();
        long rows = 0;
        for (Value value : values) {
            if (!value.otherwise().isEmpty()) {
                shown.add("\"" + value.name() + "\" with "
                        + String.join(
                                ", ",
                                value.otherwise().keySet().stream()
                                        .limit(SHOWN)
                                        .map(writing -> '"' + Wording.withUnseen(writing) + '"')
                                        .toList())
                        + (value.otherwise().size() > SHOWN ? ", ..." : ""));
                rows += value.otherwise().values().stream().mapToInt(n -> n).sum();
            }
        }
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join("; ", shown.subList(0, Math.min(SHOWN, shown.size())))
                + (shown.size() > SHOWN ? "; and " + (shown.size() - SHOWN) + " more values" : "");
        return Optional.of(new Remark(
                Remark.Code.WRITINGS_BROUGHT_TOGETHER,
                Sentence.of("Writings that differ in case, white space, look-alike letters or invisible characters are"
                                + " one value of " + column + ": " + all + ", ")
                        .counted(rows, "row", "rows")
                        .and(" in all.")));
    }

    /**
     * Values that differ in punctuation, accents, look-alike letters or a plural alone: they may be two and stay so.
     */
    public Optional<Remark> nearNames(String column, Map<Integer, Integer> rowsOfValue, Sentence cure) {
        Map<String, List<Integer>> near = new TreeMap<>();
        for (int value = 0; value < values.size(); value++) {
            String skeleton = Wording.skeleton(values.get(value).name());
            if (!skeleton.isEmpty()) {
                near.computeIfAbsent(skeleton, s -> new ArrayList<>()).add(value);
            }
        }
        List<String> shown = new ArrayList<>();
        long rows = 0;
        for (List<Integer> group : near.values()) {
            if (group.size() > 1) {
                shown.add(String.join(
                        " and ",
                        group.stream()
                                .map(v -> '"' + values.get(v).name() + '"')
                                .toList()));
                int most = 0;
                for (int value : group) {
                    int count = rowsOfValue.getOrDefault(value, 0);
                    rows += count;
                    most = Math.max(most, count);
                }
                rows -= most;
            }
        }
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Remark(
                        Remark.Code.NEAR_NAMES,
                        Sentence.of("Values of " + column
                                        + " differ in punctuation, accents, look-alike letters or a plural alone: "
                                        + String.join("; ", shown) + " (")
                                .counted(rows, "row of the rarer one", "rows of the rarer ones")
                                .and("). They stay apart; if they are one, bring them together: ")
                                .and(cure)
                                .and(".")));
    }

    /** Collects the cells of a column. Not thread-safe. */
    public static final class Builder {
        private static final int SPELLED_OUT = Integer.MAX_VALUE / 2;

        private final Map<String, Map<String, Integer>> writings = new TreeMap<>();
        private final Map<String, String> keyOfCell = new HashMap<>();
        private final Map<String, Integer> asFound = new LinkedHashMap<>();
        private final Map<String, Integer> doubtful = new LinkedHashMap<>();

        /** A cell that stands for itself. */
        public void found(String cell, int rows) {
            meant(cell, cell, rows);
            asFound.merge(cell, rows, Integer::sum);
        }

        /** A cell that stands for something, as a code does. */
        public void meant(String cell, String meaning, int rows) {
            add(cell, meaning, rows);
        }

        /** A cell that the user gives a name; the name wins over any writing. */
        public void named(String cell, String name) {
            add(cell, name, SPELLED_OUT);
        }

        private void add(String cell, String name, int weight) {
            String key = Wording.folded(name);
            keyOfCell.put(cell, key);
            writings.computeIfAbsent(key, k -> new TreeMap<>())
                    .merge(Wording.collapsed(name), weight, (a, b) -> Math.min(SPELLED_OUT, a + b));
        }

        /** All values. */
        public Wordings build() {
            List<String> keys = List.copyOf(writings.keySet());
            Map<String, Integer> valueOfKey = new HashMap<>();
            List<Value> values = new ArrayList<>();
            for (String key : keys) {
                valueOfKey.put(key, values.size());
                values.add(new Value(mostFrequent(writings.getOrDefault(key, Map.of())), new TreeMap<>()));
            }
            Map<String, Integer> valueOfCell = new HashMap<>();
            keyOfCell.forEach((cell, key) -> valueOfCell.put(cell, valueOfKey.getOrDefault(key, -1)));
            asFound.forEach((cell, rows) -> {
                Value value = values.get(valueOfCell.getOrDefault(cell, 0));
                if (!cell.equals(value.name())) {
                    value.otherwise().merge(cell, rows, Integer::sum);
                }
            });
            return new Wordings(keys, values, valueOfCell, doubtful);
        }

        private static String mostFrequent(Map<String, Integer> weights) {
            String name = "";
            int most = 0;
            for (Map.Entry<String, Integer> entry : weights.entrySet()) {
                if (entry.getValue() > most) {
                    most = entry.getValue();
                    name = entry.getKey();
                }
            }
            return name;
        }
    }
}
