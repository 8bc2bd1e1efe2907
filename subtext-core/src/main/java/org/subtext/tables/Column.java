package org.subtext.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One column of text cells. White space and invisible characters around a value are dropped, and an empty
 * cell is null.
 *
 * <p>Repeated values are stored once. A column of identifiers, where hardly a value repeats, stops looking for repeats
 * after {@value #TRIAL} distinct values, so that building it costs no large hash table; from there on its values are
 * packed ({@link PackedTexts}).
 */
public final class Column {
    private static final int TRIAL = 1 << 16;
    private static final int EMPTY = -1;

    private final String[] values;
    /** Values beyond those, once each row has its own. */
    private final PackedTexts unrepeated;

    private final int[] codes;

    private Column(String[] values, PackedTexts unrepeated, int[] codes) {
        this.values = values;
        this.unrepeated = unrepeated;
        this.codes = codes;
    }

    public int size() {
        return codes.length;
    }

    /** The cell at a row, null when it is empty. */
    public @Nullable String get(int row) {
        int code = codes[row];
        return code < 0 ? null : value(code);
    }

    private String value(int code) {
        return code < values.length ? values[code] : unrepeated.at(code - values.length);
    }

    private int distinctCodes() {
        return values.length + unrepeated.size();
    }

    /** All cells, null where empty. */
    public List<@Nullable String> cells() {
        List<@Nullable String> cells = new ArrayList<>(codes.length);
        for (int row = 0; row < codes.length; row++) {
            cells.add(get(row));
        }
        return cells;
    }

    /** The cells at the given rows, null where empty. */
    public List<@Nullable String> at(int[] rows) {
        List<@Nullable String> cells = new ArrayList<>(rows.length);
        for (int row : rows) {
            cells.add(get(row));
        }
        return cells;
    }

    /** The rows whose cell is as wanted, ascending; each distinct value is asked about once. */
    int[] rowsOf(Predicate<String> wanted) {
        boolean[] found = new boolean[distinctCodes()];
        boolean any = false;
        for (int code = 0; code < found.length; code++) {
            found[code] = wanted.test(value(code));
            any |= found[code];
        }
        return any
                ? IntStream.range(0, codes.length)
                        .filter(row -> codes[row] >= 0 && found[codes[row]])
                        .toArray()
                : new int[0];
    }

    /** The first {@code limit} distinct values in order of appearance. */
    public List<String> distinct(int limit) {
        return IntStream.range(0, distinctCodes())
                .mapToObj(this::value)
                .distinct()
                .limit(limit)
                .toList();
    }

    /** Collects cells from the top down. Not thread-safe. */
    public static final class Builder {
        private final List<String> values = new ArrayList<>();
        private final PackedTexts unrepeated = new PackedTexts();
        private final Map<String, Integer> known = new HashMap<>();
        private int[] codes = new int[64];
        private int size;
        private boolean repeats = true;

        public void add(@Nullable String cell) {
            String value = cell == null ? "" : CellText.trimmed(cell);
            addCode(value.isEmpty() ? EMPTY : code(value));
        }

        /** Adds a cell again that was {@linkplain #last added} while values repeat. */
        void addCode(int code) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size + (size >> 1));
            }
            codes[size++] = code;
        }

        /** The code of the cell that was added last, negative for an empty one. */
        int last() {
            return codes[size - 1];
        }

        /** Whether repeated values are looked for. */
        boolean repeats() {
            return repeats;
        }

        private int code(String value) {
            if (!repeats) {
                unrepeated.add(value);
                return values.size() + unrepeated.size() - 1;
            }
            Integer code = known.putIfAbsent(value, values.size());
            if (code != null) {
                return code;
            }
            values.add(value);
            if (known.size() == TRIAL && size < 2 * TRIAL) {
                repeats = false;
                known.clear();
            }
            return values.size() - 1;
        }

        public Column build() {
            return new Column(values.toArray(new String[0]), unrepeated.whole(), Arrays.copyOf(codes, size));
        }
    }
}
