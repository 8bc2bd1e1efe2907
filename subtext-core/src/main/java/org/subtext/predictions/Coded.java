package org.subtext.predictions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One value a row, each distinct value held once.
 *
 * <p>A row costs one byte while at most 128 values are known, four beyond. Values are told apart by {@code equals}; a
 * part of the rows keeps the values of the whole, so some may be no row's. Immutable.
 */
public final class Coded<T> {
    private static final int NARROW = Byte.MAX_VALUE + 1;

    private final List<T> values;

    /** Place of each row's value; narrow where so few are known, and wide is empty then. */
    private final byte[] narrow;

    private final int[] wide;

    private Coded(List<T> values, int[] codes) {
        for (int code : codes) {
            if (code < 0 || code >= values.size()) {
                throw new IllegalArgumentException("a row has none of the " + values.size() + " values");
            }
        }
        this.values = values;
        if (values.size() <= NARROW) {
            narrow = new byte[codes.length];
            wide = new int[0];
            for (int row = 0; row < codes.length; row++) {
                narrow[row] = (byte) codes[row];
            }
        } else {
            narrow = new byte[0];
            wide = codes;
        }
    }

    /** The same value on every row. */
    static <T> Coded<T> constant(T value, int rows) {
        return new Coded<>(List.of(value), new int[rows]);
    }

    /** Takes codes over, each below the number of values, of which no two are alike. */
    static <T> Coded<T> ofCodes(List<T> distinct, int[] codes) {
        return new Coded<>(List.copyOf(distinct), codes);
    }

    /** Rows. */
    public int size() {
        return narrow.length + wide.length;
    }

    /** The value of a row. */
    public T get(int row) {
        return values.get(code(row));
    }

    /** The place of a row's value among {@link #values}; two rows of this column are alike where this is. */
    public int code(int row) {
        return wide.length == 0 ? narrow[row] : wide[row];
    }

    /** What rows may hold, by code. */
    public List<T> values() {
        return values;
    }

    /** The values that rows hold, in order of first appearance. */
    public List<T> distinct() {
        boolean[] seen = new boolean[values.size()];
        List<T> distinct = new ArrayList<>();
        for (int row = 0; row < size() && distinct.size() < seen.length; row++) {
            int code = code(row);
            if (!seen[code]) {
                seen[code] = true;
                distinct.add(values.get(code));
            }
        }
        return distinct;
    }

    /** How many values rows hold. */
    public int distinctCount() {
        boolean[] seen = new boolean[values.size()];
        int count = 0;
        for (int row = 0; row < size(); row++) {
            int code = code(row);
            count += seen[code] ? 0 : 1;
            seen[code] = true;
        }
        return count;
    }

    /** An ordinal of each row's value, counted from 0 in order of first appearance. */
    public int[] ordinals() {
        int[] ofCode = new int[values.size()];
        Arrays.fill(ofCode, -1);
        int[] ordinals = new int[size()];
        int next = 0;
        for (int row = 0; row < ordinals.length; row++) {
            int code = code(row);
            if (ofCode[code] < 0) {
                ofCode[code] = next++;
            }
            ordinals[row] = ofCode[code];
        }
        return ordinals;
    }

    /** By code, whether a value is as wanted; each is asked about once. */
    public boolean[] where(Predicate<? super T> wanted) {
        boolean[] found = new boolean[values.size()];
        for (int code = 0; code < found.length; code++) {
            found[code] = wanted.test(values.get(code));
        }
        return found;
    }

    /** Some of the rows, in the order given. */
    Coded<T> at(int[] rows) {
        int[] codes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            codes[i] = code(rows[i]);
        }
        return new Coded<>(values, codes);
    }

    /** These rows and those of another column below them. */
    Coded<T> followedBy(Coded<T> other) {
        Builder<T> builder = new Builder<>();
        builder.addAll(this);
        builder.addAll(other);
        return builder.build();
    }

    /** These rows and those of a column of the same values, which stay as they are. */
    Coded<T> alsoOf(Coded<T> other) {
        int[] codes = new int[size() + other.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = row < size() ? code(row) : other.code(row - size());
        }
        return new Coded<>(values, codes);
    }

    /** The same column, held once with another where the rows of both are alike; with its values where those are. */
    Coded<T> sharedWith(Coded<T> other) {
        if (other == this || other.values == values || size() == 0) {
            return equals(other) ? other : this;
        }
        boolean isAlike = size() == other.size();
        for (int row = 0; row < size() && isAlike; row++) {
            isAlike = get(row).equals(other.get(row));
        }
        if (isAlike) {
            return other;
        }
        Map<T, Integer> known = new HashMap<>();
        for (int code = 0; code < other.values.size(); code++) {
            known.put(other.values.get(code), code);
        }
        int[] codes = new int[size()];
        for (int row = 0; row < codes.length; row++) {
            Integer code = known.get(get(row));
            if (code == null) {
                return this;
            }
            codes[row] = code;
        }
        return new Coded<>(other.values, codes);
    }

    @Override
    public boolean equals(Object object) {
        if (object == this) {
            return true;
        }
        if (!(object instanceof Coded<?> other) || other.size() != size()) {
            return false;
        }
        for (int row = 0; row < size(); row++) {
            if (!get(row).equals(other.get(row))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int row = 0; row < size(); row++) {
            hash = 31 * hash + get(row).hashCode();
        }
        return hash;
    }

    /** Collects values from the top down. Not thread-safe. */
    static final class Builder<T> {
        private final List<T> values = new ArrayList<>();

        /** Places of values, one more than their code, by the hash of the value; 0 where free. */
        private int[] slots = new int[64];

        /** The hash of each value by its code: values of another hash need not be looked at. */
        private int[] hashes = new int[64];

        private int[] codes = new int[64];
        private int size;

        void add(T value) {
            addCode(codeOf(value));
        }

        /** Adds a row of a value that was met before. */
        void addCode(int code) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size + (size >> 1));
            }
            codes[size++] = code;
        }

        private void addAll(Coded<T> column) {
            int[] ofCode = new int[column.values.size()];
            Arrays.fill(ofCode, -1);
            for (int row = 0; row < column.size(); row++) {
                int code = column.code(row);
                if (ofCode[code] < 0) {
                    ofCode[code] = codeOf(column.values.get(code));
                }
                addCode(ofCode[code]);
            }
        }

        /** The code of a value, which is a new one where it was not met before. */
        int codeOf(T value) {
            int mixed = value.hashCode() * 0x9e3779b9; // texts that count up differ in their last bits only
            int hash = mixed ^ mixed >>> 15;
            int slot = hash & slots.length - 1;
            while (slots[slot] > 0) {
                int code = slots[slot] - 1;
                if (hashes[code] == hash && values.get(code).equals(value)) {
                    return code;
                }
                slot = slot + 1 & slots.length - 1;
            }
            if (values.size() == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            }
            hashes[values.size()] = hash;
            values.add(value);
            slots[slot] = values.size();
            if (2 * values.size() > slots.length) {
                widen();
            }
            return values.size() - 1;
        }

        private void widen() {
            slots = new int[2 * slots.length];
            for (int code = 0; code < values.size(); code++) {
                int slot = hashes[code] & slots.length - 1;
                while (slots[slot] > 0) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = code + 1;
            }
        }

        int size() {
            return size;
        }

        /** The values met so far. */
        int known() {
            return values.size();
        }

        T value(int code) {
            return values.get(code);
        }

        /** A column of rows of their own over the values met so far; takes the codes over. */
        Coded<T> coded(int[] ofRows) {
            return ofCodes(values, ofRows);
        }

        /** The builder is not to be used afterwards. */
        Coded<T> build() {
            return ofCodes(values, Arrays.copyOf(codes, size));
        }
    }
}
