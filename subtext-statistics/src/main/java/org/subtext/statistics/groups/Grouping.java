package org.subtext.statistics.groups;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.subtext.statistics.BinaryScores;

/**
 * Which group each row belongs to. Groups are in the order of their names, never of their sizes; a value that was not
 * recorded is a group like any other and comes here under a name of its own.
 *
 * <p>Immutable.
 */
public final class Grouping {
    private final List<String> names;
    private final int[] ofRow;

    private Grouping(List<String> names, int[] ofRow) {
        this.names = List.copyOf(names);
        if (new TreeSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("two groups would have one name among " + String.join(", ", names));
        }
        this.ofRow = ofRow;
    }

    /** From the value of each row. */
    public static Grouping of(List<String> values) {
        List<String> names = List.copyOf(new TreeSet<>(values));
        TreeMap<String, Integer> ordinals = new TreeMap<>();
        names.forEach(name -> ordinals.put(name, ordinals.size()));
        return new Grouping(names, values.stream().mapToInt(ordinals::get).toArray());
    }

    /**
     * From ordinals of names in an order of their own.
     *
     * @throws IllegalArgumentException where an ordinal has no name, or two have one
     */
    public static Grouping of(List<String> names, int[] ofRow) {
        if (Arrays.stream(ofRow).anyMatch(group -> group < 0 || group >= names.size())) {
            throw new IllegalArgumentException("each row belongs to one of " + names.size() + " groups counted from 0");
        }
        return new Grouping(names, ofRow.clone());
    }

    /**
     * The intersections with another grouping of the same rows that hold a row, named "Black &amp; F".
     *
     * @throws IllegalArgumentException where rows differ in number, or two intersections would read the same
     */
    public Grouping and(Grouping other) {
        if (other.ofRow.length != ofRow.length) {
            throw new IllegalArgumentException(
                    ofRow.length + " and " + other.ofRow.length + " rows cannot be intersected");
        }
        TreeMap<Integer, Integer> ordinals = new TreeMap<>();
        for (int row = 0; row < ofRow.length; row++) {
            ordinals.put(cell(other, row), 0);
        }
        ordinals.replaceAll((cell, none) -> ordinals.headMap(cell).size());
        List<String> cells = ordinals.keySet().stream()
                .map(cell -> names.get(cell / other.names.size()) + " & " + other.names.get(cell % other.names.size()))
                .toList();
        int[] cellOfRow = IntStream.range(0, ofRow.length)
                .map(row -> ordinals.get(cell(other, row)))
                .toArray();
        return new Grouping(cells, cellOfRow);
    }

    private int cell(Grouping other, int row) {
        return ofRow[row] * other.names.size() + other.ofRow[row];
    }

    public List<String> names() {
        return names;
    }

    public int count() {
        return names.size();
    }

    public int rows() {
        return ofRow.length;
    }

    public int of(int row) {
        return ofRow[row];
    }

    /**
     * The ordinal of a name.
     *
     * @throws IllegalArgumentException where there is no such group
     */
    public int ordinal(String name) {
        return ordinal(names, name);
    }

    /** The same of any list of groups. */
    public static int ordinal(List<String> names, String name) {
        int ordinal = names.indexOf(name);
        if (ordinal < 0) {
            throw new IllegalArgumentException("no group " + name + " among " + String.join(", ", names));
        }
        return ordinal;
    }

    /** The rows of one group with equal ordinals for equal patients in every group: for its AUC and thresholds. */
    public BinaryScores rowsOf(BinaryScores scores, String group) {
        int ordinal = ordinal(group);
        int[] rows = IntStream.range(0, ofRow.length)
                .filter(row -> ofRow[row] == ordinal)
                .toArray();
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = scores.isPositive(rows[i]);
        }
        return BinaryScores.of(
                Arrays.stream(rows).mapToDouble(scores::score).toArray(),
                labels,
                Arrays.stream(rows).map(scores::cluster).toArray(),
                scores.clusterCount());
    }
}
