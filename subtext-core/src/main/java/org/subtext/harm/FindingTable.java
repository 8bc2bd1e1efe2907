package org.subtext.harm;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.groups.Grouping;

/**
 * Images with their patients, what is recorded of them, and any number of findings, by column.
 *
 * <p>Immutable; a finding costs eleven bytes a row.
 */
public final class FindingTable {
    /** The group of rows whose attribute is not recorded: a group like any other. */
    public static final String NOT_RECORDED = "not recorded";

    private final int[] patients;
    private final int patientCount;
    private final Map<String, Grouping> attributes;
    private final List<FindingColumn> findings;
    private final Map<String, double[]> numbers;

    private FindingTable(
            int[] patients,
            Map<String, Grouping> attributes,
            List<FindingColumn> findings,
            Map<String, double[]> numbers) {
        this.patients = patients;
        this.patientCount = patients.length == 0 ? 0 : Clusters.count(patients);
        this.attributes = attributes;
        this.findings = findings;
        this.numbers = numbers;
    }

    /**
     * Columns of the same rows.
     *
     * @param patients of each row, none blank; equal texts are one patient
     * @param attributes by name; an empty value is not recorded
     * @throws IllegalArgumentException where columns differ in length, two findings have one name, or a row has no
     *     patient
     */
    public static FindingTable of(
            List<String> patients, Map<String, List<String>> attributes, List<FindingColumn> findings) {
        int rows = patients.size();
        for (int row = 0; row < rows; row++) {
            if (patients.get(row).isBlank()) {
                throw new IllegalArgumentException(
                        "row " + (row + 1) + " names no patient: such rows would be taken for"
                                + " one patient's, and are the caller's to leave out and to count");
            }
        }
        HashSet<String> names = new HashSet<>();
        for (FindingColumn finding : findings) {
            if (finding.rows() != rows) {
                throw new IllegalArgumentException(finding.rows() + " rows of a finding for " + rows + " images");
            }
            if (!names.add(finding.title())) {
                throw new IllegalArgumentException("two findings are named " + finding.title());
            }
        }
        TreeMap<String, Grouping> groupings = new TreeMap<>();
        attributes.forEach((name, values) -> {
            if (values.size() != rows) {
                throw new IllegalArgumentException(values.size() + " values of " + name + " for " + rows + " images");
            }
            groupings.put(
                    name,
                    Grouping.of(values.stream()
                            .map(value -> value.isBlank() ? NOT_RECORDED : value)
                            .toList()));
        });
        return new FindingTable(
                ordinals(patients), Collections.unmodifiableMap(groupings), List.copyOf(findings), Map.of());
    }

    /**
     * The same with columns of numbers.
     *
     * @param columns by name, one number a row, NaN where none is recorded
     */
    public FindingTable withNumbers(Map<String, double[]> columns) {
        Map<String, double[]> own = new HashMap<>();
        columns.forEach((name, column) -> {
            if (column.length != rows()) {
                throw new IllegalArgumentException(
                        column.length + " numbers of " + name + " for " + rows() + " images");
            }
            own.put(name, column.clone());
        });
        return new FindingTable(patients, attributes, findings, own);
    }

    /**
     * A column of numbers, NaN where none is recorded.
     *
     * @throws IllegalArgumentException where there is no such column
     */
    public double[] numbers(String name) {
        double[] column = numbers.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column of numbers " + name);
        }
        return column.clone();
    }

    /** By the order of names: the same rows in another order deal and exchange the same patients. */
    private static int[] ordinals(List<String> patients) {
        Map<String, Integer> ordinals = new HashMap<>();
        new TreeSet<>(patients).forEach(name -> ordinals.put(name, ordinals.size()));
        return patients.stream()
                .mapToInt(name -> Objects.requireNonNull(ordinals.get(name)))
                .toArray();
    }

    public int rows() {
        return patients.length;
    }

    public int patientCount() {
        return patientCount;
    }

    /** The ordinal of a row's patient. */
    public int patient(int row) {
        return patients[row];
    }

    public List<FindingColumn> findings() {
        return findings;
    }

    /**
     * The groups that an attribute makes.
     *
     * @throws IllegalArgumentException where there is no such column
     */
    public Grouping attribute(String name) {
        Grouping grouping = attributes.get(name);
        if (grouping == null) {
            throw new IllegalArgumentException(
                    "no column " + name + " among " + String.join(", ", attributes.keySet()));
        }
        return grouping;
    }
}
