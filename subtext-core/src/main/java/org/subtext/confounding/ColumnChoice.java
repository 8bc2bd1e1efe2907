package org.subtext.confounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a table may serve as confounders, and why the others do not.
 *
 * @param used in table order
 * @param leftOut in table order
 */
public record ColumnChoice(List<RecordedColumn> used, List<LeftOut> leftOut) {
    /** A categorical column of more wordings is free text, or an identifier. */
    public static final int MOST_LEVELS = 50;

    /** Labels that stand in one cell with others may be more. */
    private static final int MOST_LABELS = 200;

    /** With fewer rows a wording, a finer wording of the attribute cannot be told from chance. */
    private static final int ROWS_A_LEVEL = 20;

    /** A column that does not serve. */
    public record LeftOut(String name, String reason) {}

    public ColumnChoice {
        used = List.copyOf(used);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Chooses among columns.
     *
     * @param columns with the attribute and columns of a role (ids, paths) already taken out
     * @param labels class of each row
     * @param named columns that the plan names: these are taken whatever they look like, unless they are constant
     */
    public static ColumnChoice among(List<RecordedColumn> columns, int[] labels, Set<String> named) {
        List<RecordedColumn> used = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (RecordedColumn column : columns) {
            Optional<String> reason = constant(column);
            if (reason.isEmpty() && !named.contains(column.name())) {
                reason = identifier(column).or(() -> sameAsAttribute(column, labels));
            }
            reason.ifPresentOrElse(why -> leftOut.add(new LeftOut(column.name(), why)), () -> used.add(column));
        }
        return new ColumnChoice(used, leftOut);
    }

    private static Optional<String> constant(RecordedColumn column) {
        int levels = column.counts().size();
        int missing = column.size() - column.recorded();
        if (levels == 0) {
            return Optional.of("nothing is recorded in it");
        }
        return levels == 1 && (missing == 0 || column.kind() != RecordedColumn.Kind.LABELS)
                ? Optional.of("it has one value only")
                : Optional.empty();
    }

    private static Optional<String> identifier(RecordedColumn column) {
        int levels = column.counts().size();
        String name = column.name().toLowerCase(Locale.ROOT);
        return switch (column.kind()) {
            case CATEGORICAL ->
                levels > MOST_LEVELS
                        ? Optional.of("it has " + levels + " different texts, more than " + MOST_LEVELS)
                        : Optional.empty();
            case LABELS ->
                levels > MOST_LABELS
                        ? Optional.of("it has " + levels + " different labels, more than " + MOST_LABELS)
                        : Optional.empty();
            case NUMERIC ->
                name.matches("(.*[_\\s-])?(id|uid|number|index|accession)")
                                || column.name().matches(".*[a-z](ID|Id|UID)")
                        ? Optional.of("its name says that it is an identifier")
                        : Optional.empty();
        };
    }

    /** A recoding of the attribute, coarser or finer, would explain everything and nothing. */
    private static Optional<String> sameAsAttribute(RecordedColumn column, int[] labels) {
        if (column.kind() != RecordedColumn.Kind.CATEGORICAL) {
            return Optional.empty();
        }
        Map<String, Set<Integer>> classesOf = new HashMap<>();
        Map<Integer, Set<String>> levelsOf = new HashMap<>();
        for (int row = 0; row < labels.length; row++) {
            String cell = column.cells().get(row);
            if (cell != null) {
                classesOf.computeIfAbsent(cell, level -> new HashSet<>()).add(labels[row]);
                levelsOf.computeIfAbsent(labels[row], label -> new HashSet<>()).add(cell);
            }
        }
        boolean tellsClass = classesOf.values().stream().allMatch(classes -> classes.size() == 1);
        boolean toldByClass = levelsOf.values().stream().allMatch(levels -> levels.size() == 1);
        boolean enough = column.recorded() >= ROWS_A_LEVEL * classesOf.size();
        if (tellsClass && toldByClass) {
            return Optional.of("it says the attribute in other words, one value a class; name it in columns: if it is"
                    + " something else that goes with the attribute without exception");
        }
        if (toldByClass || (tellsClass && enough)) {
            return Optional.of((toldByClass ? "its value follows from the class" : "the class follows from its value")
                    + " without exception; name it in columns: to look at it all the same");
        }
        return Optional.empty();
    }
}
